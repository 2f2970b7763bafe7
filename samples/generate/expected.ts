import type { SampleRecord } from './archive.js';

/** What an import of a file must come to. `accepted` counts the flagged rows too, as in `mreg import --json`. */
export interface Expected {
  readonly rows: number;
  readonly accepted: number;
  readonly flagged: number;
  readonly quarantined: number;
  readonly already_present: number;
  /** Rows in which each code is found, at least: a defect may set off a second rule. */
  readonly codes_at_least: Readonly<Record<string, number>>;
  /** How often each kind of defect was put in. */
  readonly kinds: Readonly<Record<string, number>>;
}

export function expectedOf(records: readonly SampleRecord[]): Expected {
  const labels = records.flatMap(({ label }) => (label === undefined ? [] : [label]));
  const quarantined = labels.filter(({ outcome }) => outcome === 'quarantined').length;
  return {
    rows: records.length,
    accepted: records.length - quarantined,
    flagged: labels.filter(({ outcome }) => outcome === 'flagged').length,
    quarantined,
    already_present: 0,
    codes_at_least: counted(labels.flatMap(({ codes }) => codes)),
    kinds: counted(labels.map(({ kind }) => kind)),
  };
}

function counted(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words.toSorted()) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
