import { inChineseNumerals } from '../../../samples/generate/defects/date-defects.js';
import type { Random } from '../../../samples/generate/random.js';
import type { SampleRow } from '../../../samples/generate/row.js';
import { loadPackagedTables } from '../../../src/config/packaged-tables.js';
import { fieldOf, type FieldKey, type FieldKind } from '../../../src/domain/fields.js';
import { normaliseField } from '../../../src/domain/normalise.js';
import { createReference } from '../../../src/domain/reference-index.js';
import type { Zone } from '../../../src/ocr/templates/template.js';

/** What somebody wrote into a zone, and what the registry makes of it. */
export interface Written {
  readonly key: FieldKey;
  readonly value: string;
  readonly text: string;
}

const reference = createReference(loadPackagedTables());

/** The stored form of what stands on paper. */
export function registryValue(key: FieldKey, text: string): string {
  return normaliseField(fieldOf(key), text, reference);
}

/** What clerks write for codes; more than one way for the common ones. */
const WORDS: Partial<Record<FieldKind, Readonly<Record<string, readonly string[]>>>> = {
  'op-type': { IA: ['结婚登记'], IB: ['离婚登记'], ICA: ['补发结婚证'], ICB: ['补发离婚证'] },
  flag: { '0': ['否'], '1': ['是'] },
  'id-type': { '1': ['内地居民'] },
  'document-type': { '1': ['身份证', '居民身份证'] },
  country: { '156': ['中国'] },
  ethnic: {
    '01': ['汉族', '汉族', '汉'],
    '05': ['维吾尔族'],
    '06': ['苗族', '苗'],
    '08': ['壮族', '壮'],
    '11': ['满族'],
    '13': ['瑶族', '瑶'],
    '15': ['土家族'],
    '22': ['畲族'],
  },
  occupation: { '1/2': ['教师'], '3': ['办事员'], '4': ['售货员'], '5': ['农民'], '6/7/8/9': ['工人'], Y: ['其他'] },
  education: {
    '10': ['研究生'],
    '20/30': ['大专以上'],
    '40': ['中专'],
    '60': ['高中'],
    '70': ['初中'],
    '80': ['小学'],
    '90': ['文盲'],
  },
  marital: { '10': ['未婚'], '20': ['已婚'], '30': ['丧偶'], '40': ['离婚'] },
};

export interface DateHabits {
  /** 一九五三年 instead of 1953年. */
  readonly chineseNumerals: boolean;
  readonly separator: '年' | '.' | '-';
  readonly twoDigits: boolean;
}

export function dateHabits(yearOfForm: number, random: Random): DateHabits {
  return {
    chineseNumerals: random.chance(yearOfForm < 1970 ? 0.35 : 0.03),
    separator: random.weighted([
      ['年', 70],
      ['.', 15],
      ['-', 15],
    ]),
    twoDigits: random.chance(0.35),
  };
}

/** What stands in the zone of a form for this row; the text includes what the form prints there, such as 年 月 日. */
export function writtenIn(zone: Zone, row: SampleRow, habits: DateHabits, random: Random): Written {
  const stored = row[zone.key];
  if (stored === '') return { key: zone.key, value: '', text: '' };
  const text = wordsFor(zone, stored, habits, random);
  const value = registryValue(zone.key, text);
  if (value !== registryValue(zone.key, stored)) throw new Error(`${zone.key}: ${text} is read as ${value}, not as ${stored}`);
  return { key: zone.key, value, text };
}

function wordsFor(zone: Zone, stored: string, habits: DateHabits, random: Random): string {
  const { kind } = fieldOf(zone.key);
  if (kind === 'date') return dateText(stored, zone, habits);
  const words = WORDS[kind]?.[stored];
  return words === undefined ? stored : random.pick(words);
}

function dateText(iso: string, zone: Zone, habits: DateHabits): string {
  const printed = (zone.printed ?? []).length > 0;
  if (habits.chineseNumerals) return inChineseNumerals(iso);
  const [year = '', month = '', day = ''] = iso.split('-');
  const parts = habits.twoDigits ? [month, day] : [String(Number(month)), String(Number(day))];
  if (printed || habits.separator === '年') return `${year}年${parts.join('月')}日`;
  return [year, ...parts].join(habits.separator);
}
