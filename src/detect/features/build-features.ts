import { Worker } from 'node:worker_threads';
import { MregError } from '../../domain/error.js';
import { LinkageRows } from '../../store/linkage-rows.js';
import type { Registry } from '../../store/open.js';
import { RecordEncoder } from './encode-record.js';
import type { FeatureWork, FilledSlice } from './feature-worker.js';
import { fillSlice } from './fill-slices.js';
import type { PlaceTables } from './office-places.js';
import { RECORD_BYTES, RECORD_WORDS } from './record-layout.js';
import { planSlices, roomFor, type Slice } from './slices.js';

export interface BuildOptions {
  readonly registry: Registry;
  readonly tables: PlaceTables;
  /** Threads that read beside this one; 0 reads in this thread. */
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** Records one behind the other, in the order of ids; the buffer may be longer. */
export interface EncodedRecords {
  readonly buffer: SharedArrayBuffer;
  readonly count: number;
}

/** Node 20 ends a typed array at 4 GiB. */
export const MOST_RECORDS: number = Math.floor((2 ** 32 - 1) / RECORD_BYTES);

/** @throws MregError `configuration` for more registrations than one buffer can hold */
export function allocateRecords(count: number): SharedArrayBuffer {
  if (count > MOST_RECORDS) throw new MregError('configuration', 'features.too-many', { count, most: MOST_RECORDS });
  return new SharedArrayBuffer(count * RECORD_BYTES);
}

/**
 * Encodes all active registrations. Each block of rows is read as of its own moment: what is changed meanwhile is the business of
 * who calls (refresh-features.ts), so that no load has to wait for a reader.
 */
export async function buildFeatures(options: BuildOptions): Promise<EncodedRecords> {
  const slices = planSlices(new LinkageRows(options.registry.database));
  const buffer = allocateRecords(roomFor(slices));
  const counts = new Float64Array(slices.length);
  const total = roomFor(slices);
  let done = 0;
  const onFilled = ({ slice, count }: FilledSlice): void => {
    counts[slice] = count;
    done += slices[slice]?.rows ?? 0;
    options.onProgress(done, total);
  };
  const fill = options.jobs === 0 ? fillHere : fillByThreads;
  await fill(options, slices, buffer, onFilled);
  return { buffer, count: closeGaps(new Uint32Array(buffer), slices, counts) };
}

type Fill = (
  options: BuildOptions,
  slices: readonly Slice[],
  buffer: SharedArrayBuffer,
  onFilled: (filled: FilledSlice) => void,
) => Promise<void>;

const fillHere: Fill = ({ registry, tables, signal }, slices, buffer, onFilled) => {
  const rows = new LinkageRows(registry.database);
  const encoder = new RecordEncoder(tables);
  const words = new Uint32Array(buffer);
  for (const [index, slice] of slices.entries()) {
    signal.throwIfAborted();
    onFilled({ slice: index, count: fillSlice(rows, encoder, slice, words) });
  }
  return Promise.resolve();
};

const fillByThreads: Fill = async ({ registry, tables, jobs, signal }, slices, buffer, onFilled) => {
  const next = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const { regions, offices } = tables;
  const workerData: FeatureWork = { registryPath: registry.path, tables: { regions, offices }, slices, buffer, next };
  // A thread that is told to stop in the middle of a statement would take SQLite's memory with it: it finds nothing left to do instead.
  const stop = (): void => void Atomics.store(new Int32Array(next), 0, slices.length);
  signal.addEventListener('abort', stop, { once: true });
  try {
    await Promise.all(Array.from({ length: Math.min(jobs, slices.length) }, async () => await runWorker(workerData, onFilled, stop)));
  } finally {
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
};

/** Resolves when the thread has ended; a failing one stops the others after the slice they are at. */
async function runWorker(workerData: FeatureWork, onFilled: (filled: FilledSlice) => void, stop: () => void): Promise<void> {
  const worker = new Worker(new URL('./feature-worker.js', import.meta.url), { workerData });
  let failure: unknown;
  await new Promise<void>((resolve) => {
    worker.on('message', onFilled);
    worker.on('error', (error) => {
      failure = error;
      stop();
    });
    // A thread killed for lack of memory exits without an error event.
    worker.on('exit', (code) => {
      if (code !== 0) failure ??= new Error(`a thread that reads registrations stopped with code ${code}`);
      resolve();
    });
  });
  if (failure !== undefined) throw failure;
}

/** Moves the records of each slice behind those of the one before. @returns how many there are */
function closeGaps(words: Uint32Array, slices: readonly Slice[], counts: Float64Array): number {
  let count = 0;
  for (const [index, { at }] of slices.entries()) {
    const found = counts[index] as number;
    if (at !== count) words.copyWithin(count * RECORD_WORDS, at * RECORD_WORDS, (at + found) * RECORD_WORDS);
    count += found;
  }
  return count;
}
