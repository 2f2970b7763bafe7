import { describe, expect, it } from 'vitest';
import { verifyState } from '../../src/ledger/state.js';
import { aRegistry, aRow, ids, rowText, undo } from './state-fixture.js';

/** A source file that still has every row as it was loaded. */
const recoverRows = async (firstId: number, lastId: number): Promise<readonly string[]> =>
  [...ids(1, 2500), ...ids(3001, 3010), ...ids(3021, 3030)].filter((id) => firstId <= id && id <= lastId).map((id) => rowText(aRow(id)));

const inBatch1 = { batch: 1, file: '' };
const inBatch2 = { batch: 2, file: '' };

describe('a registry as the ledger made it', () => {
  it('is sound', async () =>
    expect(await verifyState(aRegistry())).toEqual({ sound: true, rows: 2520, chunks: 3, counts: {}, deviations: [] }));

  it('is sound after an undo that marked its rows', async () => {
    const database = aRegistry();
    database.exec("UPDATE registration SET state = 'deleted' WHERE id > 3000");
    undo(database, 2);
    expect((await verifyState(database)).sound).toBe(true);
  });

  it('reports progress to the last row', async () => {
    const seen: number[] = [];
    await verifyState(aRegistry(), {}, (done) => seen.push(done));
    expect(seen).toEqual([2500, 2510, 2520]);
  });

  it('stops when asked to', async () => {
    await expect(verifyState(aRegistry(), { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow('stopped');
  });

  it('leaves no transaction open', async () => {
    const database = aRegistry();
    await verifyState(database);
    expect(database.inTransaction).toBe(false);
  });
});

describe('a registry edited behind the ledger', () => {
  it.each([
    [
      'a value changed',
      "UPDATE registration SET name_woman = '丙' WHERE id = 1234",
      [{ kind: 'row-changed', id: 1234, line: 1235, ...inBatch1, changes: undefined }],
    ],
    [
      'the raw text changed',
      "UPDATE registration SET raw = '' WHERE id = 3003",
      [{ kind: 'row-changed', id: 3003, line: 3004, ...inBatch2, changes: undefined }],
    ],
    [
      'a flag added',
      "UPDATE registration SET flags = '[]' WHERE id = 3003",
      [{ kind: 'row-changed', id: 3003, line: 3004, ...inBatch2, changes: undefined }],
    ],
    [
      'a separator in a value',
      'UPDATE registration SET remark = char(30) WHERE id = 3003',
      [{ kind: 'row-changed', id: 3003, line: 3004, ...inBatch2, changes: undefined }],
    ],
    [
      'values moved across a column',
      "UPDATE registration SET op_type = '', op_date = op_type || char(31) || op_date WHERE id = 3003",
      [{ kind: 'row-changed', id: 3003, line: 3004, ...inBatch2, changes: undefined }],
    ],
    [
      'a row removed',
      'DELETE FROM registration WHERE id = 3003',
      [{ kind: 'row-missing', id: 3003, afterId: 3002, beforeId: 3004, ...inBatch2 }],
    ],
    [
      'the first row removed',
      'DELETE FROM registration WHERE id = 1',
      [{ kind: 'row-missing', id: 1, afterId: 0, beforeId: 2, ...inBatch1 }],
    ],
    [
      'a row removed where others might have stood',
      'DELETE FROM registration WHERE id = 2500',
      [{ kind: 'row-missing', id: undefined, afterId: 2499, beforeId: 3001, ...inBatch1 }],
    ],
    [
      'a row slipped into a chunk',
      'INSERT INTO registration SELECT 2700, state, record_key, line, ' + columnsFrom('op_type') + ' FROM registration WHERE id = 1',
      [{ kind: 'row-extra', id: 2700, line: 2, ...inBatch1 }],
    ],
    [
      'a row slipped in between chunks',
      'INSERT INTO registration SELECT 3015, state, record_key, line, ' + columnsFrom('op_type') + ' FROM registration WHERE id = 1',
      [{ kind: 'row-extra', id: 3015, line: 2, batch: undefined, file: '' }],
    ],
    [
      'a row slipped in after all',
      'INSERT INTO registration SELECT 9999999999, state, record_key, line, ' + columnsFrom('op_type') + ' FROM registration WHERE id = 1',
      [{ kind: 'row-extra', id: 9_999_999_999, line: 2, batch: undefined, file: '' }],
    ],
    [
      'a row marked deleted',
      "UPDATE registration SET state = 'deleted' WHERE id = 1234",
      [{ kind: 'row-state', id: 1234, line: 1235, state: 'deleted', expected: 'active', ...inBatch1 }],
    ],
  ])('%s is found and named', async (_name, sql, deviations) => {
    const database = aRegistry();
    database.exec(sql);
    expect(await verifyState(database)).toMatchObject({ sound: false, deviations });
  });

  it('an undone row made active again is found', async () => {
    const database = aRegistry();
    undo(database, 2);
    database.exec("UPDATE registration SET state = 'deleted' WHERE id > 3000 AND id <> 3005");
    expect((await verifyState(database)).deviations).toEqual([
      { kind: 'row-state', id: 3005, line: 3006, state: 'active', expected: 'deleted', ...inBatch2 },
    ]);
  });

  it('every one of many kinds in one chunk is told apart', async () => {
    const database = aRegistry();
    database.exec(
      "UPDATE registration SET remark = 'x' WHERE id IN (10, 20, 30); DELETE FROM registration WHERE id IN (40, 41); INSERT INTO registration SELECT 2700, state, record_key, line, " +
        columnsFrom('op_type') +
        ' FROM registration WHERE id = 1',
    );
    expect((await verifyState(database)).counts).toEqual({ 'row-changed': 3, 'row-missing': 2, 'row-extra': 1 });
  });

  it('lists up to the limit and counts all', async () => {
    const database = aRegistry();
    database.exec("UPDATE registration SET remark = 'x' WHERE id <= 2000");
    const verdict = await verifyState(database, { limit: 5 });
    expect(verdict.counts).toEqual({ 'row-changed': 2000 });
    expect(verdict.deviations).toHaveLength(5);
  });
});

describe('with the source file at hand', () => {
  it('a changed row shows both versions, numbers masked', async () => {
    const database = aRegistry();
    database.exec("UPDATE registration SET name_man = '丁', cert_num_man = '999901196401019999' WHERE id = 3003");
    const [deviation] = (await verifyState(database, { recoverRows })).deviations;
    expect(deviation).toMatchObject({
      kind: 'row-changed',
      changes: [
        { field: 'name_man', ledgered: '甲3003', present: '丁' },
        { field: 'cert_num_man', ledgered: '9999**********003X', present: '9999**********9999' },
      ],
    });
  });

  it('a removed row is named by its id', async () => {
    const database = aRegistry();
    database.exec('DELETE FROM registration WHERE id IN (3003, 3004)');
    const { deviations } = await verifyState(database, { recoverRows });
    expect(deviations).toMatchObject([
      { kind: 'row-missing', id: 3003 },
      { kind: 'row-missing', id: 3004 },
    ]);
  });

  it('a removed row and a changed neighbour are not confused', async () => {
    const database = aRegistry();
    database.exec("DELETE FROM registration WHERE id = 3003; UPDATE registration SET remark = 'x' WHERE id = 3004");
    const { deviations } = await verifyState(database, { recoverRows });
    expect(deviations).toMatchObject([
      { kind: 'row-changed', id: 3004 },
      { kind: 'row-missing', id: 3003 },
    ]);
  });

  it('a source that was edited too is not believed', async () => {
    const database = aRegistry();
    database.exec("UPDATE registration SET name_man = '丁' WHERE id = 3003");
    const { deviations } = await verifyState(database, { recoverRows: async () => [rowText({ ...aRow(3003), raw: 'edited' })] });
    expect(deviations).toEqual([{ kind: 'row-changed', id: 3003, line: 3004, ...inBatch2, changes: undefined }]);
  });

  it('stands in for digests that were altered together with a row', async () => {
    const database = aRegistry();
    database.exec(
      "UPDATE registration SET name_man = '丁' WHERE id = 3003; UPDATE batch_chunk SET digests = zeroblob(320) WHERE first_id = 3001",
    );
    expect((await verifyState(database)).counts).toEqual({ 'chunk-altered': 1, 'chunk-unprovable': 1 });
    expect((await verifyState(database, { recoverRows })).deviations).toMatchObject([
      { kind: 'chunk-altered' },
      { kind: 'row-changed', id: 3003 },
    ]);
  });
});

describe('chunk records', () => {
  it.each([
    ['digests altered', 'UPDATE batch_chunk SET digests = zeroblob(320) WHERE first_id = 3001', 'chunk-altered', 3001],
    ['range altered', 'UPDATE batch_chunk SET last_id = 3012 WHERE first_id = 3001', 'chunk-altered', 3001],
    ['record removed', 'DELETE FROM batch_chunk WHERE first_id = 3001', 'chunk-missing', 3001],
    [
      'record without an entry',
      'INSERT INTO batch_chunk SELECT batch_id, 1, seq, end_offset, end_line, 5000, 5001, rows, accepted, flagged, quarantined, already_present, tally, 99, digests FROM batch_chunk WHERE first_id = 3001',
      'chunk-unannounced',
      5000,
    ],
    [
      'record twice',
      'INSERT INTO batch_chunk SELECT batch_id, 1, seq, end_offset, end_line, first_id, last_id, rows, accepted, flagged, quarantined, already_present, tally, ledger_seq, digests FROM batch_chunk WHERE first_id = 3001',
      'chunk-unannounced',
      3001,
    ],
  ])('%s: found, and the rows stay proved', async (_name, sql, kind, firstId) => {
    const database = aRegistry();
    database.exec(sql);
    expect((await verifyState(database)).deviations).toMatchObject([{ kind, firstId }]);
  });

  it('a key that no entry tells of is found', async () => {
    const database = aRegistry();
    database.exec("INSERT INTO ledger_key VALUES ('00000000', 'x', '2031-05-04T09:30:00+08:00', NULL)");
    expect((await verifyState(database)).deviations).toEqual([{ kind: 'key-altered', keyId: '00000000' }]);
  });
});

function columnsFrom(first: string): string {
  const names = [...aRegistry().prepare<[], { name: string }>("SELECT name FROM pragma_table_info('registration')").all()].map(
    ({ name }) => name,
  );
  return names.slice(names.indexOf(first)).join(', ');
}
