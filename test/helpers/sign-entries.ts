import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadLedgerSigner } from '../../src/ledger/ledger-key.js';
import { signEntriesWith } from '../../src/ledger/signed-end.js';
import type { Registry } from '../../src/store/open.js';

/** Signs for what a test writes into the ledger of a home itself, as a command would. */
export function signAsCommandsDo({ database }: Registry, home: string): void {
  const keys = join(home, 'keys');
  const file = readdirSync(keys).find((name) => name.startsWith('ledger-')) ?? '';
  signEntriesWith(database, () => loadLedgerSigner(join(keys, file), 'mreg-440000'));
}
