import { describe, expect, it } from 'vitest';
import { PROFILES, type ProfileName } from '../../../samples/generate/profiles.js';
import { FIELD_KEYS } from '../../../src/domain/fields.js';
import { sampleRows } from '../../helpers/rows.js';
import { processors, type BothWays, type Ways } from './both-ways.js';

const profiles = Object.keys(PROFILES) as ProfileName[];
const cases = profiles.flatMap((profile) => [0, 0.1, 0.6].map((defects) => [profile, defects] as const));

const bothWays = (rows: readonly (readonly string[])[], ways: Ways = {}): BothWays => processors(ways)(rows);

describe('the fast path', () => {
  it.each(cases)('gives what the rules give on %s with %d defects, byte for byte', (profile, defects) => {
    const { fast, slow, fastRows } = bothWays(sampleRows(profile, { rows: 1_000, seed: 41, defects }));
    expect(fast).toEqual(slow);
    expect(slow.rows).toBe(1_000);
    expect(fastRows).toBeGreaterThan(100);
  });

  it('takes at least nine of ten clean modern rows, so that it is worth its proof', () => {
    const { fastRows } = bothWays(sampleRows('county-modern', { rows: 2_000, seed: 42, defects: 0 }));
    expect(fastRows).toBeGreaterThanOrEqual(1_800);
  });

  it.each(['4401', '4406', '440106', '440113', '440604', '440106001'])('keeps to the area %s as the rules do', (area) => {
    for (const profile of profiles) {
      const { fast, slow } = bothWays(sampleRows(profile, { rows: 400, seed: 47, defects: 0.05 }), { check: { area } });
      expect(fast).toEqual(slow);
      const outside = slow.quarantined.filter(({ codes }) => codes.includes('office-outside-area'));
      expect(outside.length).toBeGreaterThan(0);
    }
  });

  it('takes clean rows of the area the short way, and none from outside', () => {
    const rows = sampleRows('county-modern', { rows: 1_000, seed: 48, defects: 0 });
    const own = rows.filter((row) => row[FIELD_KEYS.indexOf('dept_code')]?.startsWith('4401'));
    const { fast, fastRows } = bothWays(rows, { check: { area: '4401' } });
    expect(fast.accepted).toBe(own.length);
    expect(fastRows).toBeGreaterThanOrEqual(own.length * 0.9);
  });

  it('gives the same content digests in a dry run', () => {
    const { fast, slow } = bothWays(sampleRows('mixed', { rows: 500, seed: 43, defects: 0.1 }), { withShard: false });
    expect(fast).toEqual(slow);
    expect(fast.shard).toBe('');
  });

  it('knows scans that came along, and those that did not', () => {
    const rows = sampleRows('county-modern', { rows: 300, seed: 44, defects: 0 }).map(withPages);
    const present = rows.flatMap((row) => (row[FIELD_KEYS.indexOf('scan_files')] ?? '').split(';')).filter((_, index) => index % 7 !== 0);
    for (const scansPresent of [undefined, [], present]) {
      const { fast, slow } = bothWays(rows, { table: { scansPresent } });
      expect(fast).toEqual(slow);
    }
  });

  it('leaves rows with text in unmapped columns to the rules, which keep it', () => {
    const rows = sampleRows('county-modern', { rows: 50, seed: 45, defects: 0 }).map((row, index) => [
      ...row,
      index % 2 === 0 ? '' : '见附页',
    ]);
    const extras = [...FIELD_KEYS.map(() => undefined), '附注'];
    const { fast, slow, fastRows } = bothWays(rows, { table: { columns: [...FIELD_KEYS, undefined], extras } });
    expect(fast).toEqual(slow);
    expect(fastRows).toBeGreaterThan(0);
    expect(fastRows).toBeLessThanOrEqual(25);
  });

  it('reads columns in any order, and does without those that are missing', () => {
    const rows = sampleRows('county-modern', { rows: 200, seed: 46, defects: 0.1 });
    const kept = FIELD_KEYS.filter((key) => !['operator', 'remark', 'doc_page_num', 'scan_files'].includes(key)).toReversed();
    const reordered = rows.map((row) => kept.map((key) => row[FIELD_KEYS.indexOf(key)] ?? ''));
    const { fast, slow, fastRows } = bothWays(reordered, { table: { columns: kept, extras: kept.map(() => undefined) } });
    expect(fast).toEqual(slow);
    expect(fastRows).toBeGreaterThan(100);
  });
});

function withPages(row: readonly string[], index: number): string[] {
  const names = Array.from({ length: 1 + (index % 3) }, (_, page) => `${index}-${page + 1}${index % 11 === 0 ? '.pdf' : '.jpg'}`);
  return row.map((cell, column) => {
    if (FIELD_KEYS[column] === 'scan_files') return names.join(';');
    return FIELD_KEYS[column] === 'doc_page_num' ? String(names.length + (index % 5 === 0 ? 1 : 0)) : cell;
  });
}
