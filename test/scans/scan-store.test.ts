import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ScanStore } from '../../src/scans/scan-store.js';

function aStore(): { readonly store: ScanStore; readonly folder: string } {
  const home = mkdtempSync(join(tmpdir(), 'mreg-scans-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  return { store: new ScanStore(home), folder: join(home, 'scans') };
}

async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

async function* torn(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from('half of'));
  throw new Error('the package is torn');
}

describe('the scans of a home', () => {
  it('are kept once under their hash, for their owner alone', async () => {
    const { store, folder } = aStore();
    const kept = await store.keep(pieces('a pa', 'ge'));
    expect(await store.keep(pieces('a page'))).toEqual(kept);
    expect(kept.bytes).toBe(6);
    expect([...store.kept()]).toEqual([kept.sha256]);
    expect(readdirSync(folder)).toEqual([kept.sha256.slice(0, 2)]);
    expect(statSync(store.pathOf(kept.sha256)).mode & 0o777).toBe(0o600);
    expect(await store.verifiedPath(kept.sha256)).toBe(store.pathOf(kept.sha256));
  });

  it('leave nothing behind when what is written breaks off', async () => {
    const { store, folder } = aStore();
    await expect(store.keep(torn())).rejects.toThrow('the package is torn');
    expect(readdirSync(folder)).toEqual([]);
    expect([...store.kept()]).toEqual([]);
  });

  it('are told from what was changed or lost, and are made whole when they come again', async () => {
    const { store } = aStore();
    const { sha256 } = await store.keep(pieces('a page'));
    writeFileSync(store.pathOf(sha256), 'a page.');
    expect(await store.stateOf(sha256)).toBe('changed');
    await expect(store.verifiedPath(sha256)).rejects.toMatchObject({ kind: 'integrity', key: 'scan-import.scan-changed' });
    await store.keep(pieces('a page'));
    expect(await store.stateOf(sha256)).toBe('intact');
    rmSync(store.pathOf(sha256));
    await expect(store.verifiedPath(sha256)).rejects.toMatchObject({ kind: 'integrity', key: 'scan-import.scan-missing' });
  });

  it('lose what a killed import was writing', async () => {
    const { store, folder } = aStore();
    const { sha256 } = await store.keep(pieces('a page'));
    writeFileSync(join(folder, 'incoming'), 'half');
    store.clean();
    expect(readdirSync(folder)).toEqual([sha256.slice(0, 2)]);
  });
});
