import type { LedgerRepository, StoredCheckpoint } from '../store/ledger-repository.js';
import { verifyCheckpoint } from './checkpoint.js';
import { verifiersOf } from './ledger-key.js';
import type { NoteVerifier } from './signed-note.js';
import type { CheckpointProblemKind, LedgerProblem } from './verdict.js';
import type { VerifyOptions, Walk } from './verify.js';

/** A checkpoint whose signature has been judged and whose root has not. */
export interface OpenedCheckpoint {
  readonly treeSize: number;
  readonly root: Buffer;
  readonly problem: CheckpointProblemKind | undefined;
}

/** Stored checkpoints, then those kept elsewhere, each with what its signature is worth. */
export function checkpointsOf(repository: LedgerRepository, options: VerifyOptions): readonly OpenedCheckpoint[] {
  const verifiers = verifiersOf(options.trustedKeys ?? repository.keys().map((key) => key.publicKey));
  const stored = repository.checkpoints().map((checkpoint) => openStored(checkpoint, verifiers));
  const kept = (options.keptNotes ?? []).map((note) => openNoted(note, verifiers));
  return [...stored, ...kept];
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
  }));
  const fitting = judged.filter(({ treeSize, kind }) => kind === undefined && treeSize <= walk.range.size);
  return {
    problems: judged.flatMap(({ treeSize, kind }) => (kind === undefined ? [] : [{ kind, treeSize }])),
    vouched: fitting.reduce((greatest, { treeSize }) => Math.max(greatest, treeSize), 0),
  };
}

function fitProblem({ treeSize, root }: OpenedCheckpoint, walk: Walk): CheckpointProblemKind | undefined {
  if (treeSize > walk.entries) return 'checkpoint-beyond';
  const computed = walk.roots.get(treeSize);
  return computed === undefined || computed.equals(root) ? undefined : 'checkpoint-root';
}
