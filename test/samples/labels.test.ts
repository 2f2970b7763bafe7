import { describe, expect, it } from 'vitest';
import { archive, type SampleRecord } from '../../samples/generate/archive.js';
import { DEFECTS } from '../../samples/generate/defects/catalogue.js';
import { NumberIssuer } from '../../samples/generate/identity-numbers.js';
import { PROFILES } from '../../samples/generate/profiles.js';
import { Random } from '../../samples/generate/random.js';
import { Registrar } from '../../samples/generate/registrations.js';
import { spellRow, type Spelling } from '../../samples/generate/spelling.js';
import { timetable } from '../../samples/generate/timetable.js';
import { RULES } from '../../src/validators/index.js';
import { outcomeOf, rowChecker } from './row-outcome.js';
import type { Finding } from '../../src/domain/finding.js';
import type { SampleRow } from '../../samples/generate/row.js';

const check = rowChecker();
const EVERY_ERA = { fromYear: 1950, toYear: 2025 };

function findingsOf(row: SampleRow, spelling: Spelling = 'modern'): readonly Finding[] {
  return check(spellRow(row, spelling, new Random(7)));
}

function soundRows(count: number, seed: number): readonly SampleRow[] {
  const random = new Random(seed);
  const registrar = new Registrar(new NumberIssuer(random), random);
  return Array.from(timetable(count, EVERY_ERA), (day) => registrar.register(day));
}

describe('a sound row of any era', () => {
  it.each(['modern', 'archive'] as const)('passes every rule, spelt as in a %s file', (spelling) => {
    const complaints = soundRows(4_000, 11).flatMap((row) => findingsOf(row, spelling).map((finding) => ({ finding, row })));
    expect(complaints.slice(0, 3)).toEqual([]);
  });
});

describe('worn paper', () => {
  it('leaves dates partial and rows sound', () => {
    const rows = [...archive({ ...EVERY_ERA, rows: 2_000, seed: 14, defects: 0, worn: true })].map(({ row }) => row);
    expect(rows.filter((row) => row.birth_man.length === 4).length).toBeGreaterThan(20);
    expect(rows.filter((row) => row.op_date.length === 7).length).toBeGreaterThan(5);
    expect(rows.flatMap((row) => findingsOf(row, 'archive'))).toEqual([]);
  });
});

describe('a row with a defect', () => {
  const sound = soundRows(4_000, 12);

  it.each(DEFECTS.map((defect) => [defect.kind, defect] as const))('%s has the outcome and the codes of its label', (_kind, defect) => {
    const random = new Random(13);
    const rows = sound.filter((row) => defect.fits(row)).slice(0, 200);
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) {
      const spoilt = { ...row };
      defect.apply(spoilt, random);
      const findings = findingsOf(spoilt, random.chance(0.5) ? 'modern' : 'archive');
      expect({ row: spoilt, outcome: outcomeOf(findings), codes: findings.map(({ code }) => code) }).toMatchObject({
        outcome: defect.outcome,
        codes: expect.arrayContaining([...defect.codes]) as string[],
      });
    }
  });

  it('names rules that exist', () => {
    const known = new Set(RULES.map((rule) => rule.code));
    const named = DEFECTS.flatMap((defect) => defect.codes);
    expect(named.filter((code) => !known.has(code))).toEqual([]);
  });

  it('has a kind of its own', () => {
    expect(new Set(DEFECTS.map((defect) => defect.kind)).size).toBe(DEFECTS.length);
  });
});

describe('an archive', () => {
  const plan = { ...PROFILES.mixed, rows: 3_000, seed: 5, defects: 0.2 };
  const records: readonly SampleRecord[] = [...archive(plan)];

  it('has the rows and about the share of defects it was asked for', () => {
    expect(records).toHaveLength(3_000);
    const spoilt = records.filter((record) => record.label !== undefined).length;
    expect(spoilt).toBeGreaterThan(3_000 * 0.17);
    expect(spoilt).toBeLessThan(3_000 * 0.23);
  });

  it('is the same for the same seed and another for another', () => {
    expect([...archive(plan)]).toEqual(records);
    expect([...archive({ ...plan, seed: 6 })]).not.toEqual(records);
  });

  it('repeats a sound row where the label says so', () => {
    const twice = records.findIndex((record) => record.label?.kind === 'row-twice');
    expect(twice).toBeGreaterThan(0);
    const earlier = records.slice(0, twice).findLast((record) => record.label === undefined);
    expect(records[twice]?.row).toEqual(earlier?.row);
  });
});
