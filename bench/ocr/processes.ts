import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { buffer } from 'node:stream/consumers';

export interface Ran {
  readonly seconds: number;
  /** Of all processes together, in programs and in the kernel: what a page costs on a machine that others use, too. */
  readonly processorSeconds: number;
  /** The largest sum of what all processes and their children held at one moment. */
  readonly peakMegabytes: number;
  readonly stdouts: readonly string[];
}

const POLL_MILLISECONDS = 200;
/** USER_HZ of Linux, in which /proc counts. */
const TICKS_A_SECOND = 100;

/** Runs programs side by side to their ends. @throws Error with the standard error of one that fails */
export async function runTogether(commands: readonly (readonly string[])[]): Promise<Ran> {
  const started = performance.now();
  const children = commands.map((args) => spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] }));
  let peakKilobytes = 0;
  const ticks = new Map<number, number>();
  const timer = setInterval(() => {
    const pids = children.flatMap(({ pid, exitCode }) => (pid === undefined || exitCode !== null ? [] : [pid]));
    const all = [...pids, ...childrenOf(pids)];
    peakKilobytes = Math.max(
      peakKilobytes,
      all.reduce((sum, pid) => sum + proportionalKilobytes(pid), 0),
    );
    for (const pid of all) ticks.set(pid, Math.max(ticks.get(pid) ?? 0, ticksOf(pid)));
  }, POLL_MILLISECONDS);
  try {
    const stdouts = await Promise.all(
      children.map(async (child, index) => {
        const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
        const [stdout, stderr, status] = await Promise.all([buffer(child.stdout), buffer(child.stderr), ended]);
        if (status !== 0) throw new Error(`${commands[index]?.join(' ')} ended with ${status}\n${stderr.toString('utf8')}`);
        return stdout.toString('utf8');
      }),
    );
    const seconds = (performance.now() - started) / 1_000;
    const processorSeconds = [...ticks.values()].reduce((sum, each) => sum + each, 0) / TICKS_A_SECOND;
    return { seconds, processorSeconds, peakMegabytes: peakKilobytes / 1_024, stdouts };
  } finally {
    clearInterval(timer);
  }
}

function childrenOf(roots: readonly number[]): readonly number[] {
  if (roots.length === 0 || !existsSync('/proc')) return [];
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/u.test(name) ? Number(statusOf(Number(name), 'PPid')) : Number.NaN;
    if (!Number.isNaN(parent)) parents.set(Number(name), parent);
  }
  const found: number[] = [];
  for (let level = [...roots]; level.length > 0;) {
    level = [...parents].filter(([, parent]) => level.includes(parent)).map(([pid]) => pid);
    found.push(...level);
  }
  return found;
}

/** Pages that processes share count for each in part, so that the sum is what the machine gives away. */
function proportionalKilobytes(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    // It ended between two looks.
    return 0;
  }
}

/** User and system time, the 14th and 15th member; the second is a name in parentheses that may hold blanks. */
function ticksOf(pid: number): number {
  try {
    const members = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return Number(members[11] ?? 0) + Number(members[12] ?? 0);
  } catch {
    return 0;
  }
}

function statusOf(pid: number, name: string): string | undefined {
  try {
    return new RegExp(`^${name}:\\s+(\\d+)`, 'mu').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
