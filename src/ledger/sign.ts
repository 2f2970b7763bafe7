import { MregError } from '../domain/error.js';
import type { Sqlite } from '../store/open.js';
import { signCheckpoint, type SignedCheckpoint } from './checkpoint.js';
import type { NoteSigner } from './signed-note.js';
import { verifyLedger, type OnVerifyProgress, type VerifyOptions } from './verify.js';

/**
 * Signs the ledger after verifying all of it, so that a signature never blesses what was tampered with before.
 * @throws MregError `integrity` when the ledger is broken; nothing is signed then
 */
export function verifyAndSign(
  database: Sqlite,
  signer: NoteSigner,
  options: VerifyOptions,
  onProgress?: OnVerifyProgress,
): SignedCheckpoint {
  const { sound, problems } = verifyLedger(database, options, onProgress);
  if (!sound) throw new MregError('integrity', 'ledger.verify.failed', { count: problems.length });
  return database.transaction(() => signCheckpoint(database, signer)).immediate();
}
