import { fixed, resultTable, thousands } from '../lib/result-table.js';
import { wilsonInterval } from '../lib/statistics.js';
import type { Judged } from './score.js';

const percent = (hits: number, trials: number, digits = 1): string => (trials === 0 ? '–' : fixed((100 * hits) / trials, digits));
const count = (fields: readonly Judged[], test: (field: Judged) => boolean): number => fields.filter(test).length;
const sum = (fields: readonly Judged[], of: (field: Judged) => number): number => fields.reduce((total, field) => total + of(field), 0);
const isWritten = ({ truth }: Judged): boolean => truth !== '';
const isAccepted = ({ standing }: Judged): boolean => standing !== 'doubtful';

function grouped<K>(fields: readonly Judged[], keyOf: (field: Judged) => K): ReadonlyMap<K, readonly Judged[]> {
  const groups = new Map<K, Judged[]>();
  for (const field of fields) {
    const group = groups.get(keyOf(field)) ?? [];
    group.push(field);
    groups.set(keyOf(field), group);
  }
  return groups;
}

/** Error rate of characters and exact fields, by what is written in them. Only fields that hold something, but for the last two lines. */
export function accuracyTable(fields: readonly Judged[]): string {
  const written = fields.filter(isWritten);
  const kinds = [...grouped(written, ({ kind }) => kind)].toSorted(([a], [b]) => a.localeCompare(b));
  const rows = [...kinds, ['all that are written', written] as const].map(([name, group]) => accuracyRow(name, group));
  const blank = fields.filter((field) => !isWritten(field));
  const blankRow = [
    'left blank',
    thousands(blank.length),
    '',
    percent(count(blank, right), blank.length),
    '',
    '',
    percent(count(blank, isAccepted), blank.length),
    String(count(blank, wrongAccepted)),
  ];
  return resultTable(
    ['fields', 'n', 'CER %', 'exact %', 'tess. CER %', 'tess. exact %', 'no person %', 'wrong, no person'],
    [...rows, blankRow],
  );
}

function accuracyRow(name: string, group: readonly Judged[]): readonly string[] {
  const characters = sum(group, (field) => field.characters);
  return [
    name,
    thousands(group.length),
    percent(
      sum(group, (field) => field.wrongCharacters),
      characters,
      2,
    ),
    percent(count(group, right), group.length),
    percent(
      sum(group, (field) => field.plainWrongCharacters),
      characters,
      1,
    ),
    percent(
      count(group, (field) => field.plainRight),
      group.length,
    ),
    percent(count(group, isAccepted), group.length),
    String(count(group, wrongAccepted)),
  ];
}

const right = (field: Judged): boolean => field.right;
const wrongAccepted = (field: Judged): boolean => isAccepted(field) && !field.right;

const BIN_EDGES = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 1.000001];

/** Of the fields given a probability in each bin, how many were right, with Wilson's interval. */
export function calibrationTable(fields: readonly Judged[]): string {
  const rows = BIN_EDGES.slice(0, -1).flatMap((low, index) => {
    const high = BIN_EDGES[index + 1] ?? 1;
    const bin = fields.filter(({ confidence }) => confidence >= low && confidence < high);
    if (bin.length === 0) return [];
    const hits = count(bin, right);
    const [from, to] = wilsonInterval(hits, bin.length);
    const mean = sum(bin, (field) => field.confidence) / bin.length;
    return [
      [
        `${fixed(low)} – ${fixed(Math.min(1, high))}`,
        thousands(bin.length),
        fixed(mean, 3),
        fixed(hits / bin.length, 4),
        `${fixed(from, 4)} – ${fixed(to, 4)}`,
      ],
    ];
  });
  return resultTable(['confidence', 'fields', 'mean said', 'share right', '95 % interval'], rows);
}

/** What needs no person and what goes wrong without one. */
export function safetyLines(fields: readonly Judged[]): readonly string[] {
  const accepted = fields.filter(isAccepted);
  const wrong = count(fields, wrongAccepted);
  const pages = [...grouped(fields, ({ page }) => page).values()];
  const whole = pages.filter((page) => page.every(right)).length;
  const loaded = pages.filter((page) => page.every(isAccepted));
  const loadedWrong = loaded.filter((page) => !page.every(right)).length;
  return [
    `fields without a person: ${accepted.length} of ${fields.length} (${percent(accepted.length, fields.length)} %)`,
    `wrong values accepted without a person: ${wrong} of ${fields.length} fields (${percent(wrong, fields.length, 3)} %; 95 % upper bound ${fixed(100 * wilsonInterval(wrong, fields.length)[1], 3)} %)`,
    `records read fully right: ${whole} of ${pages.length}; loaded without a person: ${loaded.length}, of them with a wrong field: ${loadedWrong}`,
  ];
}

/** Where reading goes wrong most: fields and hands with their counts. */
export function worstLines(fields: readonly Judged[], most: number): readonly string[] {
  const wrong = grouped(
    fields.filter((field) => !field.right),
    ({ template, kind, hand }) => `${template} · ${kind} · ${hand}`,
  );
  return [...wrong]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, most)
    .map(([name, group]) => `${String(group.length).padStart(5)}  ${name}`);
}

export function errorLines(fields: readonly Judged[]): readonly string[] {
  return fields
    .filter((field) => !field.right)
    .map(
      ({ page, key, hand, standing, confidence, truth, read }) =>
        `${page}  ${key}  ${hand}  ${standing} ${fixed(confidence, 3)}  ${JSON.stringify(truth)} read ${JSON.stringify(read)}`,
    );
}
