import { join } from 'node:path';
import { MregError } from '../domain/error.js';
import { chooseLang } from '../i18n/choose-lang.js';
import type { Lang } from '../i18n/lang.js';
import { translate, type MessageKey, type PlaceValues } from '../i18n/translate.js';
import type { BlankQuestion } from '../ui/blank-prompt.js';
import { describeFailure, failureJson, type Failure } from '../ui/failure.js';
import { createPaint } from '../ui/paint.js';
import { createReporter, type ReporterOutputs } from '../ui/reporter.js';
import { parseCommandLine, type Request } from './program.js';
import type { Clock, Environment, Services } from './services.js';

/** What the process lends to a run: everything `main.ts` alone may touch. */
export interface Host {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  readonly userHomePath: string;
  readonly clock: Clock;
  readonly random: (bytes: number) => Buffer;
  readonly signal: AbortSignal;
  readonly environment: Environment;
  readonly packageVersion: string;
  /** Asks one line on the terminal; absent when there is no terminal to ask on. */
  readonly ask?: (question: string) => Promise<string>;
}

/** Runs one command line to its end and says the exit code. Never throws. */
export async function runCommandLine(argv: readonly string[], host: Host): Promise<number> {
  const early = earlyFlags(argv);
  const lang = chooseLang(early.lang, host.environment.variables);
  try {
    const request = parseCommandLine(argv, lang);
    if (request.kind === 'help') printHelp(request, early.json, host);
    else await runCommand(request, lang, host);
    return 0;
  } catch (thrown) {
    const failure = describeFailure(thrown, lang, host.packageVersion);
    host.stderr.write(early.json ? failureJson(failure) : await failureText(failure, lang, host, early.noColor));
    return failure.exitCode;
  }
}

/** The flags that shape even a complaint about the command line, read before it is understood. */
function earlyFlags(argv: readonly string[]): { readonly lang: string | undefined; readonly json: boolean; readonly noColor: boolean } {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  const joined = words.find((word) => word.startsWith('--lang='))?.slice('--lang='.length);
  const at = words.indexOf('--lang');
  return { lang: joined ?? (at === -1 ? undefined : words[at + 1]), json: words.includes('--json'), noColor: words.includes('--no-color') };
}

function printHelp(request: Extract<Request, { kind: 'help' }>, json: boolean, host: Host): void {
  host.stdout.write(json ? `${JSON.stringify({ command: request.path, help: request.text })}\n` : `${request.text}\n`);
}

async function runCommand(request: Extract<Request, { kind: 'run' }>, lang: Lang, host: Host): Promise<void> {
  const [run, services] = await Promise.all([request.command.load(), createServices(request, lang, host)]);
  await run({ args: request.args, options: request.options, services });
}

async function createServices({ command, globals }: Extract<Request, { kind: 'run' }>, lang: Lang, host: Host): Promise<Services> {
  const { clock, random, signal, environment, packageVersion } = host;
  const flags = { lang, json: globals['json'] === true, quiet: globals['quiet'] === true, verbose: globals['verbose'] === true };
  const yes = globals['yes'] === true;
  const progressEnabled = host.stderrIsTerminal && globals['progress'] !== false && !flags.quiet;
  const outputs = await createOutputs(host, globals['color'] !== false, progressEnabled);
  return {
    ...flags,
    command: { path: command.path, access: command.access },
    yes,
    progressEnabled,
    homePath: homePathFrom(globals['home'], host),
    clock,
    random,
    signal,
    environment,
    packageVersion,
    reporter: createReporter({ ...flags, resultIsAnswer: command.changes === 'nothing' }, outputs),
    confirm: (question, values) => confirm(yes, lang, host, question, values),
    askSecret: (question, flag, values) => askSecret(host, translate(lang, question, values), flag),
    ...(host.ask === undefined || yes || flags.json ? {} : { askBlank: (question) => askBlank(host, question) }),
  };
}

async function createOutputs(host: Host, colourAllowed: boolean, progressEnabled: boolean): Promise<ReporterOutputs> {
  const { stdout, stderr, clock, environment } = host;
  const coloured = colourAllowed && coloursWanted(environment.variables);
  const [paint, errorPaint] = await Promise.all([
    createPaint(coloured && host.stdoutIsTerminal),
    createPaint(coloured && host.stderrIsTerminal),
  ]);
  const bar = progressEnabled ? { createBar: (await import('../ui/terminal-bar.js')).createTerminalBar } : {};
  return { stdout, stderr, paint, errorPaint, nowMs: () => clock.now().getTime(), ...bar };
}

/** no-color.org: any non-empty value turns colours off. */
function coloursWanted(variables: Environment['variables']): boolean {
  return (variables['NO_COLOR'] ?? '') === '' && variables['TERM'] !== 'dumb';
}

function homePathFrom(flag: unknown, host: Host): string {
  if (typeof flag === 'string' && flag !== '') return flag;
  const variable = host.environment.variables['MREG_HOME'] ?? '';
  return variable === '' ? join(host.userHomePath, '.mreg') : variable;
}

async function confirm(yes: boolean, lang: Lang, host: Host, key: MessageKey, values?: PlaceValues): Promise<boolean> {
  if (yes) return true;
  const question = translate(lang, key, values);
  if (host.ask === undefined) throw new MregError('usage', 'cli.needs-yes', { question });
  const answer = await host.ask(translate(lang, 'cli.confirm', { question }));
  return /^(y|yes|是)$/iu.test(answer.trim());
}

async function askSecret(host: Host, question: string, flag: string): Promise<string> {
  if (host.ask === undefined) throw new MregError('usage', 'cli.needs-secret', { question, flag });
  const { promptSecret } = await import('../ui/secret-prompt.js');
  return promptSecret(question, host.stderr, host.signal);
}

/** The library of prompts is loaded by the first question: few runs ask one. */
async function askBlank({ stderr, signal }: Host, question: BlankQuestion): Promise<string> {
  const { promptBlank } = await import('../ui/blank-prompt.js');
  return promptBlank(question, { output: stderr, signal });
}

async function failureText(failure: Failure, lang: Lang, host: Host, noColor: boolean): Promise<string> {
  const paint = await createPaint(host.stderrIsTerminal && !noColor && coloursWanted(host.environment.variables));
  const stack = failure.stack === undefined ? '' : `${paint.dim(failure.stack)}\n`;
  const hint = failure.hint === '' ? '' : `${paint.bold(translate(lang, 'common.hint'))}${failure.hint}\n`;
  return `${paint.red(translate(lang, 'common.error'))}${failure.message}\n${stack}${hint}`;
}
