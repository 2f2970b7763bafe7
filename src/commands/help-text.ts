import type { Lang } from '../i18n/lang.js';
import { isMessageKey, translate, type MessageKey } from '../i18n/translate.js';
import { displayWidth, padEndColumns, wrapColumns } from '../lib/display-width.js';
import { COMMANDS, commandAt, familyAt, GROUPS } from './catalogue.js';
import type { CommandSpec, FamilySpec, OptionSpec } from './command-spec.js';
import { GLOBAL_OPTIONS } from './specs/global.js';

export const EXIT_CODE_LIST: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 130];
export const HELP_COLUMNS = 100;

type Entry = readonly [label: string, text: string];

/** The help of a command, a family (`batch`), or everything for the empty path; `undefined` when there is no such path. */
export function helpText(path: string, lang: Lang): string | undefined {
  if (path === '') return programHelp(lang);
  const command = commandAt(path);
  if (command !== undefined) return commandHelp(command, lang);
  const family = familyAt(path);
  return family === undefined ? undefined : familyHelp(family, lang);
}

export function exitCodesHelp(lang: Lang): string {
  return joinBlocks([block(translate(lang, 'cli.exit-codes'), exitCodeEntries(EXIT_CODE_LIST, lang))]);
}

export function exitCodeText(code: number, lang: Lang): string {
  const key = `cli.exit.${code}`;
  return isMessageKey(key) ? translate(lang, key) : '';
}

/** `mreg import PATH… [options]` */
export function usageLine(command: CommandSpec, lang: Lang): string {
  const args = command.arguments.map(({ name, required, repeated }) => {
    const word = repeated === true ? `${name}…` : name;
    return required ? word : `[${word}]`;
  });
  const required = command.options.filter((option) => option.required === true).map(optionLabel);
  return ['mreg', command.path, ...args, ...required, `[${translate(lang, 'cli.usage.options')}]`].join(' ');
}

/** `--max-errors N|P%` */
export function optionLabel(option: OptionSpec): string {
  return option.value === undefined ? `--${option.name}` : `--${option.name} ${option.value}`;
}

/** What a command changes and what it leaves alone. */
export function effectText(command: CommandSpec, lang: Lang): string {
  return `${translate(lang, `cli.changes.${command.changes}`)}${lang === 'en' ? ' ' : ''}${command.effect[lang]}`;
}

function programHelp(lang: Lang): string {
  const usage = `mreg <${translate(lang, 'cli.usage.command')}> [${translate(lang, 'cli.usage.options')}]`;
  const groups = GROUPS.map((group) =>
    block(
      translate(lang, `cli.group.${group}`),
      commandEntries(
        COMMANDS.filter((command) => command.group === group),
        lang,
      ),
    ),
  );
  return joinBlocks([
    [`mreg — ${translate(lang, 'cli.about')}`],
    heading(lang, 'cli.usage', usage),
    ...groups,
    block(translate(lang, 'cli.global-options'), optionEntries(GLOBAL_OPTIONS, lang)),
    [translate(lang, 'cli.more')],
  ]);
}

function familyHelp(family: FamilySpec, lang: Lang): string {
  const usage = `mreg ${family.path} <${translate(lang, 'cli.usage.command')}> [${translate(lang, 'cli.usage.options')}]`;
  return joinBlocks([
    [family.summary[lang]],
    heading(lang, 'cli.usage', usage),
    block(
      translate(lang, 'cli.usage.command'),
      commandEntries(
        COMMANDS.filter((command) => command.path.startsWith(`${family.path} `)),
        lang,
      ),
    ),
  ]);
}

function commandHelp(command: CommandSpec, lang: Lang): string {
  const args: Entry[] = command.arguments.map(({ name, text }) => [name, text[lang]]);
  return joinBlocks([
    [command.summary[lang]],
    heading(lang, 'cli.usage', usageLine(command, lang)),
    heading(lang, 'cli.changes', effectText(command, lang)),
    block(translate(lang, 'cli.arguments'), args),
    block(translate(lang, 'cli.options'), optionEntries(command.options, lang)),
    block(translate(lang, 'cli.global-options'), optionEntries(GLOBAL_OPTIONS, lang)),
    block(
      translate(lang, 'cli.examples'),
      command.examples.map((example): Entry => [example.command, example.text[lang]]),
    ),
    block(translate(lang, 'cli.exit-codes'), exitCodeEntries([0, 1, ...command.exitCodes], lang)),
  ]);
}

function commandEntries(commands: readonly CommandSpec[], lang: Lang): readonly Entry[] {
  return commands.map((command) => [command.path, command.summary[lang]]);
}

function optionEntries(options: readonly OptionSpec[], lang: Lang): readonly Entry[] {
  return options.map((option) => [
    optionLabel(option),
    option.text[lang] + (option.required === true ? translate(lang, 'cli.required') : ''),
  ]);
}

function exitCodeEntries(codes: readonly number[], lang: Lang): readonly Entry[] {
  return codes.map((code) => [String(code), exitCodeText(code, lang)]);
}

function heading(lang: Lang, key: MessageKey, text: string): readonly string[] {
  return [translate(lang, key), ...indented(text)];
}

const LABEL_COLUMNS_LIMIT = 48;

/** A titled list, or nothing when it is empty; a long label takes a line of its own. */
function block(title: string, entries: readonly Entry[]): readonly string[] {
  if (entries.length === 0) return [];
  const shortLabels = entries.map(([label]) => displayWidth(label)).filter((width) => width <= LABEL_COLUMNS_LIMIT);
  const labelColumns = Math.max(0, ...shortLabels);
  return [title, ...entries.flatMap(([label, text]) => entryLines(label, text, labelColumns))];
}

function entryLines(label: string, text: string, labelColumns: number): readonly string[] {
  const [first = '', ...rest] = wrapColumns(text, HELP_COLUMNS - labelColumns - 4);
  const hanging = ' '.repeat(labelColumns + 4);
  if (displayWidth(label) > labelColumns) return [`  ${label}`, ...[first, ...rest].map((line) => hanging + line)];
  return [`  ${padEndColumns(label, labelColumns)}  ${first}`, ...rest.map((line) => hanging + line)];
}

function indented(text: string): readonly string[] {
  return wrapColumns(text, HELP_COLUMNS - 2).map((line) => `  ${line}`);
}

function joinBlocks(blocks: readonly (readonly string[])[]): string {
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}
