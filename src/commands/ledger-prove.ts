import { MregError } from '../domain/error.js';
import { translate } from '../i18n/translate.js';
import {
  believeCheckpoint,
  proveConsistency,
  proveInclusion,
  type BelievedCheckpoint,
  type ConsistencyProofFile,
  type InclusionProofFile,
} from '../ledger/proof-file.js';
import { found } from '../ledger/search.js';
import { writeTextFile } from '../report/staged-file.js';
import { ledgerRepository, type StoredCheckpoint } from '../store/ledger-repository.js';
import { withHome, type Home } from './home.js';
import { entrySeq } from './ledger.js';
import { refuseForeignEntry } from './ledger-reach.js';
import { believedKeys, noteIn } from './ledger-trust.js';
import { textOption } from './options.js';
import type { Invocation } from './services.js';

/** `mreg ledger prove SEQ [--checkpoint FILE|SIZE] [--out FILE]` and `mreg ledger prove --from … --to …` */
export async function runLedgerProve({ args, options, services }: Invocation): Promise<void> {
  const wanted = wantedProof(args[0], options);
  const path = textOption(options, 'out');
  const proof = await withHome(services, { readonly: true }, (home) => proofFor(home, wanted));
  const text = `${JSON.stringify(proof, undefined, 2)}\n`;
  if (path === undefined) {
    services.reporter.result(proof, () => [text.trimEnd()]);
    return;
  }
  const { bytes, sha256 } = await writeTextFile(path, [text]);
  const { kind } = proof;
  services.reporter.result({ file: path, bytes, sha256, kind }, () => [translate(services.lang, 'ledger.prove.written', { path })]);
}

type WantedProof =
  | { readonly kind: 'inclusion'; readonly seq: number; readonly checkpoint: string | undefined }
  | { readonly kind: 'consistency'; readonly from: string; readonly to: string | undefined };

function wantedProof(seq: string | undefined, options: Invocation['options']): WantedProof {
  const [checkpoint, from, to] = ['checkpoint', 'from', 'to'].map((name) => textOption(options, name));
  if (seq !== undefined && from === undefined && to === undefined) return { kind: 'inclusion', seq: entrySeq(seq), checkpoint };
  if (seq === undefined && from !== undefined && checkpoint === undefined) return { kind: 'consistency', from, to };
  throw new MregError('usage', 'ledger.prove.what');
}

function proofFor(home: Home, wanted: WantedProof): InclusionProofFile | ConsistencyProofFile {
  const repository = ledgerRepository(home.registry.database);
  if (wanted.kind === 'consistency') {
    return proveConsistency(repository, checkpointNamed(home, wanted.from), checkpointNamed(home, wanted.to));
  }
  if (wanted.seq > repository.lastSeq()) {
    throw new MregError('usage', 'ledger.no-entry', { seq: wanted.seq, entries: repository.lastSeq() });
  }
  const stored = repository.entry(wanted.seq);
  refuseForeignEntry(home, wanted.seq, stored === undefined ? undefined : found(stored).entry);
  return proveInclusion(repository, wanted.seq, checkpointNamed(home, wanted.checkpoint));
}

/** A checkpoint of the registry by its size, one kept in a file, or the last one; believed by its signature only. */
function checkpointNamed(home: Home, name: string | undefined): BelievedCheckpoint {
  const keys = believedKeys(home);
  const isFile = name !== undefined && !/^\d{1,15}$/u.test(name);
  return believeCheckpoint(isFile ? noteIn(name) : storedNote(home, name).note, keys);
}

function storedNote(home: Home, size: string | undefined): StoredCheckpoint {
  const repository = ledgerRepository(home.registry.database);
  const stored = size === undefined ? repository.lastCheckpoint() : repository.checkpointAt(Number(size));
  if (stored !== undefined) return stored;
  throw size === undefined
    ? new MregError('usage', 'ledger.prove.unsigned')
    : new MregError('usage', 'ledger.prove.no-checkpoint', { size: Number(size) });
}
