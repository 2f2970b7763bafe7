import { describe, expect, it } from 'vitest';
import { loadPackagedTables } from '../../../src/config/packaged-tables.js';
import { FIELD_KEYS } from '../../../src/domain/fields.js';
import { sampleRows } from '../../helpers/rows.js';
import { processors } from './both-ways.js';
import { NASTY_CELLS } from './nasty-cells.js';
import { bornOn, cellOf, isoDay, movedDay, ofRegion, ofSequence, otherLength, registeredOn, withCell, type Role } from './row-edits.js';

const tables = loadPackagedTables();
const ROLES = ['man', 'woman'] as const;

/** Clean rows, dates with hyphens, of the years around one. */
function cleanRows(year: number, rows: number): string[][] {
  const span = { fromYear: Math.max(1985, year - 1), toYear: Math.min(2025, year + 1) };
  return sampleRows('county-modern', { rows, seed: year, defects: 0, ...span }).map((row) => row.map(isoDay));
}

/** Clean rows of every type and era that go the fast way, so that each can be spoilt in one point only. */
const base = (() => {
  const pool = [1988, 1996, 2002, 2006, 2014, 2019, 2023].flatMap((year) => cleanRows(year, 60));
  const bothWays = processors({ withShard: false });
  const taken = pool.filter((row) => bothWays([row]).fastRows === 1);
  const kinds = new Map<string, string[][]>();
  for (const row of taken) {
    const kind = `${cellOf(row, 'op_type')} ${cellOf(row, 'op_date').slice(0, 3)} ${cellOf(row, 'cert_num_man').length}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), row].slice(0, 2));
  }
  return [...kinds.values()].flat();
})();

/** Both ways agree on the rows, and some of them are on either side of what the fast way takes. */
function expectAlike(rows: readonly (readonly string[])[]): void {
  const { fast, slow, fastRows } = processors()(rows);
  expect(fast).toEqual(slow);
  expect(fastRows).toBeGreaterThan(0);
  expect(fastRows).toBeLessThan(rows.length);
}

const everyone = (change: (row: string[], role: Role) => string[][]): string[][] =>
  base.flatMap((row) => ROLES.flatMap((role) => change(row, role)));
const opDay = (row: readonly string[]): string => cellOf(row, 'op_date');

/** The woman's cell as the man's. */
const shared = (key: 'name' | 'cert_num' | 'birth' | 'reg_detail') => (row: string[]) =>
  withCell(row, `${key}_woman`, cellOf(row, `${key}_man`));
/** One number for two, and a birth that fits it, so that nothing else is wrong for her but the sex. */
const sameNumberAndBirth = (row: string[]): string[] => shared('cert_num')(shared('birth')(row));

/** Each under the number of the other. */
const swapped = (row: string[]): string[] =>
  withCell(withCell(row, 'cert_num_man', cellOf(row, 'cert_num_woman')), 'cert_num_woman', cellOf(row, 'cert_num_man'));

/** Clean rows under the code and name of every office, around the days it opened and closed. */
function everyOffice(): string[][] {
  const rows = base.filter((row) => opDay(row) > '2003-10-01');
  return tables.offices.flatMap(({ code, name, openedOn, closedOn }, index) => {
    const row = rows[index % rows.length] ?? [];
    const days = [
      opDay(row),
      ...[openedOn, closedOn].flatMap((day) => (day === undefined ? [] : [-1, 0, 1].map((by) => movedDay(day, by)))),
    ];
    return days
      .filter((day) => day >= '1985' && day <= '2025-11-01')
      .flatMap((day) => {
        const there = withCell(registeredOn(row, day), 'dept_code', code);
        return [there, withCell(there, 'dept_name', name), withCell(there, 'dept_name', '')];
      });
  });
}

describe('the fast path on rows that are clean but for one thing', () => {
  it('has such rows of all types, of five decades, with numbers of both lengths', () => {
    expect(new Set(base.map((row) => cellOf(row, 'op_type')))).toEqual(new Set(['IA', 'IB', 'ICA', 'ICB']));
    expect(new Set(base.map((row) => opDay(row).slice(0, 3))).size).toBe(5);
    expect(new Set(base.map((row) => cellOf(row, 'cert_num_man').length))).toEqual(new Set([15, 18]));
  });

  it('agrees with the rules on every age', () => {
    const years = [15, 17, 18, 19, 20, 21, 22, 23, 24, 60, 79, 80, 81, 84, 85, 86, 89, 90, 99, 100, 101, 119, 120];
    const days = [-70, -1, 0, 1, 2, 70];
    expectAlike(everyone((row, role) => years.flatMap((age) => days.map((by) => bornOn(row, role, movedDay(opDay(row), by, -age))))));
  });

  it('agrees with the rules on every region a number can begin with', () => {
    const codes = [
      ...new Set([
        ...tables.regions.map(({ code }) => code),
        '000000',
        '100000',
        '819999',
        '810000',
        '820000',
        '830000',
        '830103',
        '900000',
        '990101',
        '449005',
      ]),
    ];
    const rows = base.filter((_, index) => index % 4 === 0);
    expectAlike(codes.flatMap((code, index) => ROLES.map((role) => ofRegion(rows[index % rows.length] ?? [], role, code))));
  });

  it('agrees with the rules on every sequence', () => {
    const sequences = ['000', '001', '002', '111', '222', '888', '994', '995', '996', '997', '998', '999'];
    expectAlike(everyone((row, role) => sequences.map((sequence) => ofSequence(row, role, sequence))));
  });

  it('agrees with the rules on the number of the other length', () => {
    expectAlike([...base, ...everyone((row, role) => [otherLength(row, role)])]);
  });

  it('agrees with the rules on when the earlier registration was', () => {
    const moves = [1, 0, -1, -29, -30, -31, -363, -364, -365, -366, -367, -4_000, -9_000, -15_000, -20_000];
    expectAlike(
      base.flatMap((row) => ['', ...moves.map((by) => movedDay(opDay(row), by))].map((day) => withCell(row, 'old_op_date', day))),
    );
  });

  it('agrees with the rules on the year of the volume', () => {
    const years = [-30, -2, -1, 0, 1, 2, 3, 30];
    expectAlike(base.flatMap((row) => years.map((by) => withCell(row, 'doc_year', String(Number(opDay(row).slice(0, 4)) + by)))));
  });

  it('agrees with the rules on couples who share a value', () => {
    expectAlike([
      ...base,
      ...base.flatMap((row) => [
        shared('name')(row),
        shared('cert_num')(row),
        sameNumberAndBirth(row),
        shared('reg_detail')(row),
        swapped(row),
      ]),
    ]);
  });

  it('agrees with the rules on every office, around the days it opened and closed', () => {
    expectAlike(everyOffice());
  });

  it.each(['4401', '440103'])('agrees with the rules on every office seen from %s', (area) => {
    const { fast, slow } = processors({ check: { area } })([...base, ...everyOffice()]);
    expect(fast).toEqual(slow);
    expect(slow.accepted).toBeGreaterThan(0);
  });

  it('agrees with the rules on the days around every change of law, region and program', () => {
    const changes = [
      '1984-05-01',
      '1999-10-01',
      '2003-10-01',
      '2004-01-01',
      '2013-01-01',
      '2025-11-01',
      ...tables.laws.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to])),
    ];
    const borders = [...new Set(changes)].filter((day) => day >= '1985' && day < '2026');
    expectAlike(
      borders.flatMap((border) =>
        cleanRows(Number(border.slice(0, 4)), 16).flatMap((row) =>
          [-31, -2, -1, 0, 1, 29, 30, 31].flatMap((by) => {
            const moved = registeredOn(row, movedDay(border, by));
            return [moved, otherLength(otherLength(moved, 'man'), 'woman'), withCell(moved, 'dept_code', '')];
          }),
        ),
      ),
    );
  });

  it('agrees with the rules on the first of January', () => {
    expectAlike(
      [1986, 1990, 1995, 1999, 2000, 2002, 2003, 2004, 2005, 2020].flatMap((year) =>
        cleanRows(year, 16).map((row) => registeredOn(row, `${year}-01-01`)),
      ),
    );
  });

  it('agrees with the rules on every odd value in every column', () => {
    const rows = base.filter((_, index) => index % 3 === 0);
    const spoilt = FIELD_KEYS.flatMap((key, at) =>
      NASTY_CELLS.map((cell, index) => withCell(rows[(index + at) % rows.length] ?? [], key, cell)),
    );
    expectAlike(spoilt);
  });

  it('agrees with the rules on every pair of flag, status and type', () => {
    const statuses = ['', '10', '20', '21', '22', '23', '30', '40', '90'];
    expectAlike(
      base.flatMap((row) =>
        ['IA', 'IB', 'ICA', 'ICB', 'ID'].flatMap((type) =>
          statuses.flatMap((status) =>
            ['0', '1', ''].map((flag) =>
              withCell(withCell(withCell(row, 'op_type', type), 'marry_status_man', status), 'renew_flag', flag),
            ),
          ),
        ),
      ),
    );
  });
});
