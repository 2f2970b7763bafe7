import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendEntry } from '../../src/ledger/append.js';
import { canonicalJson } from '../../src/ledger/canonical-json.js';
import { entryHash, parseEntry } from '../../src/ledger/entry.js';
import { appendNode, EMPTY_RANGE, encodePeaks, splitHashes } from '../../src/ledger/merkle-tree.js';
import { ledgerRepository } from '../../src/store/ledger-repository.js';
import { FaultBench, runOrderly } from '../helpers/faults.js';

const SAMPLE = new URL('../../samples/county-clean-gb18030.csv', import.meta.url).pathname;

const bench = new FaultBench();
let home = '';
beforeAll(async () => {
  await bench.makeTemplate();
  await runOrderly(['--home', bench.at('template'), 'import', SAMPLE]);
  await runOrderly(['--home', bench.at('template'), 'batch', 'undo', '1', '--reason', '试撤销', '--yes']);
});
afterAll(() => bench.remove());

type Damage = (database: Database.Database) => void;

async function verdictAfter(damage: Damage) {
  home = bench.copyHome();
  const database = new Database(join(home, 'registry.db'));
  database.transaction(() => damage(database))();
  database.close();
  const { code, stdout } = await runOrderly(['--home', home, 'ledger', 'verify']);
  return { code, verdict: JSON.parse(stdout) as { sound: boolean; first_broken: number; problems: { kind: string }[] } };
}

const sql =
  (text: string): Damage =>
  (database) =>
    database.exec(text);

function oneByte(column: 'body' | 'hash', seq: number, at: number): Damage {
  return (database) => {
    const bytes = database.prepare<[number], Buffer>(`SELECT CAST(${column} AS BLOB) FROM ledger_entry WHERE seq = ?`).pluck().get(seq);
    if (bytes === undefined) throw new Error(`no entry ${seq}`);
    bytes.writeUInt8(bytes.readUInt8(at % bytes.length) ^ 1, at % bytes.length);
    const type = column === 'body' ? 'TEXT' : 'BLOB';
    database.prepare(`UPDATE ledger_entry SET ${column} = CAST(? AS ${type}) WHERE seq = ?`).run(bytes, seq);
  };
}

/** As a program with `sqlite3` and this project's source, and without the key, would write it: hash, link and frontier right. */
const appendWithoutTheKey: Damage = (database) => {
  const at = '2031-05-04T09:30:00.000+08:00';
  appendEntry(database, { at, actor: '审批人 (nobody)', kind: 'request.opinion', body: { consent: 'yes' } });
};

/** The history rewritten from an entry on, hashes, links and frontier right. */
function rewriteFrom(first: number): Damage {
  return (database) => {
    const repository = ledgerRepository(database);
    for (let seq = first; seq <= repository.lastSeq(); seq += 1) {
      const entry = parseEntry(String(repository.entry(seq)?.body));
      const prev = seq === 1 ? '0'.repeat(64) : repository.entry(seq - 1)?.hash.toString('hex');
      const text = canonicalJson({ ...entry, actor: '别人', prev });
      database.prepare('UPDATE ledger_entry SET body = ?, hash = ? WHERE seq = ?').run(text, entryHash(text), seq);
    }
    storeFrontier(database);
  };
}

function storeFrontier(database: Database.Database): void {
  const repository = ledgerRepository(database);
  const hashes = splitHashes(repository.bulk(1, repository.lastSeq()).hashes);
  const range = hashes.reduce((grown, hash) => appendNode(grown, hash), EMPTY_RANGE);
  repository.storeFrontier(range.size, encodePeaks(range));
}

function cutAfter(size: number): Damage {
  return (database) => {
    database.prepare('DELETE FROM ledger_entry WHERE seq > ?').run(size);
    storeFrontier(database);
  };
}

/** Nine entries: init, key, account, login, import (4), undo. The undo is under no checkpoint yet. */
describe('mreg ledger verify finds', () => {
  it('nothing in a ledger left alone', async () => {
    expect(await verdictAfter(() => undefined)).toMatchObject({ code: 0, verdict: { sound: true } });
  });

  it.each<readonly [string, Damage, number, string]>([
    ['the first byte of a text changed', oneByte('body', 6, 0), 6, 'entry-altered'],
    ['a byte within a text changed', oneByte('body', 6, 77), 6, 'entry-altered'],
    ['the last byte of the last text changed', oneByte('body', 9, -1 >>> 1), 9, 'entry-altered'],
    ['a byte of a hash changed', oneByte('hash', 5, 31), 5, 'entry-altered'],
    ['an entry removed', sql('DELETE FROM ledger_entry WHERE seq = 6'), 6, 'entry-missing'],
    ['the first entry removed', sql('DELETE FROM ledger_entry WHERE seq = 1'), 1, 'entry-missing'],
    [
      'two entries swapped',
      sql('UPDATE ledger_entry SET seq = -seq WHERE seq IN (5, 7); UPDATE ledger_entry SET seq = 12 + seq WHERE seq < 0'),
      5,
      'entry-misplaced',
    ],
    ['a row put at the end', sql('INSERT INTO ledger_entry SELECT 10, body, hash FROM ledger_entry WHERE seq = 9'), 10, 'entry-misplaced'],
    ['an entry appended without the key, everything else right', appendWithoutTheKey, 10, 'entry-unsigned'],
    [
      'the same with the signature over the end thrown away',
      (database) => {
        appendWithoutTheKey(database);
        database.exec('DELETE FROM ledger_end');
      },
      9,
      'entry-unsigned',
    ],
    ['the tail cut', sql('DELETE FROM ledger_entry WHERE seq > 7'), 8, 'frontier-beyond'],
    ['the tail cut, frontier and all', cutAfter(7), 8, 'checkpoint-beyond'],
    ['the history rewritten from the sixth entry on', rewriteFrom(6), 5, 'checkpoint-root'],
    ['the whole ledger rewritten', rewriteFrom(1), 1, 'checkpoint-root'],
    [
      'the whole ledger rewritten and its signatures thrown away',
      (database) => {
        rewriteFrom(1)(database);
        database.exec('DELETE FROM ledger_checkpoint; DELETE FROM ledger_end');
      },
      1,
      'entry-unsigned',
    ],
  ])('%s', async (_name, damage, seq, kind) => {
    const { code, verdict } = await verdictAfter(damage);
    expect(code).toBe(5);
    expect(verdict.problems.map((problem) => problem.kind)).toContain(kind);
    expect(verdict.first_broken).toBe(seq);
  });

  it('what was appended without the key after the next command of mreg as well', async () => {
    await verdictAfter(appendWithoutTheKey);
    expect((await runOrderly(['--home', home, 'import', SAMPLE])).code).toBe(0);
    expect((await runOrderly(['--home', home, 'ledger', 'checkpoint'])).code).toBe(5);
    const { stdout } = await runOrderly(['--home', home, 'ledger', 'verify']);
    expect(JSON.parse(stdout)).toMatchObject({ first_broken: 10, vouched: 9, problems: [{ kind: 'entry-unsigned', seq: 10 }] });
    await runOrderly(['--home', home, 'ledger', 'checkpoint', '--accept-unsigned', '已查明：换盘期间密钥不在']);
    expect((await runOrderly(['--home', home, 'ledger', 'verify'])).code).toBe(0);
  });

  it('what mreg wrote while the key was away', async () => {
    home = bench.copyHome();
    rmSync(join(home, 'keys'), { recursive: true });
    await runOrderly(['--home', home, 'quarantine', 'export', '--out', bench.at('nothing.xlsx')]);
    await runOrderly(['--home', home, 'import', SAMPLE]);
    expect((await runOrderly(['--home', home, 'ledger', 'verify'])).code).toBe(5);
  });
});
