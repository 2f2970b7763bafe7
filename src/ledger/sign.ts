import { MregError } from '../domain/error.js';
import type { Sqlite } from '../store/open.js';
import { appendEntry } from './append.js';
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

/** Who answers for entries that were written without the key, and why they stand. */
export interface UnsignedAcceptance {
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
}

/**
 * The same for a ledger that is sound but for entries nobody signed for, such as those written while the key was away. The
 * acceptance is the next entry, so that the signature does not pass for knowledge.
 */
export function verifyAndAccept(
  database: Sqlite,
  signer: NoteSigner,
  options: VerifyOptions,
  { at, actor, reason }: UnsignedAcceptance,
): SignedCheckpoint {
  const { sound, problems, vouched, entries } = verifyLedger(database, { ...options, signedEnd: false });
  if (!sound) throw new MregError('integrity', 'ledger.verify.failed', { count: problems.length });
  if (vouched === entries) throw new MregError('usage', 'ledger.nothing-unsigned', { entries });
  const accept = database.transaction(() => {
    appendEntry(database, { at, actor, kind: 'ledger.accept-unsigned', body: { from: vouched + 1, to: entries, reason } });
    return signCheckpoint(database, signer);
  });
  return accept.immediate();
}
