import { NumberIssuer } from './identity-numbers.js';
import { Random } from './random.js';
import { Registrar } from './registrations.js';
import { timetable, type YearSpan } from './timetable.js';
import { chooseDefect, DEFECTS } from './defects/catalogue.js';
import type { County } from './counties.js';
import type { Defect, Outcome } from './defects/defect.js';
import type { FieldKey } from '../../src/domain/fields.js';
import type { SampleRow } from './row.js';

/** What is wrong with a row, and what must be said about it. */
export interface Label {
  readonly kind: string;
  readonly outcome: Outcome;
  readonly codes: readonly string[];
  readonly fields: readonly FieldKey[];
}

export interface SampleRecord {
  readonly row: SampleRow;
  /** Absent on a sound row. */
  readonly label?: Label;
}

export interface ArchivePlan extends YearSpan {
  readonly rows: number;
  readonly seed: number;
  /** Share of rows with a defect, 0 to 1. */
  readonly defects: number;
  readonly counties?: readonly County[];
  /** Which defects may occur, each as often as it is named; all when absent. */
  readonly kinds?: readonly Defect[];
  /** Whether early rows may know a birth by its year only, or the registration by its month, as old paper does. */
  readonly worn?: boolean;
  /** Whether a defect may also be an earlier row come back; true when absent. */
  readonly repeats?: boolean;
}

/** Of the rows with a defect, how many are an earlier row come back. */
const REPEATED_SHARE = 0.02;

/** The rows of an archive in order of date, one at a time; memory does not grow with their number. */
export function* archive(plan: ArchivePlan): Generator<SampleRecord> {
  const random = new Random(plan.seed);
  const registrar = new Registrar(new NumberIssuer(random), random, plan.counties);
  const repeatedShare = plan.repeats === false ? 0 : REPEATED_SHARE;
  let previous: SampleRow | undefined;
  for (const day of timetable(plan.rows, plan)) {
    const sound = registrar.register(day);
    if (!random.chance(plan.defects)) {
      if (plan.worn === true) wear(sound, random);
      yield { row: sound };
      previous = sound;
    } else if (previous !== undefined && random.chance(repeatedShare)) {
      yield repeat(previous, random);
      previous = undefined;
    } else {
      yield spoil(sound, plan.kinds ?? DEFECTS, random);
    }
  }
}

const PAPER_IS_WORN_BEFORE = '1984';

/** Unknown is not wrong: such rows stay sound. The shares are invented. */
function wear(row: SampleRow, random: Random): void {
  if (row.op_date >= PAPER_IS_WORN_BEFORE) return;
  if (random.chance(0.15)) row.birth_man = row.birth_man.slice(0, 4);
  if (random.chance(0.15)) row.birth_woman = row.birth_woman.slice(0, 4);
  if (random.chance(0.05)) row.op_date = row.op_date.slice(0, 7);
}

/** The sound row with one defect; sound still when none fits it. */
function spoil(sound: SampleRow, kinds: readonly Defect[], random: Random): SampleRecord {
  const defect = chooseDefect(kinds, sound, random);
  if (defect === undefined) return { row: sound };
  const row = { ...sound };
  const fields = defect.apply(row, random);
  return { row, label: { kind: defect.kind, outcome: defect.outcome, codes: defect.codes, fields } };
}

/** The same event once more: word for word, or with another address, so that one of the two must be wrong. */
function repeat(earlier: SampleRow, random: Random): SampleRecord {
  const again = { outcome: 'quarantined', codes: ['duplicate-in-file'] } as const;
  if (random.chance(0.5)) return { row: { ...earlier }, label: { kind: 'row-twice', ...again, fields: [] } };
  const row = { ...earlier, reg_detail_man: `${earlier.reg_detail_man}之一` };
  return { row, label: { kind: 'row-twice-with-a-difference', ...again, fields: ['reg_detail_man'] } };
}
