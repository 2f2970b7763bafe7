import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { archive, type ArchivePlan } from '../../samples/generate/archive.js';
import { csvBlocks } from '../../samples/generate/output/csv-file.js';
import type { TextEncoding } from '../../samples/generate/output/text-encoding.js';
import { PROFILES } from '../../samples/generate/profiles.js';
import { Random } from '../../samples/generate/random.js';
import { headersOf, spellRow } from '../../samples/generate/spelling.js';
import { EXIT_CODES } from '../../src/domain/error.js';
import { initWords } from './password.js';
import { BINARY, type RunResult } from './run.js';

/** The smallest chunk the settings allow, so that a small archive is loaded in many commits. */
const SMALL_CHUNKS = { jobs: 2, chunk_bytes: 524_288, busy_timeout_seconds: 30 };

/** A folder of its own for one test file, and the homes in it. */
export class FaultBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'mreg-faults-'));
  private homes = 0;

  at(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, content: string | Uint8Array): string {
    writeFileSync(this.at(name), content);
    return this.at(name);
  }

  /** Makes a home that later ones are copies of: one ledger key, so that what they hold can be compared byte by byte. */
  async makeTemplate(settings: Readonly<Record<string, number>> = SMALL_CHUNKS): Promise<void> {
    const made = await launch(['--home', this.at('template'), ...initWords()]).done;
    if (made.code !== 0) throw new Error(made.stderr);
    const lines = Object.entries(settings).map(([key, value]) => `${key} = ${value}`);
    appendFileSync(join(this.at('template'), 'config.toml'), `\n[import]\n${lines.join('\n')}\n`);
  }

  copyHome(from: string = this.at('template')): string {
    this.homes += 1;
    const home = this.at(`home-${this.homes}`);
    cpSync(from, home, { recursive: true });
    return home;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface Launched {
  readonly child: ChildProcess;
  readonly done: Promise<RunResult>;
}

export interface LaunchOptions {
  readonly cwd?: string;
  /** Another user, for what root may do and others may not. */
  readonly uid?: number;
  /** Added to the environment: who acts, when it is not the first account. */
  readonly env?: Readonly<Record<string, string>>;
  /** Words before `node`: a shell that sets a limit and then runs the rest. */
  readonly wrapper?: readonly string[];
}

/** Starts the real program; `done` tells how it ended, a kill included. */
export function launch(args: readonly string[], { cwd, uid, env: more = {}, wrapper = [] }: LaunchOptions = {}): Launched {
  const env = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', MREG_LANG: 'en', ...more };
  const [program = '', ...words] = [...wrapper, process.execPath, BINARY, ...args];
  const child = spawn(program, words, { env, cwd, uid, stdio: ['ignore', 'pipe', 'pipe'] });
  return { child, done: ended(child) };
}

function ended(child: ChildProcess): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on('data', (piece: Buffer) => stdout.push(piece));
    child.stderr?.on('data', (piece: Buffer) => stderr.push(piece));
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({ code, signal, stdout: Buffer.concat(stdout).toString('utf8'), stderr: Buffer.concat(stderr).toString('utf8') }),
    );
  });
}

/**
 * Calls when the rollback journal of a home appears for the nth time, which is in the midst of a load's nth commit.
 * @returns what ends the watch
 */
export function atJournal(home: string, nth: number, act: () => void): () => void {
  // It comes and goes with each commit, and the kernel tells of both in order, however late we listen.
  let changes = 0;
  const watcher = watch(home, (event, name) => {
    if (event !== 'rename' || name !== 'registry.db-journal') return;
    changes += 1;
    if (changes === 2 * nth - 1) act();
  });
  return () => watcher.close();
}

const CODES: readonly number[] = Object.values(EXIT_CODES).filter((code) => code !== EXIT_CODES.bug);

/** What holds after every fault: an exit code of the contract, no stack trace, no whole document number, JSON where it belongs. */
export function expectOrderly(result: RunResult, numbers: ReadonlySet<string> = new Set()): RunResult {
  const said = `${result.stdout}\n${result.stderr}`;
  expect(said).not.toMatch(/\n\s+at .+:\d+/u);
  expect([0, ...CODES], said).toContain(result.code);
  expect(wholeNumbersIn(said, numbers)).toEqual([]);
  return result;
}

export interface JsonAnswer<T> extends RunResult {
  /** The one document of stdout, when the command succeeded. */
  readonly document: T | undefined;
  readonly error: { readonly code: string; readonly message: string; readonly hint: string } | undefined;
}

/** Runs with `--json` and holds the streams to their contract. */
export async function runOrderly<T = Record<string, unknown>>(
  args: readonly string[],
  options: LaunchOptions & { readonly numbers?: ReadonlySet<string> } = {},
): Promise<JsonAnswer<T>> {
  return answerOf<T>(await launch([...args, '--json'], options).done, options.numbers);
}

export function answerOf<T>(result: RunResult, numbers?: ReadonlySet<string>): JsonAnswer<T> {
  expectOrderly(result, numbers);
  if (result.code === 0) return { ...result, document: JSON.parse(result.stdout) as T, error: undefined };
  const lastLine = result.stderr.trimEnd().split('\n').at(-1) ?? '';
  const { error } = JSON.parse(lastLine) as { error: JsonAnswer<T>['error'] };
  expect(error).toMatchObject({ code: expect.stringMatching(/^[a-z]/u), message: expect.stringMatching(/./u), hint: expect.any(String) });
  return { ...result, document: undefined, error };
}

/** Which of these document numbers stand whole in a text. */
export function wholeNumbersIn(text: string, numbers: ReadonlySet<string>): readonly string[] {
  const runs = text.match(/\d{14,17}[\dXx]/gu) ?? [];
  return [...new Set(runs)].filter((run) => numbers.has(run.toUpperCase()));
}

export interface Archive {
  readonly path: string;
  readonly rows: number;
  /** Every document number in it of 15 characters or more. */
  readonly numbers: ReadonlySet<string>;
}

/** Writes a county's archive with labelled defects; the same seed gives the same bytes. */
export function writeArchive(
  path: string,
  plan: Pick<ArchivePlan, 'rows' | 'seed' | 'defects'>,
  encoding: TextEncoding = 'utf-8',
): Archive {
  const profile = PROFILES.mixed;
  const random = new Random(plan.seed + 1);
  const numbers = new Set<string>();
  const records: (readonly string[])[] = [headersOf(profile.spelling)];
  for (const { row } of archive({ ...profile, ...plan })) {
    for (const number of [row.cert_num_man, row.cert_num_woman]) if (/^\d{14,17}[\dX]$/u.test(number)) numbers.add(number);
    records.push(spellRow(row, profile.spelling, random));
  }
  writeFileSync(path, Buffer.concat([...csvBlocks(records, encoding)]));
  return { path, rows: records.length - 1, numbers };
}

/** Runs jobs a few at a time, in order of their start. */
export async function inParallel<T>(width: number, jobs: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next; at < jobs.length; at = next) {
      next += 1;
      results[at] = await (jobs[at] as () => Promise<T>)();
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
