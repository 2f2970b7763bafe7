import { describe, expect, it } from 'vitest';
import { FIELD_KEYS, type FieldKey } from '../../src/domain/fields.js';
import { listBatches, showBatch, undoBatch } from '../../src/import/batches.js';
import { listQuarantine, showQuarantine, summariseQuarantine } from '../../src/import/quarantine/inspect.js';
import { anImportHome, countsOf, stored, type ImportHome } from '../helpers/import-home.js';
import { sampleRows } from '../helpers/rows.js';

const at = (key: FieldKey): number => FIELD_KEYS.indexOf(key);
const officeOf = (row: readonly string[]): string => row[at('dept_code')] ?? '';

/** Clean rows of many counties, as the province would collect them. */
const rows = sampleRows('county-modern', { rows: 200, seed: 71, defects: 0 });
/** Two districts of one city. A third of the rows are older than office codes and have none. */
const HERE = '440103';
const THERE = '440105';
const CITY = '4401';
const inArea = (area: string): number => rows.filter((row) => officeOf(row).startsWith(area)).length;

const load = (home: ImportHome, area: string, name = 'all.csv') => home.load([home.writeCsv(name, rows)], { deps: { area } });

describe('loading for an area', () => {
  it('takes the rows of the area and quarantines the others with the reason', async () => {
    const home = anImportHome();
    const summary = await load(home, CITY);
    expect(summary).toMatchObject({ rows: 200, accepted: inArea(CITY), quarantined: 200 - inArea(CITY) });
    expect(summary.reasons).toEqual([{ code: 'office-outside-area', count: 200 - inArea(CITY) }]);
    expect(stored(home.registry, `SELECT count(*) FROM registration WHERE dept_code NOT LIKE '${CITY}%'`)).toEqual([0]);
  });

  it('counts a dry run as the import counts', async () => {
    const home = anImportHome();
    const path = home.writeCsv('all.csv', rows);
    const checked = await home.check([path], { deps: { area: HERE } });
    expect(countsOf(checked)).toEqual(countsOf(await home.load([path], { deps: { area: HERE } })));
  });

  it('does not take the load of another area for its own: what that one left out is loaded now', async () => {
    const home = anImportHome();
    await load(home, HERE);
    expect(await load(home, THERE, 'again.csv')).toMatchObject({ batch: 2, accepted: inArea(THERE), already_present: 0 });
    const province = await load(home, '', 'once-more.csv');
    const left = 200 - inArea(HERE) - inArea(THERE);
    expect(province).toMatchObject({ batch: 3, accepted: left, quarantined: 0, already_present: inArea(HERE) + inArea(THERE) });
    expect(await load(home, HERE, 'a-fourth-time.csv')).toMatchObject({ batch: null, already_present: 200 });
  });

  it('says of a row that is there already no more than its own area may know', async () => {
    const home = anImportHome();
    await load(home, '');
    const changed = rows.map((row) => row.map((cell, index) => (index === at('remark') ? '另一份' : cell)));
    const summary = await home.load([home.writeCsv('changed.csv', changed)], { deps: { area: HERE } });
    expect(summary).toMatchObject({ accepted: 0, quarantined: 200 });
    expect(Object.fromEntries(summary.reasons.map(({ code, count }) => [code, count]))).toEqual({
      'office-outside-area': 200 - inArea(HERE),
      'differs-from-registry': inArea(HERE),
    });
  });
});

/** Batch 1 of one county, 2 of another of the same city, 3 of the city, 4 of the province. */
async function fourBatches(): Promise<ImportHome> {
  const home = anImportHome();
  for (const [index, area] of [HERE, THERE, CITY, ''].entries()) await load(home, area, `${index}.csv`);
  return home;
}
const seenFrom = ({ registry }: ImportHome, reach: string): readonly number[] => listBatches(registry, reach).map(({ batch }) => batch);

describe('batches and quarantine of an area', () => {
  it('are seen from the area and from above it', async () => {
    const home = await fourBatches();
    expect(seenFrom(home, HERE)).toEqual([1]);
    expect(seenFrom(home, THERE)).toEqual([2]);
    expect(seenFrom(home, CITY)).toEqual([1, 2, 3]);
    expect(seenFrom(home, '')).toEqual([1, 2, 3, 4]);
    expect(seenFrom(home, '4499')).toEqual([]);
  });

  it('are refused by name to everybody else', async () => {
    const { registry } = await fourBatches();
    const outside = expect.objectContaining({ kind: 'not-permitted', key: 'batch.outside-area' }) as Error;
    const by = { at: '2026-01-01T00:00:00.000+08:00', actor: 'clerk', reach: THERE };
    const [row] = stored(registry, 'SELECT id FROM quarantine WHERE batch_id = 1') as number[];
    expect(() => showBatch(registry, 1, THERE)).toThrow(outside);
    expect(() => undoBatch(registry, 1, 'reason', by)).toThrow(outside);
    expect(() => showQuarantine(registry, row ?? 0, THERE)).toThrow(outside);
    expect(showQuarantine(registry, row ?? 0, HERE)).toMatchObject({ id: row, batchId: 1 });
  });

  it('count and list only rows of the area', async () => {
    const { registry } = await fourBatches();
    const rowsSeen = (reach: string) => listQuarantine(registry, { reach }, { limit: 1, offset: 0 }).total;
    expect(rowsSeen(HERE)).toBe(200 - inArea(HERE));
    expect(rowsSeen(CITY)).toBe(600 - inArea(HERE) - inArea(THERE) - inArea(CITY));
    expect(summariseQuarantine(registry, { reach: '4499' })).toEqual([]);
  });
});
