import { MregError } from '../../domain/error.js';
import { openPageReader } from '../../ocr/reading/page-reader.js';
import { PageServer, refusalOf } from './page-server.js';
import type { PageAnswer, PageRequest, ReaderSetup, SentAnswer } from './page-message.js';

/**
 * A process that reads pages: a picture that brings a native library down takes this process with it, and not the import. Its parent
 * tells it when to end; it ends by itself when the parent is gone. Ctrl-C is the parent's to hear.
 */
function send(answer: PageAnswer): void {
  process.send?.({ answer, residentBytes: process.memoryUsage.rss() } satisfies SentAnswer);
}

async function serve(setup: ReaderSetup): Promise<void> {
  const reader = await openPageReader(setup);
  const server = new PageServer(reader);
  // One after the other: two pages at once would need the memory of both.
  let work = Promise.resolve();
  process.on('message', (request: PageRequest) => {
    work = work.then(async () => send(await server.answer(request)));
  });
  send({ kind: 'ready', reader: reader.id });
}

process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
process.once('message', (setup: ReaderSetup) => {
  serve(setup).catch((cause: unknown) => {
    if (!(cause instanceof MregError)) throw cause;
    send({ kind: 'cannot-start', refusal: refusalOf(cause) });
  });
});
