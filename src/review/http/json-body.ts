import type { IncomingMessage } from 'node:http';

/** A choice with its reason is a few hundred bytes; a keyed form with long addresses and remarks some thousands. */
const MOST_BYTES = 65_536;

/** The JSON object of a request; `undefined` for anything that is none, is too long, or breaks off. */
export async function jsonBody(request: IncomingMessage): Promise<Readonly<Record<string, unknown>> | undefined> {
  if (request.headers['content-type'] !== 'application/json') return undefined;
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of request as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > MOST_BYTES) return undefined;
      pieces.push(piece);
    }
    const value: unknown = JSON.parse(Buffer.concat(pieces).toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
