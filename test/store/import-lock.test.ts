import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { lockImports } from '../../src/store/import-lock.js';

const folder = mkdtempSync(join(tmpdir(), 'mreg-lock-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Another process that takes the lock and keeps it until it is ended. */
async function holder(): Promise<ChildProcess> {
  const module = new URL('../../dist/store/import-lock.js', import.meta.url).href;
  const script = `const { lockImports } = await import(${JSON.stringify(module)});
    lockImports(${JSON.stringify(folder)}, 0); process.stdout.write('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  return child;
}

describe('the lock of imports', () => {
  it('is held by one at a time, and free again afterwards', () => {
    const unlock = lockImports(folder, 0);
    expect(() => lockImports(folder, 0)).toThrow(expect.objectContaining({ kind: 'busy', key: 'import.busy' }) as Error);
    unlock();
    lockImports(folder, 0)();
  });

  it('is held against other processes, and waits as long as it is told', async () => {
    await holder();
    const startedMs = performance.now();
    expect(() => lockImports(folder, 300)).toThrow(expect.objectContaining({ kind: 'busy' }) as Error);
    expect(performance.now() - startedMs).toBeGreaterThan(250);
  });

  it('is free once its holder is gone, however it went', async () => {
    const child = await holder();
    child.kill('SIGKILL');
    await once(child, 'exit');
    lockImports(folder, 0)();
  });
});
