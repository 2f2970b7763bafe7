import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, formatDay, parseDay } from '../../../src/domain/calendar.js';
import { areasOf, competentFor } from '../../../src/domain/office-area.js';
import { dayAfter, type OfficeChange } from '../../../src/domain/office-change.js';
import { createReference } from '../../../src/domain/reference-index.js';
import { officeBook, openOffices, type OfficeBook } from '../../../src/access/offices/office-book.js';
import { BASE, decide, refusalOf, type Decided } from './a-book.js';

const COUNTIES = ['440103', '440104', '440105'] as const;
const CODES = [...COUNTIES, '440103A01', '440104A01', '440104A02'] as const;
const FIRST = 20260515;

const day = fc.integer({ min: 0, max: 60 }).map((by) => formatDay(addDays(FIRST, by)));
const code = fc.constantFrom(...CODES);
const name = fc.constantFrom('甲处', '乙处', '丙处', '丁处');
const attempt: fc.Arbitrary<Decided> = fc.oneof(
  fc.tuple(fc.constant('open' as const), code, name, day),
  fc.tuple(fc.constant('rename' as const), code, name, day),
  fc.tuple(fc.constant('close' as const), code, day, code),
);
const attempts = fc.array(attempt, { minLength: 1, maxLength: 14 });

/** Only the decisions that are not refused, each made knowing those before it. */
function bookOf(all: readonly Decided[]): OfficeBook {
  return all.reduce(
    (book, decided) => (refusalOf(decided, book) === undefined ? officeBook(BASE, [...book.changes, decide(decided, book)]) : book),
    officeBook(BASE, []),
  );
}

interface Replayed {
  readonly name: string;
  readonly areas: readonly string[];
}

/** What one office is on a day, told from the list of decisions alone: the slow and simple way. */
function replay(changes: readonly OfficeChange[], office: string, on: string): Replayed | undefined {
  const row = BASE.offices.find((base) => base.code === office && base.closedOn === undefined);
  let now: Replayed | undefined = row === undefined ? undefined : { name: row.name, areas: [row.region] };
  for (const change of changes) {
    if (change.kind === 'open' && change.office === office && change.firstDay <= on) now = { name: change.name, areas: [office] };
    if (change.kind === 'rename' && change.office === office && change.firstDay <= on && now !== undefined)
      now = { ...now, name: change.name };
    if (change.kind !== 'close' || on <= change.lastDay) continue;
    if (change.office === office) now = undefined;
    const taken = change.successors.find((successor) => successor.office === office)?.areas ?? [];
    if (now !== undefined) now = { ...now, areas: [...now.areas, ...taken] };
  }
  return now;
}

const daysOf = (changes: readonly OfficeChange[]): readonly string[] => [
  ...new Set([
    '2026-05-01',
    ...changes.flatMap((change) => (change.kind === 'close' ? [change.lastDay, dayAfter(change.lastDay)] : [change.firstDay])),
    '2026-12-31',
  ]),
];

describe('offices as of a day, after any sequence of decisions', () => {
  it('are what replaying the decisions by hand gives', () => {
    fc.assert(
      fc.property(attempts, (all) => {
        const { tables, changes } = bookOf(all);
        const reference = createReference(tables);
        for (const on of daysOf(changes)) {
          for (const office of CODES) {
            const number = parseDay(on) ?? 0;
            const found = reference.office(office, number, number);
            const isOwn = found.status === 'valid' && found.row.code === office;
            expect(isOwn ? { name: found.row.name, areas: areasOf(found.row) } : undefined).toEqual(replay(changes, office, on));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never have two rows of one code at once, and cover every county with exactly one office', () => {
    fc.assert(
      fc.property(attempts, (all) => {
        const { tables, changes } = bookOf(all);
        for (const on of daysOf(changes)) {
          const open = openOffices(tables, on);
          expect(new Set(open.map((office) => office.code)).size).toBe(open.length);
          const areas = open.flatMap(areasOf);
          expect(new Set(areas).size).toBe(areas.length);
          expect(COUNTIES.map((county) => competentFor(tables.offices, county, on)?.code)).not.toContain(undefined);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are the same before the first day of any decision', () => {
    fc.assert(
      fc.property(attempts, (all) => {
        const { tables } = bookOf(all);
        const [then, now] = [createReference(BASE), createReference(tables)];
        for (const office of CODES) {
          const [before, after] = [then, now].map((reference) => reference.office(office, 20260501, 20260501));
          expect(after).toMatchObject({ status: before?.status, row: { code: office.slice(0, 6) } });
        }
      }),
      { numRuns: 100 },
    );
  });
});
