import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPackagedTables, overlayTables, readTableOverrides } from '../../src/config/packaged-tables.js';
import { MregError } from '../../src/domain/error.js';
import { createReference } from '../../src/domain/reference-index.js';
import type { ReferenceTables } from '../../src/domain/reference.js';

const packaged = loadPackagedTables();
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'mreg-tables-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const write = (name: string, content: unknown): void =>
  writeFileSync(join(directory, name), typeof content === 'string' ? content : JSON.stringify(content));
const overlaid = (): ReferenceTables => overlayTables(packaged, readTableOverrides(directory));

const district = { code: '440199', name: '试验区', level: 'county', parent: '440100', from: '2027-03-01', source: 'a notice' };
const law = {
  key: 'minimum-age',
  from: '1981-01-01',
  values: { manYears: 22, womanYears: 20 },
  zh: '中文',
  en: 'English',
  source: 'a law',
};

/** The values of the refusal, or a failure when nothing was refused. */
function refusal(): MregError['values'] {
  try {
    readTableOverrides(directory);
  } catch (error) {
    expect(error).toBeInstanceOf(MregError);
    expect(error).toMatchObject({ kind: 'configuration', key: 'tables.invalid' });
    return error instanceof MregError ? error.values : {};
  }
  throw new Error('nothing was refused');
}

describe('the packaged tables', () => {
  it('survive being stored as JSON and cloned into a worker', () => {
    expect(JSON.parse(JSON.stringify(packaged))).toEqual(packaged);
    expect(structuredClone(packaged)).toEqual(packaged);
  });

  it('have the same version whenever they are the same', () => {
    expect(packaged.version).toMatch(/^packaged-[0-9a-f]{12}$/);
    expect(loadPackagedTables().version).toBe(packaged.version);
  });

  it('name a source on every row', () => {
    const { regions, offices, codes, laws, holidays } = packaged;
    for (const rows of [regions, offices, codes, laws, holidays]) {
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.filter((row) => row.source === '')).toEqual([]);
    }
  });
});

describe('an override', () => {
  it('that is absent changes nothing', () => {
    rmSync(directory, { recursive: true });
    expect(overlaid()).toBe(packaged);
  });

  it('ignores what is not JSON', () => {
    write('README.txt', 'notes');
    expect(overlaid()).toBe(packaged);
  });

  it('adds a region and with it its bureau office', () => {
    write('regions.json', { rows: [district] });
    const reference = createReference(overlaid());
    expect(reference.region('440199', 20270401, 20270401).status).toBe('valid');
    expect(reference.office('440199', 20270401, 20270401)).toMatchObject({
      status: 'valid',
      row: { name: '广州市试验区民政局婚姻登记处' },
    });
  });

  it('ends a region, and its office with it, by a row of the same code and first day', () => {
    const row = packaged.regions.find((region) => region.code === '440105');
    write('regions.json', { rows: [{ ...row, to: '2027-02-28', successors: ['440104'], source: 'a notice' }] });
    const reference = createReference(overlaid());
    expect(reference.region('440105', 20290101, 20290101)).toMatchObject({ status: 'not-then', row: { successors: ['440104'] } });
    expect(reference.office('440105', 20290101, 20290101).status).toBe('not-then');
    expect(overlaid().regions).toHaveLength(packaged.regions.length);
  });

  it('names the office of a township itself', () => {
    const office = {
      code: '440222003',
      name: '始兴县某镇人民政府',
      region: '440222',
      openedOn: '1987-03-19',
      closedOn: '2004-12-31',
      source: 'the county',
    };
    write('offices.json', { rows: [office] });
    const reference = createReference(overlaid());
    expect(reference.office('440222003', 19900101, 19900101)).toEqual({ status: 'valid', row: office });
    expect(reference.office('440222003', 20190101, 20190101).status).toBe('not-then');
  });

  it('replaces a code with its spellings', () => {
    write('codes.json', { source: 'own list', rows: [{ table: 'education', code: '80', zh: '小学', en: 'Primary', synonyms: ['私塾'] }] });
    const reference = createReference(overlaid());
    expect([reference.codeFor('education', '私塾'), reference.codeFor('education', '高小')]).toEqual(['80', undefined]);
    expect(reference.code('education', '80')?.source).toBe('own list');
  });

  it('extends the holidays by a year, which is no longer provisional', () => {
    write('holidays.json', {
      source: 'notice',
      years: [2027, 2027],
      rows: [
        { date: '2027-01-01', kind: 'off', name: '元旦' },
        { date: '2027-01-03', kind: 'work', name: '元旦' },
      ],
    });
    const reference = createReference(overlaid());
    expect([20270101, 20270103, 20270104, 20270109, 20280103].map((day) => reference.workingDay(day))).toEqual([
      'off',
      'working',
      'working',
      'off',
      'provisional-working',
    ]);
  });

  it('refuses holiday years that leave a gap', () => {
    write('holidays.json', { source: 'notice', years: [2029, 2029], rows: [] });
    expect(overlaid).toThrow(MregError);
  });

  it('has a version of its own', () => {
    write('regions.json', { rows: [district] });
    expect(overlaid().version).toMatch(/^local-[0-9a-f]{12}$/);
    const before = overlaid().version;
    write('regions.json', { rows: [{ ...district, name: '实验区' }] });
    expect(overlaid().version).not.toBe(before);
  });

  it.each([
    ['a file of another name', 'region.json', { rows: [district] }, '$'],
    ['what is not JSON', 'regions.json', '{', '$'],
    ['a list without its wrapping', 'regions.json', [district], 'rows'],
    ['a row without a source', 'regions.json', { rows: [{ ...district, source: undefined }] }, 'rows.0.source'],
    ['an empty source', 'regions.json', { rows: [{ ...district, source: '' }] }, 'rows.0.source'],
    ['an unknown key in a row', 'regions.json', { rows: [{ ...district, closed: '2030-01-01' }] }, 'rows.0.closed'],
    ['an unknown key beside the rows', 'regions.json', { rows: [], sources: 'x' }, 'sources'],
    ['a day that does not exist', 'regions.json', { rows: [{ ...district, to: '2027-02-30' }] }, 'rows.0.to'],
    ['a last day before the first', 'regions.json', { rows: [{ ...district, to: '2027-02-28' }] }, 'rows.0'],
    ['a partial date', 'regions.json', { rows: [{ ...district, from: '2027' }] }, 'rows.0.from'],
    ['a code of five digits', 'regions.json', { rows: [{ ...district, code: '44019' }] }, 'rows.0.code'],
    ['an unknown table', 'codes.json', { source: 's', rows: [{ table: 'sex', code: '1', zh: '男', en: 'Male' }] }, 'rows.0.table'],
    ['a law whose value is a list', 'laws.json', { rows: [{ ...law, values: { forms: ['F1'] } }] }, 'rows.0.values.forms'],
    ['the second row, by its place', 'laws.json', { rows: [law, { ...law, key: 'minimum-ages' }] }, 'rows.1.key'],
    ['years on a file that has none', 'regions.json', { years: [2027, 2027], rows: [] }, 'years'],
  ])('refuses %s', (_name, file, content, path) => {
    write(file, content);
    expect(refusal()).toMatchObject({ file, path, expected: expect.stringMatching(/./) });
  });
});
