import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { buffer } from 'node:stream/consumers';

/** What one run of a program took, from its start to its end. */
export interface Measured {
  readonly seconds: number;
  /** Of all its threads, in the program and in the kernel; not a number where there is no GNU time. */
  readonly processorSeconds: number;
  readonly peakMegabytes: number;
  readonly stdout: string;
}

const GNU_TIME = '/usr/bin/time';
const POLL_MILLISECONDS = 20;

/** How peak memory is taken on this machine; printed with every table of results. */
export const MEMORY_METHOD = existsSync(GNU_TIME)
  ? 'maximum resident set of the process as the kernel accounts it (GNU time)'
  : `largest VmHWM in /proc/PID/status, read every ${POLL_MILLISECONDS} ms`;

/** Runs a program to its end. @throws Error with its standard error when it does not exit with 0. */
export async function runMeasured(command: string, args: readonly string[]): Promise<Measured> {
  return existsSync(GNU_TIME) ? runUnderTime(command, args) : runPolled(command, args);
}

async function runUnderTime(command: string, args: readonly string[]): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const report = join(folder, 'report');
  try {
    const ran = await run(GNU_TIME, ['--format=%M %U %S', `--output=${report}`, command, ...args]);
    const [kilobytes = Number.NaN, user = Number.NaN, system = Number.NaN] = readFileSync(report, 'utf8').trim().split(' ').map(Number);
    return { ...ran, processorSeconds: user + system, peakMegabytes: kilobytes / 1024 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function runPolled(command: string, args: readonly string[]): Promise<Measured> {
  let peakKilobytes = 0;
  const ran = await run(command, args, (pid) => {
    const timer = setInterval(() => (peakKilobytes = Math.max(peakKilobytes, highWaterMark(pid))), POLL_MILLISECONDS);
    return () => clearInterval(timer);
  });
  return { ...ran, processorSeconds: Number.NaN, peakMegabytes: peakKilobytes / 1024 };
}

function highWaterMark(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    // The process ended between two looks.
    return 0;
  }
}

type Watch = (pid: number) => () => void;

async function run(command: string, args: readonly string[], watch?: Watch): Promise<Pick<Measured, 'seconds' | 'stdout'>> {
  const started = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const stopWatching = child.pid === undefined ? undefined : watch?.(child.pid);
  const [stdout, stderr, status] = await Promise.all([buffer(child.stdout), buffer(child.stderr), ended]).finally(stopWatching);
  const seconds = (performance.now() - started) / 1_000;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stderr.toString('utf8')}`);
  return { seconds, stdout: stdout.toString('utf8') };
}
