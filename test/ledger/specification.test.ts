import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { entryText, parseEntry } from '../../src/ledger/entry.js';

const PAGE = readFileSync(new URL('../../docs/ledger.md', import.meta.url), 'utf8');
const vectors = JSON.parse(/```json\n([\s\S]*?)```/u.exec(PAGE)?.[1] ?? '') as { entries: { body: string; hash: string }[]; root: string };

const sha256 = (...parts: readonly Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

it('the vectors of docs/ledger.md follow from its words', () => {
  const hashes = vectors.entries.map(({ body }) => sha256(Buffer.from([0]), Buffer.from(body)));
  expect(hashes.map((hash) => hash.toString('hex'))).toEqual(vectors.entries.map(({ hash }) => hash));
  expect(sha256(Buffer.from([1]), ...hashes).toString('hex')).toBe(vectors.root);
});

it('the program writes the entries of docs/ledger.md', () => {
  for (const { body } of vectors.entries) {
    const entry = parseEntry(body);
    expect(entry && entryText(entry, entry.seq, entry.prev)).toBe(body);
  }
});
