import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadPackagedTables } from '../../src/config/packaged-tables.js';
import { addDays, daysInMonth, parseDay } from '../../src/domain/calendar.js';
import { createReference } from '../../src/domain/reference-index.js';
import type { CodeRow, RegionRow } from '../../src/domain/reference.js';

const tables = loadPackagedTables();
const reference = createReference(tables);
const today = 20260101;
const inGuangdong = tables.regions.filter((row) => row.code.startsWith('44'));
const open = inGuangdong.filter((row) => row.to === undefined && !row.name.endsWith('市辖区'));

const spellings = (row: CodeRow): string[] =>
  [row.code, row.zh, row.en, ...(row.synonyms ?? [])].map((word) => `${row.table} ${word.toUpperCase()}`);

describe('the region table', () => {
  it('holds the province, 21 cities and 122 counties of today', () => {
    expect(open.filter((row) => row.level === 'province').map((row) => row.code)).toEqual(['440000']);
    expect(open.filter((row) => row.level === 'city')).toHaveLength(21);
    expect(open.filter((row) => row.level === 'county')).toHaveLength(122);
  });

  it('counts 65 districts, 20 county-level cities, 34 counties and 3 autonomous counties', () => {
    const names = open.filter((row) => row.level === 'county').map((row) => row.name);
    const autonomous = names.filter((name) => name.endsWith('自治县'));
    expect([names.filter((name) => name.endsWith('区')).length, names.filter((name) => name.endsWith('市')).length]).toEqual([65, 20]);
    expect([names.filter((name) => name.endsWith('县')).length - autonomous.length, autonomous.length]).toEqual([34, 3]);
  });

  it.each([
    ['4401', 11],
    ['4402', 10],
    ['4403', 9],
    ['4404', 3],
    ['4405', 7],
    ['4406', 5],
    ['4407', 7],
    ['4408', 9],
    ['4409', 5],
    ['4412', 8],
    ['4413', 5],
    ['4414', 8],
    ['4415', 4],
    ['4416', 6],
    ['4417', 4],
    ['4418', 8],
    ['4419', 0],
    ['4420', 0],
    ['4451', 3],
    ['4452', 5],
    ['4453', 5],
  ])('%s has %d counties', (city, counties) =>
    expect(open.filter((row) => row.level === 'county' && row.code.startsWith(city))).toHaveLength(counties),
  );

  it('has no row that ends before it begins, and no two rows of one code and first day', () => {
    expect(tables.regions.filter((row) => row.to !== undefined && row.to < row.from)).toEqual([]);
    expect(new Set(tables.regions.map((row) => `${row.code} ${row.from}`)).size).toBe(tables.regions.length);
  });

  it('names only successors and parents that exist', () => {
    const codes = new Set(tables.regions.map((row) => row.code));
    expect(tables.regions.flatMap((row) => row.successors ?? []).filter((code) => !codes.has(code))).toEqual([]);
    expect([...new Set(tables.regions.map((row) => row.parent))].filter((code) => code !== '000000' && !codes.has(code))).toEqual([]);
  });

  it('names successors that begin where their predecessor ends, or were there already', () => {
    const late = inGuangdong.filter(
      (row) =>
        row.to !== undefined &&
        row.successors?.some((code) => {
          const after = addDays(parseDay(row.to ?? '') ?? 0, 1);
          return reference.region(code, after, after).status !== 'valid';
        }),
    );
    expect(late).toEqual([]);
  });

  it.each([
    ['番禺', ['440126', '449003', '440181', '440113']],
    ['花都', ['440121', '449013', '440182', '440114']],
    ['增城', ['440125', '449017', '440183', '440118']],
    ['从化', ['440122', '449021', '440184', '440117']],
    ['顺德', ['442623', '440623', '449001', '440681', '440606']],
    ['新会', ['442625', '440721', '449006', '440782', '440705']],
    ['斗门', ['442629', '440421', '440403']],
    ['惠阳', ['442521', '441321', '449028', '441381', '441303']],
  ])('leads the codes of %s to the one of today', (_name, chain) => {
    chain.slice(0, -1).forEach((code, index) => {
      const row = tables.regions.find((region) => region.code === code && region.successors?.includes(chain[index + 1] ?? ''));
      expect(row, `${code} → ${chain[index + 1]}`).toBeDefined();
    });
    expect(open.map((row) => row.code)).toContain(chain.at(-1));
  });
});

/** The first day as exactly as its source knows it. */
const shown = (row: RegionRow): string => row.from.slice(0, row.source.includes('start known to the day') ? 10 : 7);

describe('the page on the tables', () => {
  const page = readFileSync(new URL('../../docs/reference-tables.md', import.meta.url), 'utf8');
  const dated = /start known to the (day|month)/;

  it('names every region of Guangdong that began on a known day or month, beside its date', () => {
    const begun = inGuangdong.filter((row) => row.level !== 'county' || row.from > '1995').filter((row) => dated.test(row.source));
    expect(begun.length).toBeGreaterThan(30);
    const lines = page.split('\n');
    expect(begun.filter((row) => !lines.some((line) => line.startsWith(`| ${shown(row)} |`) && line.includes(row.code)))).toEqual([]);
  });

  it('names every key of the law with all its values', () => {
    const lines = page.split('\n');
    const missing = tables.laws.flatMap((law) =>
      Object.keys(law.values)
        .filter((value) => !lines.some((line) => line.startsWith(`| \`${law.key}\``) && line.includes(`\`${value}\``)))
        .map((value) => `${law.key}.${value}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('the offices', () => {
  it('are the province, its cities and its counties, each with the span of its region', () => {
    const openOffices = tables.offices.filter((row) => row.closedOn === undefined).map((row) => row.code);
    expect(openOffices.toSorted()).toEqual(open.map((row) => row.code).toSorted());
  });

  it('say where they are from', () => expect(tables.offices.filter((row) => row.source === '')).toEqual([]));
});

describe('the code tables', () => {
  it.each([
    ['ethnic', 58],
    ['country', 249],
    ['marital', 8],
    ['id-type', 7],
    ['op-type', 5],
    ['flag', 2],
    ['education', 10],
    ['occupation', 8],
  ])('%s has %d codes', (table, count) => expect(tables.codes.filter((row) => row.table === table)).toHaveLength(count));

  it('give no word to two codes of one table', () => {
    const words = tables.codes.flatMap((row) => [...new Set(spellings(row))]);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });

  it('hold three letters, two letters and three digits for every country', () => {
    const short = tables.codes
      .filter((row) => row.table === 'country')
      .filter(
        (row) => !/^\d{3}$/.test(row.code) || !/^[A-Z]{3}$/.test(row.synonyms?.[0] ?? '') || !/^[A-Z]{2}$/.test(row.synonyms?.[1] ?? ''),
      );
    expect(short).toEqual([]);
  });

  it('name each country by the two letters that name it in CLDR', () => {
    const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    const ours = tables.codes.filter((row) => row.table === 'country').map((row) => ({ letters: row.synonyms?.[1] ?? '', name: row.en }));
    const namedOtherwise = new Set(['BQ', 'CD', 'KP', 'KR', 'VA']);
    const different = ours.filter(({ letters, name }) => english.of(letters)?.normalize('NFD')[0] !== name[0]);
    expect(different.filter(({ letters }) => !namedOtherwise.has(letters))).toEqual([]);
  });
});

describe('the laws', () => {
  it('follow each other without gap or overlap', () => {
    const keys = [...new Set(tables.laws.map((row) => row.key))];
    for (const key of keys) {
      const eras = tables.laws.filter((row) => row.key === key);
      eras
        .slice(1)
        .forEach((era, index) => expect(addDays(parseDay(eras[index]?.to ?? '') ?? 0, 1), `${key} ${era.from}`).toBe(parseDay(era.from)));
      expect(eras.at(-1)?.to).toBeUndefined();
    }
  });

  it('are all seven, in both languages', () => {
    expect(new Set(tables.laws.map((row) => row.key)).size).toBe(7);
    expect(tables.laws.filter((row) => !/\p{Script=Han}/u.test(row.zh) || /\p{Script=Han}/u.test(row.en))).toEqual([]);
  });
});

describe('the holidays', () => {
  it('cover 2004 to 2026, each year with New Year, Spring Festival and National Day', () => {
    expect(tables.holidayYears).toEqual([2004, 2026]);
    for (let year = 2004; year <= 2026; year += 1) {
      const names = tables.holidays.filter((row) => row.kind === 'off' && row.date.startsWith(String(year))).map((row) => row.name);
      expect(names, String(year)).toEqual(expect.arrayContaining(['元旦', '春节', '国庆节']));
    }
  });
});

describe('the packaged files', () => {
  it('are what their compact sources make', () => {
    expect(() => execFileSync(process.execPath, ['scripts/build-tables.mjs', '--check'], { stdio: 'pipe' })).not.toThrow();
  });
});

/** Independent lists kept beside the project, where there are any: first and last year-end list of each code and name. */
const HISTORY = new URL('../../../shared/data/gd_region_history_1980_2019.tsv', import.meta.url);
const COUNTIES = new URL('../../../shared/data/gd_counties_2023.tsv', import.meta.url);
const ETHNIC = new URL('../../../shared/data/ethnic_gbt3304_1991.tsv', import.meta.url);
const monthSpan = (month: string): [number, number] => {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(4))];
  return [year * 10_000 + number * 100 + 1, year * 10_000 + number * 100 + daysInMonth(year, number)];
};

const linesOf = (file: URL): string[][] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));

describe.skipIf(!existsSync(HISTORY))('against the year-end lists', () => {
  const listed = existsSync(HISTORY) ? linesOf(HISTORY).slice(1) : [];

  it('every listed code holds in its first and its last list', () => {
    const missing = listed.filter(([code = '', , first = '', last = '']) =>
      [first, last].some((month) => reference.region(code, ...monthSpan(month === '201112' ? '201212' : month)).status !== 'valid'),
    );
    expect(missing.map(([code, name, first, last]) => `${code} ${name} ${first} ${last}`)).toEqual(['441283 高要市 199512 201505']);
  });

  it('every listed name is ours, but for two slips of the lists', () => {
    const ours = new Set(tables.regions.map((row) => `${row.code} ${row.name}`));
    const other = listed.map(([code, name]) => `${code} ${name}`).filter((pair) => !ours.has(pair));
    expect(other).toEqual(['440506 达豪区', '440602 石湾区']);
  });

  it('no code of ours is missing from the lists, but for those the lists do not carry', () => {
    const theirs = new Set(listed.map(([code]) => code));
    expect(inGuangdong.filter((row) => !theirs.has(row.code) && !row.name.endsWith('市辖区'))).toEqual([]);
  });

  it('353 county-level codes occurred', () => {
    const codes = new Set(inGuangdong.filter((row) => row.level === 'county' && !row.name.endsWith('市辖区')).map((row) => row.code));
    expect(codes.size).toBe(353);
  });
});

describe.skipIf(!existsSync(COUNTIES))('against the counties of 2023', () => {
  it('has each under its city', () => {
    const ours = new Set(open.map((row) => `${row.code} ${row.name}`));
    expect(
      linesOf(COUNTIES)
        .slice(1)
        .filter(([code, name]) => !ours.has(`${code} ${name}`)),
    ).toEqual([]);
    expect(reference.region('440104', today, today)).toMatchObject({ status: 'valid', row: { parent: '440100' } });
  });
});

describe.skipIf(!existsSync(ETHNIC))('against the ethnic groups of the standard', () => {
  it('reads each name and letter code', () => {
    const rows = linesOf(ETHNIC).filter(([code]) => /^\d+$/.test(code ?? ''));
    expect(rows).toHaveLength(58);
    for (const [code, letters, name = ''] of rows) {
      expect(reference.codeFor('ethnic', name.normalize('NFKC')), name).toBe(code);
      if (letters !== '') expect(reference.codeFor('ethnic', letters ?? ''), name).toBe(code);
    }
  });
});
