import { hash } from 'node:crypto';
import { join } from 'node:path';
import { LinkageRows } from '../../store/linkage-rows.js';
import { allocateRecords, buildFeatures, type BuildOptions, type EncodedRecords } from './build-features.js';
import { ENCODING_VERSION, RecordEncoder } from './encode-record.js';
import { FeatureFile, writeFeatureFile, type FeatureFileHeader } from './feature-file.js';
import { FeatureSet, RecordList, type FeatureNote } from './feature-set.js';
import type { PlaceTables } from './office-places.js';
import { RECORD_WORDS } from './record-layout.js';
import { applyChanges, changesSince, type Changes, type Coverage } from './refresh-features.js';

export interface FeatureOptions extends BuildOptions {
  /** Where the side-car file is kept; absent keeps none, and reads none. */
  readonly cachePath?: string;
  /** Uses the file where it is fresh, and leaves it as it is: for a dry run. */
  readonly leavesCache?: boolean;
}

/** The folder of a home for what can be made again from the registry. */
export const CACHE_FOLDER = 'cache';
export const FEATURE_FILE = 'linkage-features.bin';

/**
 * The side-car file is written anew when at least this many records, and this share, are not as it has them; or when what is not lies
 * in so many places that looking them up takes longer than writing.
 */
const REWRITE = { records: 20_000, share: 0.02, ranges: 1_000 } as const;
/** From this share on all records are encoded anew, by several threads. */
const REBUILD_SHARE = 0.5;
/** So many records of a side-car file, evenly spread, are held to the registry whenever it is used. */
const COMPARED_RECORDS = 64;

/**
 * All active registrations as records of one moment: from the side-car file where it has them, with what was loaded, undone, merged
 * or changed since; else from the registry, and then the file is written. A file that is damaged, of another registry, of other
 * tables or of other code is made anew: it can cost time, never change what is found.
 * @throws MregError `configuration` when there are more than one buffer can hold; the signal's reason when it is aborted
 */
export async function loadFeatures(options: FeatureOptions): Promise<FeatureSet> {
  const encoding = encodingDigest(options.tables);
  const path = options.cachePath === undefined ? undefined : join(options.cachePath, FEATURE_FILE);
  const kept = path === undefined ? undefined : readKept(options, path, encoding);
  if (kept instanceof Object) return kept;
  const notes: readonly FeatureNote[] = kept === undefined ? [] : [kept];
  const { records, coverage } = await build(options);
  const written = path === undefined || keep(options, path, records, { ...coverage, encoding });
  return new FeatureSet(records, {
    ledgerSeq: coverage.place.seq,
    source: 'registry',
    notes: written ? notes : [...notes, 'not-kept'],
  });
}

/** Whatever was changed while threads were reading is read again, in one transaction: what comes out is of one moment. */
async function build(options: FeatureOptions): Promise<{ readonly records: EncodedRecords; readonly coverage: Coverage }> {
  const { registry, tables } = options;
  const rows = new LinkageRows(registry.database);
  const before = registry.database.transaction(() => coverageOf(rows))();
  const records = await buildFeatures(options);
  const changes = registry.database.transaction(() => changesSince(rows, new RecordEncoder(tables), before))();
  return { records: applyChanges(records, changes), coverage: changes.coverage };
}

function coverageOf(rows: LinkageRows): Coverage {
  return { place: rows.ledgerEnd(), lastId: rows.span()?.last ?? 0 };
}

/** `undefined` when there is no file that speaks of this registry. */
function readKept(options: FeatureOptions, path: string, encoding: string): FeatureSet | FeatureNote | undefined {
  const file = FeatureFile.open(path);
  if (file === undefined || file === 'damaged') return file;
  try {
    return useFile(options, path, encoding, file);
  } finally {
    file.close();
  }
}

function useFile(options: FeatureOptions, path: string, encoding: string, file: FeatureFile): FeatureSet | FeatureNote | undefined {
  const { header } = file;
  const { registry, tables } = options;
  const rows = new LinkageRows(registry.database);
  const encoder = new RecordEncoder(tables);
  // The hash of an entry holds the whole ledger before it: it is another registry's, or one brought back to an earlier state.
  if (header.encoding !== encoding || rows.hashAt(header.place.seq) !== header.place.hash) return undefined;
  const changes = registry.database.transaction(() => changesSince(rows, encoder, header))();
  if (changes.count > header.count * REBUILD_SHARE) return undefined;
  const buffer = allocateRecords(header.count + changes.count);
  if (!file.read(buffer)) return 'damaged';
  const old = { buffer, count: header.count };
  if (!agreesWith(rows, encoder, old, changes)) return 'differs';
  const records = applyChanges(old, changes);
  const kept = !isWorthWriting(header, changes, records) || keep(options, path, records, { ...changes.coverage, encoding });
  return new FeatureSet(records, {
    ledgerSeq: changes.coverage.place.seq,
    source: changes.ranges.length === 0 ? 'file' : 'refreshed',
    notes: kept ? [] : ['not-kept'],
  });
}

function isWorthWriting(header: FeatureFileHeader, changes: Changes, { count }: EncodedRecords): boolean {
  if (changes.ranges.length >= REWRITE.ranges) return true;
  const stale = Math.max(changes.count, Math.abs(header.count - count));
  return stale >= REWRITE.records && stale >= header.count * REWRITE.share;
}

/** Guards against what no digest can tell: code that encodes otherwise without saying so, rows changed behind the ledger's back. */
function agreesWith(rows: LinkageRows, encoder: RecordEncoder, { buffer, count }: EncodedRecords, { ranges }: Changes): boolean {
  const records = new RecordList(new Uint32Array(buffer), count);
  const again = new Uint32Array(RECORD_WORDS);
  const step = Math.max(1, Math.floor(count / COMPARED_RECORDS));
  for (let index = step - 1; index < count; index += step) {
    const id = records.idOf(index);
    if (ranges.some(({ first, last }) => first <= id && id <= last)) continue;
    const row = rows.read({ first: id, last: id });
    if (row === null) return false;
    encoder.encodeAll(row, again, 0, 1);
    if (again.some((word, at) => word !== records.words[index * RECORD_WORDS + at])) return false;
  }
  return true;
}

/** @returns whether the file is as it should be: a full disk costs the next run time, and this one nothing */
function keep(
  { leavesCache }: FeatureOptions,
  path: string,
  records: EncodedRecords,
  cover: Coverage & { readonly encoding: string },
): boolean {
  if (leavesCache === true) return true;
  try {
    writeFeatureFile(path, records, cover);
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'syscall' in cause) return false;
    throw cause;
  }
}

function encodingDigest({ regions, offices }: PlaceTables): string {
  return hash('sha256', JSON.stringify([ENCODING_VERSION, RECORD_WORDS, regions, offices]), 'hex');
}
