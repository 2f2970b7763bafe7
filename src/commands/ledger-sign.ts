import { resolve } from 'node:path';
import type { MessageKey } from '../i18n/translate.js';
import { storedRange } from '../ledger/append.js';
import { signCheckpoint, type SignedCheckpoint } from '../ledger/checkpoint.js';
import { isEndSigned } from '../ledger/signed-end.js';
import { encodeVerifierKey, type NoteSigner } from '../ledger/signed-note.js';
import { copyToWitness, type WitnessCopy } from '../ledger/witness.js';
import { ledgerRepository } from '../store/ledger-repository.js';
import type { Reporter } from '../ui/reporter.js';
import { ledgerSigner, type Home } from './home.js';

/**
 * Signs the ledger as it stands at the end of a command and gives every witness a copy. A ledger that ends with entries written
 * without the key is not signed, so that they stay visible; the work is done, so that is a warning.
 */
export function signHomeLedger(home: Home, reporter: Reporter): SignedCheckpoint | undefined {
  const signer = ledgerSigner(home);
  const { database } = home.registry;
  const sign = database.transaction(() =>
    isEndSigned(database, storedRange(ledgerRepository(database)), signer) ? signCheckpoint(database, signer) : undefined,
  );
  const signed = sign.immediate();
  if (signed === undefined) reporter.warn('ledger.unsigned-end');
  else copyToWitnesses(home, signed, signer, reporter);
  return signed;
}

/**
 * Gives every witness a copy of a checkpoint. The work it signs is done, so a witness that cannot take it is a warning and not a
 * failure: `ledger verify` judges.
 */
export function copyToWitnesses(home: Home, { treeSize, note }: SignedCheckpoint, signer: NoteSigner, reporter: Reporter): void {
  const { origin } = home.config.ledger;
  const checkpoint = { treeSize, note, verifierKey: encodeVerifierKey(signer.name, signer.publicKey) };
  for (const path of witnessPaths(home)) {
    const warning = COPY_WARNINGS[copyToWitness(path, origin, checkpoint)];
    if (warning !== undefined) reporter.warn(warning, { path });
  }
}

const COPY_WARNINGS: Readonly<Partial<Record<WitnessCopy, MessageKey>>> = {
  unreachable: 'ledger.witness.not-copied',
  refused: 'ledger.witness.refused',
};

export function witnessPaths({ path, config }: Home): readonly string[] {
  return config.ledger.witnesses.map((witness) => resolve(path, witness));
}
