import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FIELD_KEYS } from '../../../src/domain/fields.js';
import type { RowValues } from '../../../src/domain/registration.js';
import { RepairLoader } from '../../../src/import/quarantine/row-loader.js';
import type { RepairedRow, RetryBatches, RowsLoaded } from '../../../src/import/quarantine/retry.js';
import { verifyState } from '../../../src/ledger/state.js';
import type { Registry } from '../../../src/store/open.js';
import { aQuarantine, AT, ledgerBodies, PAGES_DOUBTFUL } from './a-quarantine.js';

const SHEET = { name: 'repair.xlsx', path: '/data/repair.xlsx', sha256: 'cd'.repeat(32), bytes: 1234 };

function aRow(id: number, over: Partial<RowValues> = {}, rest: Partial<RepairedRow> = {}): RepairedRow {
  const given: Partial<RowValues> = {
    op_type: 'IA',
    op_date: '1986-05-04',
    cert_no: String(id),
    name_man: '张三',
    cert_num_man: '990101196001011234',
    ...over,
  };
  const values = Object.fromEntries(FIELD_KEYS.map((key) => [key, given[key] ?? ''])) as RowValues;
  return { id, batchId: 1, line: id + 10, values, raw: {}, findings: [], ...rest };
}

function load(registry: Registry, rows: readonly RepairedRow[], batches: RetryBatches = new Map()): RowsLoaded {
  return registry.database.transaction(() =>
    new RepairLoader(registry).load(rows, { sheet: SHEET, batches, area: '', at: AT, actor: 'clerk' }),
  )();
}

function registrations({ database }: Registry): readonly Record<string, unknown>[] {
  return database.prepare<[], Record<string, unknown>>('SELECT * FROM registration ORDER BY id').all();
}

describe('loading repaired rows', () => {
  it('makes registrations that the indexes find', () => {
    const { registry } = aQuarantine([]);
    const { rows, batches } = load(registry, [aRow(3, {}, { raw: { op_date: '1986年5月4日' }, findings: [PAGES_DOUBTFUL] }), aRow(4)]);
    expect(rows).toMatchObject([
      { kind: 'loaded', id: 3, flagged: true },
      { kind: 'loaded', id: 4, flagged: false },
    ]);
    expect(registrations(registry)).toMatchObject([
      { state: 'active', line: 13, name_man: '张三', raw: '{"op_date":"1986年5月4日"}', flags: JSON.stringify([PAGES_DOUBTFUL]) },
      { state: 'active', line: 14, raw: '', flags: '' },
    ]);
    expect(registry.database.prepare('SELECT count(*) FROM registration_key').pluck().get()).toBe(2);
    expect(registry.database.prepare('SELECT count(*) FROM registration_person').pluck().get()).toBe(2);
    expect([...batches]).toEqual([[1, 3]]);
  });

  it('opens a batch of kind retry that is whole, with the source and the parent of the rows', () => {
    const { registry } = aQuarantine([]);
    registry.database.exec("UPDATE batch SET source = 'court' WHERE id = 2");
    load(registry, [aRow(3), aRow(4, {}, { batchId: 2 })]);
    expect(
      registry.database.prepare("SELECT id, state, source, parent_batch_id FROM batch WHERE kind = 'retry' ORDER BY id").all(),
    ).toEqual([
      { id: 3, state: 'done', source: 'backfill', parent_batch_id: 1 },
      { id: 4, state: 'done', source: 'court', parent_batch_id: 2 },
    ]);
    expect(registry.database.prepare("SELECT count(*) FROM batch_file WHERE state = 'loading'").pluck().get()).toBe(0);
  });

  it('adds a part to the batch that this run opened before', () => {
    const { registry } = aQuarantine([]);
    const first = load(registry, [aRow(3)]);
    const second = load(registry, [aRow(4)], first.batches);
    expect([...second.batches]).toEqual([...first.batches]);
    expect(registry.database.prepare('SELECT file_no, first_id, last_id FROM batch_file WHERE batch_id = 3').all()).toEqual([
      { file_no: 1, first_id: 2, last_id: 2 },
      { file_no: 2, first_id: 3, last_id: 3 },
    ]);
  });

  it('keeps a digest for each row over the bytes that an import would digest, and its hash in the ledger', () => {
    const { registry } = aQuarantine([]);
    load(registry, [aRow(3), aRow(4, {}, { findings: [PAGES_DOUBTFUL] })]);
    const digests = registry.database.prepare<[], Buffer>('SELECT digests FROM batch_chunk').pluck().get() as unknown as Buffer;
    const expected = registrations(registry).map((row) =>
      hash('sha256', [row['id'], ...FIELD_KEYS.map((key) => row[key]), row['raw'], row['flags']].join('\u001f'), 'hex'),
    );
    expect(digests.toString('hex')).toBe(expected.join(''));
    expect(ledgerBodies(registry, 'import.chunk')).toMatchObject([
      { batch: 3, file: 1, chunk: 1, rows: 2, accepted: 2, flagged: 1, content_sha256: hash('sha256', digests, 'hex') },
    ]);
  });

  it('leaves rows that the ledger proves, so that an edit behind its back is found', async () => {
    const { registry } = aQuarantine([]);
    load(registry, [aRow(3), aRow(4, {}, { raw: { op_date: '1986年5月4日' }, findings: [PAGES_DOUBTFUL] })]);
    expect(await verifyState(registry.database)).toMatchObject({ deviations: [] });
    registry.database.exec("UPDATE registration SET name_man = '李四' WHERE id = 3");
    expect((await verifyState(registry.database)).deviations).toHaveLength(1);
  });

  it('links a row that says what a registration says, and loads it not', () => {
    const { registry } = aQuarantine([]);
    load(registry, [aRow(3)]);
    expect(load(registry, [{ ...aRow(3), id: 8 }])).toMatchObject({ rows: [{ kind: 'already-present', id: 8, registrationId: 2 }] });
    expect(registrations(registry)).toHaveLength(1);
    expect(registry.database.prepare("SELECT count(*) FROM batch WHERE kind = 'retry'").pluck().get()).toBe(1);
  });

  it('refuses a row of the same couple and day that says something else', () => {
    const { registry } = aQuarantine([]);
    load(registry, [aRow(3)]);
    expect(load(registry, [aRow(3, { remark: '另一说' })])).toMatchObject({
      rows: [{ kind: 'refused', findings: [{ code: 'differs-from-registry', values: { record: 2 } }] }],
    });
  });

  it('finds the twin among the rows of the same sheet too', () => {
    const { registry } = aQuarantine([]);
    expect(load(registry, [aRow(3), { ...aRow(3), id: 8 }])).toMatchObject({
      rows: [
        { kind: 'loaded', registrationId: 2 },
        { kind: 'already-present', registrationId: 2 },
      ],
    });
  });

  it('refuses a row that is larger than any registration', () => {
    const { registry } = aQuarantine([]);
    expect(load(registry, [aRow(3, { remark: '长'.repeat(30_000) })])).toMatchObject({
      rows: [{ kind: 'refused', findings: [{ code: 'row-too-large' }] }],
    });
    expect(ledgerBodies(registry, 'import.start')).toEqual([]);
  });
});
