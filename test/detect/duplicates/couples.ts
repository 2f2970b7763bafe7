import { Random } from '../../../samples/generate/random.js';
import { documentOf, type PlainParty, type PlainRecord } from './records.js';

const SURNAMES = '陈李黄张林王吴刘梁杨郑谢罗何邓曾许蔡叶钟温赖廖麦冼亓';
const GIVEN = '伟强军勇杰涛明超华斌辉鹏浩宇志文国建海波芳娟敏静丽艳娜秀英玲燕红梅雪婷慧琳颖欣怡';

/** A registry of couples with some keyed twice, and couples that registered again. */
export interface SomeCouples {
  readonly records: readonly PlainRecord[];
  /** `left-right` of the pairs that are one registration. */
  readonly duplicates: ReadonlySet<string>;
}

export function someCouples(count: number, seed: number): SomeCouples {
  const random = new Random(seed);
  const records: PlainRecord[] = [];
  const duplicates = new Set<string>();
  while (records.length < count) {
    const id = records.length + 1;
    const record = aCouple(random, id);
    records.push(record);
    if (random.chance(0.05)) {
      records.push(keyedAgain(random, record, id + 1));
      duplicates.add(`${id}-${id + 1}`);
    } else if (random.chance(0.01)) {
      records.push(marriedAgain(random, record, id + 1));
    }
  }
  return { records, duplicates };
}

function aCouple(random: Random, id: number): PlainRecord {
  const year = random.between(1975, 2024);
  const office = random.between(1, 60);
  return {
    id,
    date: aDay(random, year),
    man: aParty(random, year, 1),
    woman: aParty(random, year, 0),
    office,
    operator: office * 10 + random.between(1, 4),
    certificate:
      year < 2004 ? [3, office * 100 + (year % 100), random.between(1, 900)] : [1, office * 10_000 + year, random.between(1, 99_999)],
    volume: id,
  };
}

function aDay(random: Random, year: number): number {
  return year * 10_000 + random.between(1, 12) * 100 + random.between(1, 28);
}

function aParty(random: Random, year: number, parity: number): PlainParty {
  const birth = aDay(random, year - random.between(22, 40));
  const surname = random.chance(0.6) ? SURNAMES[random.between(0, 7)] : SURNAMES[random.between(0, SURNAMES.length - 1)];
  const name = `${surname}${random.pick([...GIVEN])}${random.chance(0.8) ? random.pick([...GIVEN]) : ''}`;
  const hasDocument = year > 1984 && random.chance(0.93);
  return {
    name,
    birth,
    address: random.between(1, 4e9),
    ...(hasDocument ? { document: documentOf(birth, random.between(0, 499) * 2 + parity, 990_000 + random.between(1, 90)) } : {}),
  };
}

/** The same paper in another keying: other volume, small mistakes. */
function keyedAgain(random: Random, record: PlainRecord, id: number): PlainRecord {
  const again = { ...record, id, volume: 1_000_000 + id, operator: random.between(1, 600) };
  switch (random.between(0, 6)) {
    case 0:
      return { ...again, man: { ...record.man, name: misspelt(random, record.man?.name ?? '') } };
    case 1:
      return { ...again, woman: { ...record.woman, document: mistyped(random, record.woman?.document) } };
    case 2:
      return { ...again, woman: { ...record.woman, document: '', name: misspelt(random, record.woman?.name ?? '') } };
    case 3:
      return { ...again, date: Math.trunc((record.date ?? 0) / 100) * 100 + random.between(1, 28) };
    case 4:
      return { ...again, man: record.woman ?? {}, woman: record.man ?? {} };
    default:
      return again;
  }
}

/** 复婚: the same two on another day, with another certificate. */
function marriedAgain(random: Random, record: PlainRecord, id: number): PlainRecord {
  const year = Math.trunc((record.date ?? 0) / 10_000) + random.between(1, 9);
  return {
    ...record,
    id,
    date: aDay(random, year),
    certificate: [1, random.between(1, 60) * 10_000 + year, random.between(1, 99_999)],
    volume: id,
    isRenewed: random.chance(0.5),
  };
}

function misspelt(random: Random, name: string): string {
  const at = random.between(1, Math.max(1, name.length - 1));
  return name.slice(0, at) + random.pick([...GIVEN]) + name.slice(at + 1);
}

function mistyped(random: Random, document = ''): string {
  if (document === '') return '';
  const at = random.between(0, 16);
  return document.slice(0, at) + String((Number(document[at]) + random.between(1, 9)) % 10) + document.slice(at + 1);
}
