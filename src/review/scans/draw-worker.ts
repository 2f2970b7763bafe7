import { parentPort, workerData } from 'node:worker_threads';
import { MregError } from '../../domain/error.js';
import { ScanStore } from '../../scans/scan-store.js';
import { pageDrawer } from './draw-page.js';
import type { DrawFailure, DrawnPage, PageToDraw } from './draw-thread.js';

/** Thread entry: a page is answered by its picture. Straightening takes most of a second, in which nobody's keys may wait. */
const draw = pageDrawer(new ScanStore(String(workerData)));

parentPort?.on('message', ({ number, page }: PageToDraw) => {
  draw(page)
    .then((bytes) => answer({ number, bytes }))
    .catch((cause: unknown) => answer({ number, failure: failureOf(cause) }));
});

function answer(drawn: DrawnPage): void {
  parentPort?.postMessage(drawn);
}

function failureOf(cause: unknown): DrawFailure {
  if (cause instanceof MregError) return { kind: cause.kind, key: cause.key, values: cause.values };
  return { message: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) };
}
