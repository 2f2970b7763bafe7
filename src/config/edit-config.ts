import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MregError } from '../domain/error.js';
import { CONFIG_FILE, type Config } from './config.js';
import { parseConfig } from './read-config.js';

const SECTION = /^\[ledger\][^\n]*\n/mu;
const NEXT_SECTION = /^\[/mu;
const SETTING = /^witnesses\s*=\s*\[(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\]"'])*\][^\n]*\n?/mu;

/**
 * Changes the list of witnesses in `config.toml` and nothing else: the file is its keeper's, comments included. The new text takes
 * the old one's place at once. @throws MregError `configuration` when the file is written in a way this cannot change safely
 */
export function writeWitnesses(homePath: string, witnesses: readonly string[]): void {
  const path = join(homePath, CONFIG_FILE);
  const text = readFileSync(path, 'utf8');
  const edited = withWitnesses(text, witnesses);
  if (edited === undefined || !isSameBut(witnesses, parseConfig(text, path), parseConfig(edited, path))) {
    throw new MregError('configuration', 'config.not-editable', { path, line: settingLine(witnesses).trimEnd() });
  }
  writeFileSync(`${path}.new`, edited, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}

/** The text with another list; `undefined` without a `[ledger]` section of its own to put it in. */
export function withWitnesses(text: string, witnesses: readonly string[]): string | undefined {
  const found = SECTION.exec(text);
  if (found === null) return undefined;
  const start = found.index + found[0].length;
  const rest = text.slice(start);
  const end = NEXT_SECTION.exec(rest)?.index ?? rest.length;
  const section = rest.slice(0, end).replace(SETTING, '');
  return text.slice(0, start) + settingLine(witnesses) + section + rest.slice(end);
}

/** A TOML string is a JSON string where paths are concerned; none is no line. */
function settingLine(witnesses: readonly string[]): string {
  return witnesses.length === 0 ? '' : `witnesses = [${witnesses.map((witness) => JSON.stringify(witness)).join(', ')}]\n`;
}

function isSameBut(witnesses: readonly string[], before: Config, after: Config): boolean {
  const expected = { ...before, ledger: { ...before.ledger, witnesses } };
  return JSON.stringify(expected) === JSON.stringify(after);
}
