import { resolve } from 'node:path';
import type { MessageKey } from '../i18n/translate.js';
import { signCheckpoint, type SignedCheckpoint } from '../ledger/checkpoint.js';
import { encodeVerifierKey, type NoteSigner } from '../ledger/signed-note.js';
import { copyToWitness, type WitnessCopy } from '../ledger/witness.js';
import type { Reporter } from '../ui/reporter.js';
import { ledgerSigner, type Home } from './home.js';

/** Signs the ledger as it stands and gives every witness a copy. */
export function signHomeLedger(home: Home, reporter: Reporter): SignedCheckpoint {
  const signer = ledgerSigner(home);
  const { database } = home.registry;
  const signed = database.transaction(() => signCheckpoint(database, signer)).immediate();
  copyToWitnesses(home, signed, signer, reporter);
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
