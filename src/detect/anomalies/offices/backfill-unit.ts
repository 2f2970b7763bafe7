import { daysBetween, weekdayOf } from '../../../domain/calendar.js';
import { AT, type ScannedRow } from '../scan.js';
import { isWholeDay, packDate } from '../timeline/day.js';
import type { Registrar } from './registrars.js';

/** Names are compared among the first rows of a unit: repetitions show there, and memory stays small. */
const ROWS_COMPARED = 5_000;
/** Numbers of people of four years make a stratum: from 1984 on (a multiple of four) they were given at birth, before that in bulk. */
const STRATUM_YEARS = 4;
const STRATA = 40;
const FIRST_STRATUM = 1880 / STRATUM_YEARS;
/** Saturdays became free in 1995: before and after are strata of their own. */
const TWO_DAY_WEEKEND_FROM = 19_950_501;
const MOST_EXAMPLES = 20;
const EPOCH = 19_000_101;

/** What one registrar's rows of one backfilled batch look like: what is needed to tell whether they were made up. */
export class BackfillUnit {
  readonly batch: number;
  readonly registrar: Registrar;
  rows = 0;
  /** Weekdays of registration, in two strata. */
  readonly weekdays = new Float64Array(14);
  /** Days of the month of births. */
  readonly birthDays = new Float64Array(31);
  /** The tens of the sequence in resident numbers, by four years of birth. */
  readonly sequenceDigits = new Float64Array(STRATA * 10);
  /** Rows whose man was born as long after the man of the row before as that one after his, or whose number went on by the same step. */
  steps = 0;
  stepsCompared = 0;
  readonly examples: { readonly id: number; readonly deptCode: string }[] = [];
  private men: number[] = [];
  private women: number[] = [];
  private couples: number[] = [];
  private readonly lastBirths = [Number.NaN, Number.NaN];
  private summary: RepeatSummary | undefined;

  constructor(batch: number, registrar: Registrar) {
    this.batch = batch;
    this.registrar = registrar;
  }

  add(id: number, row: ScannedRow): void {
    this.rows += 1;
    if (this.examples.length < MOST_EXAMPLES) this.examples.push({ id, deptCode: this.registrar.office.code });
    const date = packDate(row[AT.op_date] ?? '');
    if (isWholeDay(date)) this.count(this.weekdays, (date < TWO_DAY_WEEKEND_FROM ? 0 : 7) + weekdayOf(date) - 1);
    for (const [birthField, numberField] of PARTIES) this.addParty(row[birthField] ?? '', row[numberField] ?? '');
    this.addStep(packDate(row[AT.birth_man] ?? ''));
    if (this.men.length < ROWS_COMPARED) this.addNames(row[AT.name_man] ?? '', row[AT.name_woman] ?? '');
  }

  private addParty(birthText: string, number: string): void {
    const birth = packDate(birthText);
    // The first and the fifteenth stand for days nobody knows: heaps have a rule of their own.
    if (!isWholeDay(birth) || birth % 100 === 1 || birth % 100 === 15) return;
    this.count(this.birthDays, (birth % 100) - 1);
    const digit = number.length === 18 ? number.charCodeAt(15) - 48 : number.length === 15 ? number.charCodeAt(13) - 48 : -1;
    const stratum = Math.floor(birth / 10_000 / STRATUM_YEARS) - FIRST_STRATUM;
    if (digit >= 0 && digit <= 9 && stratum >= 0 && stratum < STRATA) this.count(this.sequenceDigits, stratum * 10 + digit);
  }

  private addStep(birth: number): void {
    const born = isWholeDay(birth) ? daysBetween(EPOCH, birth) : Number.NaN;
    const [before = Number.NaN, last = Number.NaN] = this.lastBirths;
    if (!Number.isNaN(before) && !Number.isNaN(last) && !Number.isNaN(born)) {
      this.stepsCompared += 1;
      if (born - last === last - before) this.steps += 1;
    }
    this.lastBirths[0] = last;
    this.lastBirths[1] = born;
  }

  private addNames(man: string, woman: string): void {
    if (man === '' || woman === '') return;
    this.men.push(hashOf(man));
    this.women.push(hashOf(woman));
    this.couples.push(hashOf(`${man} ${woman}`));
  }

  private count(counts: Float64Array, at: number): void {
    counts[at] = (counts[at] ?? 0) + 1;
  }

  /** Makes the counts of repetitions and drops the names. */
  close(): void {
    this.repeats();
    this.men = [];
    this.women = [];
    this.couples = [];
  }

  repeats(): RepeatSummary {
    const compared = this.men.length;
    this.summary ??= {
      pairs: (compared * (compared - 1)) / 2,
      men: equalPairs(this.men),
      women: equalPairs(this.women),
      couples: equalPairs(this.couples),
    };
    return this.summary;
  }
}

/** Of all pairs of rows compared, those with equal names. */
export interface RepeatSummary {
  readonly pairs: number;
  readonly men: number;
  readonly women: number;
  readonly couples: number;
}

const PARTIES = [
  [AT.birth_man, AT.cert_num_man],
  [AT.birth_woman, AT.cert_num_woman],
] as const;

/** FNV-1a over UTF-16: two names of five thousand share it once in three hundred units, which no test can see. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

function equalPairs(keys: readonly number[]): number {
  const counts = new Map<number, number>();
  let pairs = 0;
  for (const key of keys) {
    const before = counts.get(key) ?? 0;
    pairs += before;
    counts.set(key, before + 1);
  }
  return pairs;
}
