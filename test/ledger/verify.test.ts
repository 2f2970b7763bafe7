import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { signCheckpoint } from '../../src/ledger/checkpoint.js';
import { entryHash, parseEntry } from '../../src/ledger/entry.js';
import { canonicalJson } from '../../src/ledger/canonical-json.js';
import { createLedgerKey, loadLedgerSigner, registerLedgerKey } from '../../src/ledger/ledger-key.js';
import { appendNode, EMPTY_RANGE, encodePeaks, splitHashes } from '../../src/ledger/merkle-tree.js';
import { verifyLedger } from '../../src/ledger/verify.js';
import { ledgerRepository } from '../../src/store/ledger-repository.js';
import type { Sqlite } from '../../src/store/open.js';
import { aDatabase, aDraft, aLedger, append, AT } from './ledger-fixture.js';

const ORIGIN = 'mreg.example/990000';
const directory = mkdtempSync(join(tmpdir(), 'mreg-ledger-'));
afterAll(() => rmSync(directory, { recursive: true }));
const key = createLedgerKey(directory, ORIGIN);
const signer = loadLedgerSigner(key.path, ORIGIN);

const sign = (database: Sqlite, by = signer) => database.transaction(() => signCheckpoint(database, by))();

/** A key at entry 1, then entries up to `size`, with a checkpoint at each of these sizes. */
function aSignedLedger(size: number, checkpoints: readonly number[]): Sqlite {
  const database = aDatabase();
  database.transaction(() => registerLedgerKey(database, key, { at: AT, actor: 'operator' }))();
  for (let seq = 2; seq <= size; seq += 1) {
    append(database, aDraft({ kind: 'import.chunk', body: { batch: 1, seq } }));
    if (checkpoints.includes(seq)) sign(database);
  }
  return database;
}

/** Rewrites an entry's body with its hash, as someone with `sqlite3` and patience would. */
function rewrite(database: Sqlite, seq: number, change: (entry: Record<string, unknown>) => object): void {
  const entry = parseEntry(String(ledgerRepository(database).entry(seq)?.body));
  const text = canonicalJson(change({ ...entry }));
  database.prepare('UPDATE ledger_entry SET body = ?, hash = ? WHERE seq = ?').run(text, entryHash(text), seq);
}

/** Rewrites an entry and everything after it, and the frontier: a whole new history without the key. */
function rewriteHistory(database: Sqlite, from: number): void {
  const repository = ledgerRepository(database);
  rewrite(database, from, (entry) => ({ ...entry, actor: 'nobody' }));
  for (let seq = from + 1; seq <= repository.lastSeq(); seq += 1) {
    rewrite(database, seq, (entry) => ({ ...entry, prev: repository.entry(seq - 1)?.hash.toString('hex') }));
  }
  storeFrontier(database);
}

function storeFrontier(database: Sqlite): void {
  const repository = ledgerRepository(database);
  const range = splitHashes(repository.bulk(1, repository.lastSeq()).hashes).reduce((grown, hash) => appendNode(grown, hash), EMPTY_RANGE);
  repository.storeFrontier(range.size, encodePeaks(range));
}

describe('a sound ledger', () => {
  it.each([0, 1, 2, 1023, 1024, 1025, 2048, 3000])('of %i entries is sound', (entries) => {
    expect(verifyLedger(aLedger(entries))).toMatchObject({ sound: true, entries, intact: entries, firstBroken: undefined, problems: [] });
  });

  it('is vouched for up to its last checkpoint', () => {
    expect(verifyLedger(aSignedLedger(12, [4, 9]))).toMatchObject({ sound: true, intact: 12, vouched: 9, checkpoints: 2 });
  });

  it('has its checkpoints checked inside, at and across chunks', () => {
    expect(verifyLedger(aSignedLedger(2100, [2, 700, 1024, 1025, 2048, 2050]))).toMatchObject({
      sound: true,
      vouched: 2050,
      checkpoints: 6,
    });
  });

  it('is sound by the whole form too', () => expect(verifyLedger(aSignedLedger(30, [20]), { form: 'whole' }).sound).toBe(true));

  it('reports its progress to the end', () => {
    const seen: number[] = [];
    verifyLedger(aLedger(1500), {}, (done) => seen.push(done));
    expect(seen).toEqual([1024, 1500]);
  });

  it('signs the same state once', () => {
    const database = aSignedLedger(5, [5]);
    expect(sign(database)).toMatchObject({ treeSize: 5, created: false });
    append(database, aDraft());
    expect(sign(database)).toMatchObject({ treeSize: 6, created: true });
  });

  it('keeps its private key from others', () => expect(statSync(key.path).mode & 0o777).toBe(0o600));
});

describe('a damaged ledger', () => {
  it.each([
    ['a body edited in place', "UPDATE ledger_entry SET body = replace(body, 'chunk', 'chonk') WHERE seq = 7", 'entry-altered', 7],
    ['a hash edited', 'UPDATE ledger_entry SET hash = zeroblob(32) WHERE seq = 7', 'entry-altered', 7],
    ['a hash cut', 'UPDATE ledger_entry SET hash = substr(hash, 1, 31) WHERE seq = 7', 'entry-altered', 7],
    ['a zero byte added to a body', 'UPDATE ledger_entry SET body = body || char(0) WHERE seq = 7', 'entry-altered', 7],
    [
      'bytes that are no text',
      "UPDATE ledger_entry SET body = CAST(CAST(body AS BLOB) || x'ff' AS TEXT) WHERE seq = 7",
      'entry-altered',
      7,
    ],
    ['an empty body', "UPDATE ledger_entry SET body = '' WHERE seq = 7", 'entry-altered', 7],
    ['an entry removed', 'DELETE FROM ledger_entry WHERE seq = 7', 'entry-missing', 7],
    ['the first entry removed', 'DELETE FROM ledger_entry WHERE seq = 1', 'entry-missing', 1],
    [
      'an entry removed and the rest moved up',
      'DELETE FROM ledger_entry WHERE seq = 7; UPDATE ledger_entry SET seq = -seq WHERE seq > 7; UPDATE ledger_entry SET seq = -seq - 1 WHERE seq < 0',
      'entry-misplaced',
      7,
    ],
    ['an entry before the first', "INSERT INTO ledger_entry VALUES (0, '{}', zeroblob(32))", 'entry-inserted', 0],
    [
      'two entries swapped',
      'UPDATE ledger_entry SET seq = -7 WHERE seq = 7; UPDATE ledger_entry SET seq = 7 WHERE seq = 9; UPDATE ledger_entry SET seq = 9 WHERE seq = -7',
      'entry-misplaced',
      7,
    ],
    [
      'an entry inserted and the rest moved down',
      'UPDATE ledger_entry SET seq = -seq WHERE seq >= 7; UPDATE ledger_entry SET seq = -seq + 1 WHERE seq < 0; INSERT INTO ledger_entry SELECT 7, body, hash FROM ledger_entry WHERE seq = 3',
      'entry-misplaced',
      7,
    ],
  ])('%s is found and named', (_name, sql, kind, seq) => {
    const database = aSignedLedger(12, [5]);
    database.exec(sql);
    expect(verifyLedger(database)).toMatchObject({
      sound: false,
      firstBroken: seq,
      intact: Math.max(0, seq - 1),
      problems: [{ kind, seq }],
    });
  });

  it.each([3, 1023, 1024, 1025, 1999])('entry %i rewritten with its hash is found by its successor', (seq) => {
    const database = aLedger(2000);
    rewrite(database, seq, (entry) => ({ ...entry, actor: 'nobody' }));
    expect(verifyLedger(database)).toMatchObject({ firstBroken: seq, intact: seq - 1, problems: [{ kind: 'entry-replaced', seq }] });
  });

  it.each([7, 1024, 1025])('entry %i linked to another past is named, not the one before', (seq) => {
    const database = aLedger(2000);
    rewrite(database, seq, (entry) => ({ ...entry, prev: 'a'.repeat(64) }));
    expect(verifyLedger(database)).toMatchObject({ firstBroken: seq, intact: seq - 1, problems: [{ kind: 'entry-unlinked', seq }] });
  });

  it('the last entry rewritten with its hash does not fit the frontier', () => {
    const database = aLedger(12);
    rewrite(database, 12, (entry) => ({ ...entry, actor: 'nobody' }));
    expect(verifyLedger(database).problems).toEqual([{ kind: 'frontier-altered', treeSize: 12 }]);
  });

  it('an entry added at the end behind the back of the ledger is named', () => {
    const database = aSignedLedger(12, [5]);
    const frontier = ledgerRepository(database).frontier();
    append(database, aDraft({ actor: 'nobody' }));
    ledgerRepository(database).storeFrontier(frontier?.treeSize ?? 0, frontier?.peaks ?? Buffer.alloc(0));
    expect(verifyLedger(database)).toMatchObject({ firstBroken: 13, problems: [{ kind: 'entry-inserted', seq: 13 }] });
  });

  it('a tail cut together with its frontier is found by the checkpoint', () => {
    const database = aSignedLedger(12, [5, 11]);
    database.exec('DELETE FROM ledger_entry WHERE seq > 8');
    storeFrontier(database);
    expect(verifyLedger(database)).toMatchObject({
      intact: 8,
      vouched: 5,
      firstBroken: 9,
      problems: [{ kind: 'checkpoint-beyond', treeSize: 11 }],
    });
  });

  it('a tail cut together with its checkpoints is found by a checkpoint kept elsewhere', () => {
    const database = aSignedLedger(12, []);
    const { note } = sign(database);
    database.exec('DELETE FROM ledger_entry WHERE seq > 8; DELETE FROM ledger_checkpoint');
    storeFrontier(database);
    expect(verifyLedger(database).sound).toBe(true);
    expect(verifyLedger(database, { keptNotes: [note] })).toMatchObject({
      firstBroken: 9,
      problems: [{ kind: 'checkpoint-beyond', treeSize: 12 }],
    });
  });

  it('a history rewritten to the end is found by the checkpoint, and placed after the last that fits', () => {
    const database = aSignedLedger(12, [5, 9]);
    rewriteHistory(database, 7);
    expect(verifyLedger(database)).toMatchObject({
      intact: 12,
      vouched: 5,
      firstBroken: 6,
      problems: [{ kind: 'checkpoint-root', treeSize: 9 }],
    });
  });

  it('an entry that is not in canonical form is found by the whole form', () => {
    const database = aLedger(3);
    const text = String(ledgerRepository(database).entry(3)?.body).replace('{', '{ ');
    database.prepare('UPDATE ledger_entry SET body = ?, hash = ? WHERE seq = 3').run(text, entryHash(text));
    storeFrontier(database);
    expect(verifyLedger(database, { form: 'whole' })).toMatchObject({ firstBroken: 3, problems: [{ kind: 'entry-form', seq: 3 }] });
  });
});

describe('a damaged checkpoint, frontier or key', () => {
  it.each([
    [
      'a note edited',
      "UPDATE ledger_checkpoint SET note = replace(note, char(10) || '5' || char(10), char(10) || '6' || char(10))",
      [{ kind: 'checkpoint-bad-signature', treeSize: 5 }],
    ],
    ['a note that is no note', "UPDATE ledger_checkpoint SET note = 'x'", [{ kind: 'checkpoint-malformed', treeSize: 5 }]],
    [
      'a stored root that was not signed',
      'UPDATE ledger_checkpoint SET root = zeroblob(32)',
      [{ kind: 'checkpoint-altered', treeSize: 5 }],
    ],
    ['a stored size that was not signed', 'UPDATE ledger_checkpoint SET tree_size = 6', [{ kind: 'checkpoint-altered', treeSize: 6 }]],
    ['its key removed', 'DELETE FROM ledger_key', [{ kind: 'checkpoint-unknown-key', treeSize: 5 }]],
    ['its key filed under another id', "UPDATE ledger_key SET key_id = '00000000'", [{ kind: 'key-altered', keyId: '00000000' }]],
    ['the frontier removed', 'DELETE FROM ledger_frontier', [{ kind: 'frontier-missing', treeSize: 12 }]],
    ['the frontier edited', 'UPDATE ledger_frontier SET peaks = zeroblob(64)', [{ kind: 'frontier-altered', treeSize: 12 }]],
    ['the frontier too long', 'UPDATE ledger_frontier SET tree_size = 13', [{ kind: 'frontier-beyond', treeSize: 13 }]],
  ])('%s is found', (_name, sql, problems) => {
    const database = aSignedLedger(12, [5]);
    database.exec(sql);
    expect(verifyLedger(database)).toMatchObject({ sound: false, intact: 12, problems });
  });

  it('a checkpoint by another key is not believed, even if that key was slipped into the registry', () => {
    const database = aSignedLedger(12, []);
    const other = createLedgerKey(directory, ORIGIN);
    ledgerRepository(database).storeKey(other.keyId, other.publicKey, AT);
    sign(database, loadLedgerSigner(other.path, ORIGIN));
    expect(verifyLedger(database, { trustedKeys: [key.publicKey] }).problems).toEqual([{ kind: 'checkpoint-unknown-key', treeSize: 12 }]);
  });

  it('two histories are never signed', () => {
    const cut = aSignedLedger(12, [11]);
    cut.exec('DELETE FROM ledger_entry WHERE seq > 8');
    storeFrontier(cut);
    expect(() => sign(cut)).toThrow(expect.objectContaining({ key: 'ledger.checkpoint-forked' }));
    const rewritten = aSignedLedger(12, [12]);
    rewriteHistory(rewritten, 7);
    expect(() => sign(rewritten)).toThrow(expect.objectContaining({ key: 'ledger.checkpoint-forked' }));
  });
});

describe('any one byte', () => {
  const COLUMNS = [
    ['ledger_entry', 'body'],
    ['ledger_entry', 'hash'],
    ['ledger_checkpoint', 'root'],
    ['ledger_checkpoint', 'note'],
    ['ledger_frontier', 'peaks'],
    ['ledger_key', 'public_key'],
  ] as const;

  it.each(COLUMNS)('of %s.%s changed is found; an entry is named', (table, column) => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), (row, at, difference) => {
        const database = aSignedLedger(6, [3, 6]);
        const rows = database
          .prepare<[], { rowid: number; bytes: Buffer; type: string }>(
            `SELECT rowid AS rowid, CAST(${column} AS BLOB) AS bytes, typeof(${column}) AS type FROM ${table}`,
          )
          .all();
        const target = rows[row % rows.length];
        if (target === undefined) throw new Error(`no rows in ${table}`);
        const place = at % target.bytes.length;
        target.bytes.writeUInt8(target.bytes.readUInt8(place) ^ difference, place);
        database.prepare(`UPDATE ${table} SET ${column} = CAST(? AS ${target.type}) WHERE rowid = ?`).run(target.bytes, target.rowid);
        const verdict = verifyLedger(database);
        expect(verdict.sound).toBe(false);
        if (table === 'ledger_entry') expect(verdict).toMatchObject({ firstBroken: target.rowid, intact: target.rowid - 1 });
      }),
      { numRuns: 60 },
    );
  });
});
