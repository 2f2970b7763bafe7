import { unlinkSync } from 'node:fs';
import { hash } from 'node:crypto';
import { FIELD_KEYS } from '../domain/fields.js';
import type { Finding } from '../domain/finding.js';
import { appendEntry } from '../ledger/append.js';
import type { BatchCounts, BatchRepository } from '../store/batch-repository.js';
import type { Registry } from '../store/open.js';
import type { RefusedRows } from '../store/refused-rows.js';
import type { Repeat, ShardMerge, ShardRow } from '../store/shard-merge.js';
import { foundDifferingFromRegistry, foundRepeatInFile } from './repeats.js';
import type { ChunkResult, QuarantinedRow } from './rows/chunk-task.js';
import { DIGEST_BYTES } from './rows/row-buffer.js';
import type { RawCells } from './rows/row-checker.js';

/** Where a chunk stands in its batch, and who loads it when. */
export interface ChunkPlace {
  readonly batchId: number;
  readonly fileNo: number;
  readonly seq: number;
  /** First id of the file, to tell a repeat in this file from a row that was in the registry. */
  readonly fileFirstId: number;
  readonly firstId: number;
  readonly lastId: number;
  readonly endOffset: number;
  readonly endLine: number;
  readonly shardPath: string;
  readonly at: string;
  readonly actor: string;
}

export interface CommittedChunk extends BatchCounts {
  readonly reasons: Readonly<Record<string, number>>;
  readonly flags: Readonly<Record<string, number>>;
  /** Rows the worker had accepted and the registry, or the file further up, had already. */
  readonly removedIds: ReadonlySet<number>;
}

export interface Writers {
  readonly registry: Registry;
  readonly refused: RefusedRows;
  readonly batches: BatchRepository;
  readonly merge: ShardMerge;
}

/**
 * Makes one chunk part of the registry: accepted rows, quarantined rows, rows that were there already, the checkpoint and
 * the ledger entry in one transaction. Killed before the commit, nothing of it happened.
 */
export function commitChunk(writers: Writers, place: ChunkPlace, result: ChunkResult): CommittedChunk {
  const { registry, merge } = writers;
  const hasShard = result.accepted > 0;
  if (hasShard) merge.attach(place.shardPath);
  try {
    return registry.database.transaction(() => takeOver(writers, place, result)).immediate();
  } finally {
    if (hasShard) {
      merge.detach();
      unlinkSync(place.shardPath);
    }
  }
}

function takeOver(writers: Writers, place: ChunkPlace, result: ChunkResult): CommittedChunk {
  const repeats = result.accepted > 0 ? removeRepeats(writers, place, result) : NO_REPEATS;
  if (result.accepted > 0) writers.merge.insert();
  const quarantined = [...result.quarantined, ...repeats.quarantined];
  writers.refused.quarantine(place.batchId, place.fileNo, quarantined);
  writers.refused.markPresent(repeats.present);
  const accepted = result.accepted - repeats.removed.size;
  const committed: CommittedChunk = {
    rows: result.rows,
    accepted,
    flagged: result.flagged - repeats.flagged,
    quarantined: quarantined.length,
    already_present: repeats.present.length,
    reasons: countCodes(quarantined),
    flags: subtract(result.flagCounts, repeats.flagCounts),
    removedIds: repeats.removed,
  };
  checkpoint(writers, place, committed, keptDigests(result, place.firstId, repeats.removed));
  return committed;
}

interface Removed {
  readonly removed: ReadonlySet<number>;
  readonly present: readonly Repeat[];
  readonly quarantined: readonly QuarantinedRow[];
  readonly flagged: number;
  readonly flagCounts: Readonly<Record<string, number>>;
}

const NO_REPEATS: Removed = { removed: new Set(), present: [], quarantined: [], flagged: 0, flagCounts: {} };

/** Takes rows out of the shard that the registry, or the file itself further up, has already. */
function removeRepeats({ merge }: Writers, place: ChunkPlace, result: ChunkResult): Removed {
  const known = merge.inRegistry();
  const knownIds = new Set(known.map((repeat) => repeat.id));
  const pairs = result.repeats.map(([later, earlier]) => [place.firstId + later, place.firstId + earlier] as const);
  const inside = pairs.length > 0 ? merge.insideShard(pairs).filter((repeat) => !knownIds.has(repeat.id)) : [];
  if (known.length + inside.length === 0) return NO_REPEATS;
  const present = known.filter((repeat) => !isOfThisFile(repeat, place) && repeat.sameContent);
  const refused = [...known.filter((repeat) => isOfThisFile(repeat, place) || !repeat.sameContent), ...inside];
  const lineOf = lineLookup(merge, place, result);
  const quarantined = refused.map((repeat) => quarantinedRow(merge.row(repeat.id), findingFor(repeat, place, lineOf)));
  const flagCounts: Record<string, number> = {};
  const flagged = countRemovedFlags(merge, [...known, ...inside], flagCounts);
  const removed = new Set([...known, ...inside].map((repeat) => repeat.id));
  for (const id of removed) merge.remove(id);
  return { removed, present, quarantined, flagged, flagCounts };
}

function findingFor(repeat: Repeat, place: ChunkPlace, lineOf: (id: number) => number): Finding {
  return isOfThisFile(repeat, place) ? foundRepeatInFile(lineOf(repeat.otherId)) : foundDifferingFromRegistry(repeat.otherId);
}

function isOfThisFile({ otherId }: Repeat, place: ChunkPlace): boolean {
  return otherId >= place.fileFirstId && otherId <= place.lastId;
}

/** The line of a row of this file: of this chunk, or of an earlier one, which the registry has. */
function lineLookup(merge: ShardMerge, place: ChunkPlace, result: ChunkResult): (id: number) => number {
  return (id) => {
    const slot = result.ordinals.indexOf(id - place.firstId);
    return slot === -1 ? merge.lineOf(id) : (result.lines[slot] as number);
  };
}

function quarantinedRow(row: ShardRow, finding: Finding): QuarantinedRow {
  return { id: row.id, line: row.line, cells: JSON.stringify(cellsOf(row)), findings: JSON.stringify([finding]), codes: [finding.code] };
}

/** The cells as the file had them: the raw ones where they differ, else the normalised. */
function cellsOf(row: ShardRow): RawCells {
  const cells: Record<string, string> = {};
  for (const key of FIELD_KEYS) if (row.values[key] !== '') cells[key] = row.values[key];
  return row.raw === '' ? cells : { ...cells, ...(JSON.parse(row.raw) as RawCells) };
}

function countRemovedFlags(merge: ShardMerge, repeats: readonly Repeat[], into: Record<string, number>): number {
  let rows = 0;
  for (const { id } of repeats) {
    const { flags } = merge.row(id);
    if (flags === '') continue;
    rows += 1;
    const codes = new Set((JSON.parse(flags) as Finding[]).map((finding) => finding.code));
    for (const code of codes) into[code] = (into[code] ?? 0) + 1;
  }
  return rows;
}

function keptDigests({ digests, ordinals }: ChunkResult, firstId: number, removed: ReadonlySet<number>): Uint8Array {
  if (removed.size === 0) return digests;
  const kept = new Uint8Array(digests.length - removed.size * DIGEST_BYTES);
  let to = 0;
  ordinals.forEach((ordinal, slot) => {
    if (removed.has(firstId + ordinal)) return;
    kept.set(digests.subarray(slot * DIGEST_BYTES, (slot + 1) * DIGEST_BYTES), to);
    to += DIGEST_BYTES;
  });
  return kept;
}

function checkpoint({ registry, batches }: Writers, place: ChunkPlace, counts: CommittedChunk, digests: Uint8Array): void {
  const { rows, accepted, flagged, quarantined, already_present } = counts;
  const chunk = { first_id: place.firstId, last_id: place.lastId, rows, accepted, flagged, quarantined, already_present };
  const entry = appendEntry(registry.database, {
    at: place.at,
    actor: place.actor,
    kind: 'import.chunk',
    body: { batch: place.batchId, file: place.fileNo, chunk: place.seq, ...chunk, content_sha256: hash('sha256', digests, 'hex') },
  });
  batches.addChunk(
    {
      batch_id: place.batchId,
      file_no: place.fileNo,
      seq: place.seq,
      end_offset: place.endOffset,
      end_line: place.endLine,
      ...chunk,
      tally: JSON.stringify({ reasons: counts.reasons, flags: counts.flags }),
      ledger_seq: entry.seq,
    },
    digests,
  );
}

function countCodes(rows: readonly QuarantinedRow[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) for (const code of row.codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

function subtract(counts: Readonly<Record<string, number>>, less: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([code, count]) => [code, count - (less[code] ?? 0)]));
}
