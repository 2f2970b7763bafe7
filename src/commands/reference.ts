import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import { COMMANDS, GROUPS } from './catalogue.js';
import type { CommandSpec, OptionSpec } from './command-spec.js';
import { effectText, EXIT_CODE_LIST, exitCodeText, optionLabel, usageLine } from './help-text.js';
import { GLOBAL_OPTIONS } from './specs/global.js';

type Row = readonly string[];

/** docs/commands.md, whole: the commands in groups, each with what `--help` says of it. */
export function referenceMarkdown(lang: Lang): string {
  const groups = GROUPS.flatMap((group) => [
    `## ${translate(lang, `cli.group.${group}`)}`,
    ...inGroup(group).flatMap((command) => commandSection(command, lang)),
  ]);
  const blocks = [
    `# ${translate(lang, 'cli.reference.title')}`,
    translate(lang, 'cli.reference.made'),
    `## ${translate(lang, 'cli.reference.overview')}`,
    commandTable(lang),
    `## ${translate(lang, 'cli.global-options')}`,
    optionTable(GLOBAL_OPTIONS, lang),
    `## ${translate(lang, 'cli.exit-codes')}`,
    list(EXIT_CODE_LIST.map((code) => `\`${code}\` ${exitCodeText(code, lang)}`)),
    ...groups,
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** The table of all commands, marking which change data; the READMEs carry it too. */
export function commandTable(lang: Lang): string {
  const header = [
    translate(lang, 'cli.reference.command'),
    translate(lang, 'cli.reference.does'),
    translate(lang, 'cli.reference.changes'),
  ];
  const rows = GROUPS.flatMap(inGroup).map((command) => [
    `\`${command.path}\``,
    command.summary[lang],
    translate(lang, `cli.reference.changes.${command.changes}`),
  ]);
  return markdownTable(header, rows);
}

function inGroup(group: CommandSpec['group']): readonly CommandSpec[] {
  return COMMANDS.filter((command) => command.group === group);
}

function commandSection(command: CommandSpec, lang: Lang): readonly string[] {
  const examples = command.examples.map((example) => `# ${example.text[lang]}\n${example.command}`).join('\n');
  const args = command.arguments.map(({ name, text }) => `\`${name}\` ${text[lang]}`);
  return [
    `### mreg ${command.path}`,
    command.summary[lang],
    `\`\`\`\n${usageLine(command, lang)}\n\`\`\``,
    `**${translate(lang, 'cli.changes')}** ${effectText(command, lang)}`,
    ...(args.length === 0 ? [] : [list(args)]),
    ...(command.options.length === 0 ? [] : [optionTable(command.options, lang)]),
    `\`\`\`sh\n${examples}\n\`\`\``,
    `${translate(lang, 'cli.exit-codes')}: ${[0, 1, ...command.exitCodes].map((code) => `\`${code}\``).join(' ')}`,
  ];
}

function optionTable(options: readonly OptionSpec[], lang: Lang): string {
  const rows = options.map((option) => [`\`${optionLabel(option).replaceAll('|', '\\|')}\``, option.text[lang]]);
  return markdownTable([translate(lang, 'cli.options'), ''], rows);
}

export function markdownTable(header: Row, rows: readonly Row[]): string {
  const line = (cells: Row): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
