import type { Detection } from '../../../domain/detection.js';
import { NAME_PLACEHOLDERS } from '../../../domain/name-placeholders.js';
import { countTail } from '../../../lib/probability.js';
import { anomaly, AT, type AnomalyScan, type ScanContext, type ScannedRow } from '../scan.js';
import { unusualShares } from '../statistics/shares.js';
import { dateText, isWholeDay, packDate } from '../timeline/day.js';
import { CountTable } from './count-table.js';
import { chanceText, percentOf, rounded } from './evidence.js';
import { officeLabel, officeSubject, Registrars, type Office } from './registrars.js';

const CODE = 'placeholder-heap';
const MOST_RECORDS = 20;

/** A value that stands for "not known" by itself. */
type HeapKind = 'birth-1900' | 'birth-new-year' | 'birth-middle' | 'registered-new-year' | 'number-zeros' | 'name-words';

/** The share of rows that the calendar would have of it, with two parties a row where it is about births. */
const HEAP_KINDS: readonly { readonly kind: HeapKind; readonly calendar: number }[] = [
  { kind: 'birth-1900', calendar: 0.0001 },
  { kind: 'birth-new-year', calendar: 1 / 365.25 },
  { kind: 'birth-middle', calendar: 12 / 365.25 },
  { kind: 'registered-new-year', calendar: 1 / 365.25 },
  { kind: 'number-zeros', calendar: 0.0001 },
  { kind: 'name-words', calendar: 0.0001 },
];

const ZEROS = /^0{12,}|^(\d)\1{14,}/;
const DATE_ROOM = 134_217_728;
/** Births of one day around the mean of their year, beyond chance: the calendar is not even. */
const BIRTH_SCATTER = 0.05;

class Heap {
  hits = 0;
  trials = 0;
  readonly ids: { readonly id: number; readonly deptCode: string }[] = [];

  add(isHit: boolean, id: number, deptCode: string): void {
    this.trials += 1;
    if (!isHit) return;
    this.hits += 1;
    if (this.ids.length < MOST_RECORDS && this.ids.at(-1)?.id !== id) this.ids.push({ id, deptCode });
  }
}

/** Heaps of values that stand for something not known: an office's share against the calendar and against other offices. */
class PlaceholderScan implements AnomalyScan {
  private readonly context: ScanContext;
  private readonly registrars = new Registrars();
  /** By office, in the order of `HEAP_KINDS`. */
  private readonly heaps: (readonly Heap[])[] = [];
  private readonly births = new CountTable();

  constructor(context: ScanContext) {
    this.context = context;
  }

  add(id: number, row: ScannedRow): void {
    const { office } = this.registrars.of(row);
    const [old, newYear, middle, registered, zeros, words] = (this.heaps[office.index] ??= HEAP_KINDS.map(() => new Heap()));
    const code = office.code;
    const date = packDate(row[AT.op_date] ?? '');
    if (isWholeDay(date)) registered?.add(date % 10_000 === 101, id, code);
    for (const field of BIRTHS) {
      const birth = packDate(row[field] ?? '');
      if (!isWholeDay(birth)) continue;
      const is1900 = birth === 19_000_101;
      old?.add(is1900, id, code);
      newYear?.add(!is1900 && birth % 10_000 === 101, id, code);
      middle?.add(birth % 100 === 15, id, code);
      if (birth % 10_000 !== 101) this.births.add(office.index * DATE_ROOM + birth, id);
    }
    for (const field of NUMBERS) if (row[field] !== '') zeros?.add(ZEROS.test(row[field] ?? ''), id, code);
    for (const field of NAMES) if (row[field] !== '') words?.add(NAME_PLACEHOLDERS.has(row[field] ?? ''), id, code);
  }

  *findings(): Generator<Detection> {
    for (const [at, { kind, calendar }] of HEAP_KINDS.entries()) yield* this.heapFindings(kind, at, calendar);
    yield* this.birthdays();
  }

  private *heapFindings(kind: HeapKind, at: number, calendar: number): Generator<Detection> {
    const { rules } = this.context;
    const falseAlarmRate = rules.parameter(CODE, 'falseAlarmRate');
    const units = this.registrars.offices.flatMap((office) => {
      const heap = this.heaps[office.index]?.[at];
      return heap === undefined ? [] : [{ office, hits: heap.hits, trials: heap.trials, ids: heap.ids }];
    });
    const test = {
      falseAlarmRate: falseAlarmRate / (HEAP_KINDS.length + 1),
      fewestHits: rules.parameter(CODE, 'fewestRecords'),
      timesPeers: rules.parameter(CODE, 'timesExpected'),
      fewestPeers: rules.parameter(CODE, 'fewestPeers'),
      calendar,
    };
    for (const { unit, usual, probability } of unusualShares(units, test)) {
      const { office, hits, trials, ids } = unit;
      const what = { heapOf: kind, date: '', count: hits, total: trials, usual: percentOf(usual), chance: chanceText(probability) };
      yield this.finding(office, kind, what, ids);
    }
  }

  /** One birth date of far too many: births of an office spread over their year. */
  private *birthdays(): Generator<Detection> {
    const { rules } = this.context;
    const ofYear = new Map<number, number>();
    for (const { key, count } of this.births.entries()) ofYear.set(yearKey(key), (ofYear.get(yearKey(key)) ?? 0) + count);
    const threshold = rules.parameter(CODE, 'falseAlarmRate') / (HEAP_KINDS.length + 1) / Math.max(1, this.births.size);
    for (const { key, count, firstId } of this.births.entries()) {
      const total = ofYear.get(yearKey(key)) ?? 0;
      const expected = (total - count + 1) / 364;
      if (count < rules.parameter(CODE, 'fewestRecords') || count < expected * rules.parameter(CODE, 'timesExpected')) continue;
      const probability = countTail(count, expected, BIRTH_SCATTER + 1 / Math.max(1, total - count));
      const office = this.registrars.offices[Math.floor(key / DATE_ROOM)];
      if (probability >= threshold || office === undefined) continue;
      const date = dateText(key % DATE_ROOM);
      const usual = { usual: rounded((100 * expected) / total), chance: chanceText(probability) };
      yield this.finding(office, `birthday ${date}`, { heapOf: 'birthday', date, count, total, ...usual }, [
        { id: firstId, deptCode: office.code },
      ]);
    }
  }

  private finding(
    office: Office,
    kind: string,
    values: Readonly<Record<string, string | number>>,
    records: Detection['records'],
  ): Detection {
    const { rules } = this.context;
    const rate = rules.parameter(CODE, 'falseAlarmRate');
    return anomaly(rules, {
      code: CODE,
      subject: [officeSubject(office), kind].join('/'),
      severity: 'hint',
      score: 1 - rate,
      values: { office: officeLabel(office), ...values, rate },
      records,
    });
  }
}

const BIRTHS = [AT.birth_man, AT.birth_woman] as const;
const NUMBERS = [AT.cert_num_man, AT.cert_num_woman] as const;
const NAMES = [AT.name_man, AT.name_woman] as const;

/** Office and year of birth. */
const yearKey = (key: number): number => Math.floor(key / DATE_ROOM) * 10_000 + Math.floor((key % DATE_ROOM) / 10_000);

export function placeholderScans(context: ScanContext): readonly AnomalyScan[] {
  return context.rules.isOn(CODE) ? [new PlaceholderScan(context)] : [];
}
