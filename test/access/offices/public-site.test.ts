import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { exportPublic } from '../../../src/access/offices/public-site.js';
import { ledgerRepository } from '../../../src/store/ledger-repository.js';
import { createRegistry, openRegistry } from '../../../src/store/open.js';
import { BASE } from './a-book.js';

function aPlace() {
  const folder = mkdtempSync(join(tmpdir(), 'mreg-public-'));
  const registry = createRegistry(join(folder, 'registry.db'));
  mkdirSync(join(folder, 'site'));
  onTestFinished(() => {
    registry.close();
    rmSync(folder, { recursive: true });
  });
  return { folder, registry, path: join(folder, 'site', 'offices.json') };
}

const by = { region: '440100', actor: '省厅 (st)', at: '2026-06-01T09:30:00.000+08:00' };

describe('the file for the public site', () => {
  it('stays as it was while the registry is busy', async () => {
    const { registry, path } = aPlace();
    writeFileSync(path, 'before');
    const impatient = openRegistry(registry.path, { busyTimeoutMs: 0 });
    registry.database.exec('BEGIN IMMEDIATE');
    await expect(exportPublic(impatient.database, BASE, { ...by, path })).rejects.toThrow(/locked/u);
    registry.database.exec('ROLLBACK');
    impatient.close();
    expect([readFileSync(path, 'utf8'), readdirSync(join(path, '..'))]).toEqual(['before', ['offices.json']]);
    await exportPublic(registry.database, BASE, { ...by, path });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ as_of: '2026-06-01' });
  });

  it('leaves no entry in the ledger when it cannot be put in its place', async () => {
    const { registry, path } = aPlace();
    mkdirSync(join(path, 'in-the-way'), { recursive: true });
    await expect(exportPublic(registry.database, BASE, { ...by, path })).rejects.toMatchObject({ kind: 'usage' });
    expect([ledgerRepository(registry.database).lastSeq(), readdirSync(join(path, '..'))]).toEqual([0, ['offices.json']]);
  });
});
