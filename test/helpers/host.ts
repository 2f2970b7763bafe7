import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { runCommandLine, type Host } from '../../src/commands/run.js';
import { BINARY } from './run.js';

export interface HostResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that is not one: fixed clock, no terminal, streams that remember. */
export function aHost(over: Partial<Host> = {}): Host {
  return {
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
    userHomePath: '/nonexistent',
    clock: { now: () => new Date('2026-05-20T01:30:00Z') },
    random: (bytes) => Buffer.alloc(bytes, 7),
    signal: new AbortController().signal,
    packageVersion: '0.0.0',
    environment: {
      variables: {},
      versions: { ...process.versions },
      platform: 'linux',
      timeZone: 'Asia/Shanghai',
      cpuCount: 2,
      packageRootPath: fileURLToPath(new URL('../..', import.meta.url)),
      program: [process.execPath, BINARY],
    },
    ...over,
  };
}

/** Runs a command line in this process. */
export async function runIn(host: Host, args: readonly string[]): Promise<HostResult> {
  const stdout = collected(host.stdout);
  const stderr = collected(host.stderr);
  const code = await runCommandLine(args, host);
  return { code, stdout: stdout(), stderr: stderr() };
}

function collected(stream: NodeJS.WritableStream): () => string {
  const chunks: string[] = [];
  if (stream instanceof PassThrough) stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString('utf8')));
  return () => {
    if (stream instanceof PassThrough) for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) chunks.push(String(chunk));
    return chunks.join('');
  };
}
