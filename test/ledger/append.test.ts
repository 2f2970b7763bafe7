import { describe, expect, it } from 'vitest';
import { appendEntry } from '../../src/ledger/append.js';
import { parseEntry } from '../../src/ledger/entry.js';
import { decodeRange, leafHash, merkleRoot, rangeRoot } from '../../src/ledger/merkle-tree.js';
import { ledgerRepository } from '../../src/store/ledger-repository.js';
import { aDatabase, aDraft, aLedger, append } from './ledger-fixture.js';

describe('appending to the ledger', () => {
  it('links every entry to the one before and hashes it as a leaf', () => {
    const repository = ledgerRepository(aLedger(3));
    const [first, second, third] = [1, 2, 3].map((seq) => repository.entry(seq));
    expect(first?.hash).toEqual(leafHash(first?.body ?? ''));
    expect(parseEntry(String(first?.body))).toMatchObject({ seq: 1, prev: '0'.repeat(64) });
    expect(parseEntry(String(second?.body))?.prev).toBe(first?.hash.toString('hex'));
    expect(parseEntry(String(third?.body))?.prev).toBe(second?.hash.toString('hex'));
  });

  it('keeps the frontier of the whole tree', () => {
    const repository = ledgerRepository(aLedger(13));
    const stored = repository.frontier();
    const range = decodeRange(stored?.treeSize ?? 0, stored?.peaks ?? Buffer.alloc(0));
    expect(range && rangeRoot(range)).toEqual(merkleRoot(repository.bulk(1, 13).hashes));
  });

  it('belongs to a transaction, and goes with it', () => {
    const database = aDatabase();
    expect(() => appendEntry(database, aDraft())).toThrow('transaction');
    const undone = database.transaction(() => {
      appendEntry(database, aDraft());
      throw new Error('the change failed');
    });
    expect(undone).toThrow('the change failed');
    append(database, aDraft());
    expect(ledgerRepository(database).lastSeq()).toBe(1);
  });

  it.each([
    ['a time without its zone', { at: '2031-05-04T09:30:00' }],
    ['universal time', { at: '2031-05-04T01:30:00Z' }],
    ['a kind without a family', { kind: 'import' }],
    ['a float in the body', { body: { rate: 0.5 } }],
  ])('refuses %s', (_name, over) => {
    const database = aDatabase();
    expect(() => append(database, aDraft(over))).toThrow();
    expect(ledgerRepository(database).lastSeq()).toBe(0);
  });

  it('does not build on a ledger whose end was cut off', () => {
    const database = aLedger(5);
    database.exec('DELETE FROM ledger_entry WHERE seq = 5');
    expect(() => append(database, aDraft())).toThrow(expect.objectContaining({ kind: 'integrity', key: 'ledger.end-broken' }));
  });
});
