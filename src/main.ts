/**
 * The composition root: the only place that touches the process, the clock, chance and the environment.
 * Everything heavier than the version is loaded after the version could have been asked for.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Host } from './commands/run.js';

const SIGNAL_EXIT_CODE = 130;
const packageRootPath = fileURLToPath(new URL('..', import.meta.url));

/** Runs the program and sets the exit code, leaving the streams to drain. */
export async function main(argv: readonly string[]): Promise<void> {
  endQuietlyWhenNobodyReads();
  if (asksForVersion(argv)) {
    process.stdout.write(`mreg ${packageVersion()}\n`);
    return;
  }
  const { runCommandLine } = await import('./commands/run.js');
  process.exitCode = await runCommandLine(argv, await createHost());
}

function asksForVersion(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end === -1 ? argv : argv.slice(0, end)).some((word) => word === '--version' || word === '-V');
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return version;
}

/** `mreg … | head` closes the pipe early: that is the reader's choice, not a failure. */
function endQuietlyWhenNobodyReads(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
}

async function createHost(): Promise<Host> {
  const [{ randomBytes }, { availableParallelism, homedir }] = await Promise.all([import('node:crypto'), import('node:os')]);
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    // Declared boolean, yet undefined where there is no terminal.
    stdoutIsTerminal: process.stdout.isTTY ?? false,
    stderrIsTerminal: process.stderr.isTTY ?? false,
    userHomePath: homedir(),
    clock: { now: () => new Date() },
    random: (bytes) => randomBytes(bytes),
    signal: interruptSignal(),
    packageVersion: packageVersion(),
    environment: {
      variables: process.env,
      versions: process.versions,
      platform: process.platform,
      // Asked for by few commands, and the first use of ICU costs as much as loading the whole program.
      get timeZone() {
        return Intl.DateTimeFormat().resolvedOptions().timeZone;
      },
      cpuCount: availableParallelism(),
      packageRootPath,
      program: [process.execPath, fileURLToPath(new URL('../bin/mreg.js', import.meta.url))],
    },
    ...(process.stdin.isTTY && process.stderr.isTTY ? { ask: askOnTerminal } : {}),
  };
}

/** The first signal asks the command to stop at a safe point; a second one does not wait. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(SIGNAL_EXIT_CODE);
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return controller.signal;
}

async function askOnTerminal(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
