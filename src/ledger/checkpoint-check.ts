import type { LedgerRepository, StoredCheckpoint } from '../store/ledger-repository.js';
import { verifyCheckpoint } from './checkpoint.js';
import { verifiersOf } from './ledger-key.js';
import type { NoteVerifier } from './signed-note.js';
import type { CheckpointProblemKind, LedgerProblem, WitnessProblem } from './verdict.js';
import type { VerifyOptions, Walk } from './verify.js';
import type { WitnessReading } from './witness.js';

/** A checkpoint whose signature has been judged and whose root has not. */
export interface OpenedCheckpoint {
  readonly treeSize: number;
  readonly root: Buffer;
  readonly problem: CheckpointProblemKind | undefined;
  /** The folder it was kept in, when a witness kept it. */
  readonly witness?: string;
  /** Not kept as a checkpoint: the signature over the present end. */
  readonly isEnd?: true;
}

/** Stored checkpoints, then those kept elsewhere, each with what its signature is worth: a witness goes by the keys it pinned. */
export function checkpointsOf(repository: LedgerRepository, options: VerifyOptions): readonly OpenedCheckpoint[] {
  const verifiers = verifiersOf(options.trustedKeys ?? repository.keys().map((key) => key.publicKey));
  const stored = repository.checkpoints().map((checkpoint) => openStored(checkpoint, verifiers));
  const kept = (options.keptNotes ?? []).map((note) => openNoted(note, verifiers));
  const end = repository.end();
  const ends = end === undefined ? [] : [{ ...openNoted(end, verifiers), isEnd: true as const }];
  return [...stored, ...ends, ...kept, ...(options.witnesses ?? []).flatMap((witness) => openWitnessed(witness, verifiers))];
}

function openWitnessed({ path, verifierKeys, notes }: WitnessReading, verifiers: readonly NoteVerifier[]): readonly OpenedCheckpoint[] {
  const pinned = verifierKeys.length === 0 ? verifiers : verifiersOf(verifierKeys);
  return notes.map(({ treeSize, note }) => {
    const opened = openNoted(note, pinned);
    if (opened.problem !== undefined) return { ...opened, treeSize, witness: path };
    return { ...opened, problem: opened.treeSize === treeSize ? undefined : 'checkpoint-altered', witness: path };
  });
}

/** A witness that pins no key of this ledger, or none at all. */
export function witnessProblems(repository: LedgerRepository, options: VerifyOptions): readonly WitnessProblem[] {
  const believed = new Set(options.trustedKeys ?? repository.keys().map((key) => key.publicKey));
  return (options.witnesses ?? []).flatMap(({ path, state, verifierKeys }) => {
    if (state !== 'read' || verifierKeys.some((key) => believed.has(key))) return [];
    return [{ kind: verifierKeys.length === 0 ? ('witness-unpinned' as const) : ('witness-key' as const), witness: path }];
  });
}

function openStored({ treeSize, root, note }: StoredCheckpoint, verifiers: readonly NoteVerifier[]): OpenedCheckpoint {
  const opened = openNoted(note, verifiers);
  if (opened.problem !== undefined) return { ...opened, treeSize };
  const same = opened.treeSize === treeSize && opened.root.equals(root);
  return { treeSize, root, problem: same ? undefined : 'checkpoint-altered' };
}

function openNoted(note: string, verifiers: readonly NoteVerifier[]): OpenedCheckpoint {
  const opening = verifyCheckpoint(note, verifiers);
  if (opening.kind !== 'signed') return { treeSize: 0, root: Buffer.alloc(0), problem: `checkpoint-${opening.kind}` };
  const { origin, size, root } = opening.checkpoint;
  // A key may sign other logs too: only a checkpoint of a log of the key's own name speaks of this ledger.
  const ours = verifiers.some((verifier) => verifier.name === origin);
  return { treeSize: size, root, problem: ours ? undefined : 'checkpoint-malformed' };
}

export interface CheckedCheckpoints {
  readonly problems: readonly LedgerProblem[];
  /** Size of the greatest checkpoint that is signed and fits the entries. */
  readonly vouched: number;
}

/** Holds every well-signed checkpoint against the entries. Past a broken entry no root can be computed, so nothing is said. */
export function checkpointProblems(checkpoints: readonly OpenedCheckpoint[], walk: Walk): CheckedCheckpoints {
  const judged = checkpoints.map((checkpoint) => ({
    treeSize: checkpoint.treeSize,
    kind: checkpoint.problem ?? fitProblem(checkpoint, walk),
    ...(checkpoint.witness === undefined ? {} : { witness: checkpoint.witness }),
  }));
  // One contradicted at a size means two histories from there on at the latest: a signature over the longer one vouches for nothing.
  const forkedAt = Math.min(...judged.flatMap(({ treeSize, kind }) => (kind === 'checkpoint-root' ? [treeSize] : [])));
  const fitting = judged.filter(({ treeSize, kind }) => kind === undefined && treeSize <= walk.range.size && treeSize < forkedAt);
  return {
    problems: judged.flatMap(({ kind, ...place }) => (kind === undefined ? [] : [{ kind, ...place }])),
    vouched: fitting.reduce((greatest, { treeSize }) => Math.max(greatest, treeSize), 0),
  };
}

function fitProblem({ treeSize, root }: OpenedCheckpoint, walk: Walk): CheckpointProblemKind | undefined {
  if (treeSize > walk.entries) return 'checkpoint-beyond';
  const computed = walk.roots.get(treeSize);
  return computed === undefined || computed.equals(root) ? undefined : 'checkpoint-root';
}
