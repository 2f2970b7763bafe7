import type { CommanderError } from 'commander';
import { MregError } from '../domain/error.js';
import { nearestOf } from '../lib/nearest.js';
import { commandAt, lastWordOf, nextUnder } from './catalogue.js';
import { GLOBAL_OPTIONS } from './specs/global.js';

const KEYS: Readonly<Record<string, string>> = {
  'commander.unknownCommand': 'cli.unknown-command',
  'commander.unknownOption': 'cli.unknown-option',
  'commander.missingArgument': 'cli.missing-argument',
  'commander.optionMissingArgument': 'cli.missing-value',
  'commander.missingMandatoryOptionValue': 'cli.missing-option',
  'commander.excessArguments': 'cli.too-many-arguments',
};

/** Commander's complaint in our words. Its texts are English only, but each quotes the word it is about. */
export function usageError(error: CommanderError, path: string): MregError {
  const command = path === '' ? 'mreg' : `mreg ${path}`;
  const word = /'([^' ]*)/u.exec(error.message)?.[1] ?? '';
  const key = KEYS[error.code];
  if (key === undefined) return new MregError('usage', 'cli.wrong-usage', { command, detail: error.message }, { cause: error });
  const suggestion = suggestionFor(error.code, word, path);
  return new MregError('usage', key, { command, word, ...(suggestion === undefined ? {} : { suggestion }) }, { cause: error });
}

function suggestionFor(code: string, word: string, path: string): string | undefined {
  if (code === 'commander.unknownOption') return nearestOf(word, optionFlags(path));
  if (code === 'commander.unknownCommand') return nearestOf(word, commandWords(path));
  return undefined;
}

function optionFlags(path: string): readonly string[] {
  const own = commandAt(path)?.options ?? [];
  return [...own, ...GLOBAL_OPTIONS].map((option) => `--${option.name}`);
}

function commandWords(path: string): readonly string[] {
  return nextUnder(path).map((next) => lastWordOf(next.path));
}
