import { Argument, Command, CommanderError, Option } from 'commander';
import { MregError } from '../domain/error.js';
import type { Lang } from '../i18n/lang.js';
import { COMMANDS, FAMILIES, familyPathOf, lastWordOf } from './catalogue.js';
import type { CommandSpec, FamilySpec, OptionSpec } from './command-spec.js';
import { helpText } from './help-text.js';
import { GLOBAL_OPTIONS } from './specs/global.js';
import { usageError } from './usage-error.js';

/** What a command line asks for. */
export type Request =
  | { readonly kind: 'help'; readonly path: string; readonly text: string }
  | {
      readonly kind: 'run';
      readonly command: CommandSpec;
      readonly args: readonly string[];
      readonly options: Readonly<Record<string, unknown>>;
      readonly globals: Readonly<Record<string, unknown>>;
    };

/** Reads a command line. @throws MregError `usage` for anything mistyped, with the nearest right word when there is one. */
export function parseCommandLine(argv: readonly string[], lang: Lang): Request {
  let request: Request | undefined;
  const root = createProgram((found) => {
    request = found;
  });
  try {
    root.parse(argv, { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof HelpWanted)) throw thrown;
    request = { kind: 'help', path: thrown.path, text: helpText(thrown.path, lang) ?? '' };
  }
  if (request === undefined) throw new Error('the command line matched no command');
  return request;
}

/** Thrown through commander when help is asked for, since its own way out is an exception too. */
class HelpWanted extends Error {
  readonly path: string;

  constructor(path: string) {
    super(path);
    this.path = path;
  }
}

function createProgram(found: (request: Request) => void): Command {
  const root = new Command('mreg');
  root
    .configureOutput({ writeOut() {}, writeErr() {} })
    .helpCommand(false)
    .showSuggestionAfterError(false);
  prepare(root, '');
  for (const option of GLOBAL_OPTIONS.filter(({ name }) => name !== 'help')) root.addOption(optionOf(option));
  const families = new Map([['', root]]);
  for (const family of FAMILIES) families.set(family.path, addFamily(parentOf(family.path, families), family));
  for (const command of COMMANDS) addCommand(root, families, command, found);
  return root;
}

/** A family stands in the catalogue before those inside it, so its own is there. */
function parentOf(path: string, families: ReadonlyMap<string, Command>): Command {
  const parent = families.get(familyPathOf(path));
  if (parent === undefined) throw new Error(`no family holds ${path}`);
  return parent;
}

function addFamily(parent: Command, family: FamilySpec): Command {
  const added = parent.command(lastWordOf(family.path)).helpCommand(false);
  prepare(added, family.path);
  return added;
}

function addCommand(root: Command, families: ReadonlyMap<string, Command>, spec: CommandSpec, found: (request: Request) => void): void {
  const command = parentOf(spec.path, families).command(lastWordOf(spec.path));
  prepare(command, spec.path);
  for (const { name, required, repeated } of spec.arguments) {
    const word = repeated === true ? `${name}...` : name;
    command.addArgument(new Argument(required ? `<${word}>` : `[${word}]`));
  }
  for (const option of spec.options) command.addOption(optionOf(option));
  command.action(() => {
    found({ kind: 'run', command: spec, args: command.args, options: command.opts(), globals: root.opts() });
  });
}

/** `-h`, and our words for everything commander can complain about. */
function prepare(command: Command, path: string): void {
  command.helpOption('-h, --help').exitOverride((error) => {
    throw asksForHelp(error) ? new HelpWanted(path) : usageError(error, path);
  });
}

function asksForHelp(error: CommanderError): boolean {
  return error.code === 'commander.helpDisplayed' || error.code === 'commander.help';
}

function optionOf(spec: OptionSpec): Option {
  const option = new Option(spec.value === undefined ? `--${spec.name}` : `--${spec.name} <value>`);
  if (spec.required === true) option.makeOptionMandatory();
  if (spec.kind === 'count') option.argParser((text) => parseCount(spec, text));
  if (spec.kind === 'choice') option.argParser((text) => parseChoice(spec, text));
  return option;
}

function parseCount(spec: OptionSpec, text: string): number {
  if (!/^[1-9]\d{0,8}$/u.test(text)) throw new MregError('usage', 'cli.bad-count', { option: `--${spec.name}`, value: text });
  return Number(text);
}

function parseChoice(spec: OptionSpec, text: string): string {
  const choices = spec.choices ?? [];
  if (!choices.includes(text))
    throw new MregError('usage', 'cli.bad-choice', { option: `--${spec.name}`, value: text, choices: choices.join(' ') });
  return text;
}
