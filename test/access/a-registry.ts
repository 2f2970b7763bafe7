import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AccountDraft, By } from '../../src/access/accounts/operations.js';
import { parseEntry, type LedgerEntry } from '../../src/ledger/entry.js';
import { ledgerRepository } from '../../src/store/ledger-repository.js';
import { createRegistry, type Registry } from '../../src/store/open.js';

/** A registry of its own, gone when the test is over. */
export function aRegistry(): Registry {
  const folder = mkdtempSync(join(tmpdir(), 'mreg-access-'));
  const registry = createRegistry(join(folder, 'registry.db'));
  onTestFinished(() => {
    registry.close();
    rmSync(folder, { recursive: true });
  });
  return registry;
}

export const BY: By = { at: '2026-05-20T09:30:00.000+08:00', actor: '省厅 (st)' };

/** A county's administrator who may be opened, unless `over` says otherwise. */
export function aDraft(over: Partial<AccountDraft> = {}): AccountDraft {
  return {
    username: 'zhangsan',
    name: '张三',
    role: 'county-admin',
    designations: [],
    region: '440104',
    mustChangePassword: true,
    ...over,
  };
}

/** What the ledger says, in order. */
export function entriesOf({ database }: Registry): readonly LedgerEntry[] {
  const repository = ledgerRepository(database);
  return Array.from({ length: repository.lastSeq() }, (_, index) => parseEntry(String(repository.entry(index + 1)?.body)) as LedgerEntry);
}
