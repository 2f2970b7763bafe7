import { parentPort, workerData } from 'node:worker_threads';
import { ChunkProcessor } from './rows/chunk-processor.js';
import type { CheckSetup, ChunkTask, TableSetup } from './rows/chunk-task.js';

/** Thread entry: a table's setup replaces the processor, a task is answered by its result. */
export type WorkerMessage = { readonly kind: 'table'; readonly table: TableSetup } | { readonly kind: 'task'; readonly task: ChunkTask };

const setup = workerData as CheckSetup;
let processor: ChunkProcessor | undefined;

parentPort?.on('message', (message: WorkerMessage) => {
  if (message.kind === 'table') {
    processor = new ChunkProcessor(setup, message.table);
    return;
  }
  if (processor === undefined) throw new Error('a task came before its table');
  const result = processor.process(message.task);
  const { ordinals, keys, lines, flags, digests, personKeys, personOrdinals } = result;
  const columns = [ordinals, keys, lines, flags, digests, personKeys, personOrdinals];
  parentPort?.postMessage(
    result,
    columns.map((column) => column.buffer),
  );
});
