import { parentPort, workerData } from 'node:worker_threads';
import { LinkageRows } from '../../store/linkage-rows.js';
import { openRegistry } from '../../store/open.js';
import { RecordEncoder } from './encode-record.js';
import { fillSlice } from './fill-slices.js';
import type { PlaceTables } from './office-places.js';
import type { Slice } from './slices.js';

/** Thread entry: takes slices until none is left, and tells of each how many records it gave. */
export interface FeatureWork {
  readonly registryPath: string;
  readonly tables: PlaceTables;
  readonly slices: readonly Slice[];
  readonly buffer: SharedArrayBuffer;
  /** One word: the number of the next slice; beyond the last one there is nothing left to do. */
  readonly next: SharedArrayBuffer;
}

export interface FilledSlice {
  readonly slice: number;
  readonly count: number;
}

const { registryPath, tables, slices, buffer, next } = workerData as FeatureWork;
const registry = openRegistry(registryPath, { readonly: true });
try {
  const rows = new LinkageRows(registry.database);
  const encoder = new RecordEncoder(tables);
  const words = new Uint32Array(buffer);
  const ticket = new Int32Array(next);
  for (let index = Atomics.add(ticket, 0, 1); index < slices.length; index = Atomics.add(ticket, 0, 1)) {
    const count = fillSlice(rows, encoder, slices[index] as Slice, words);
    parentPort?.postMessage({ slice: index, count } satisfies FilledSlice);
  }
} finally {
  registry.close();
}
