import type { FieldKey } from '../../domain/fields.js';
import type { Finding } from '../../domain/finding.js';
import type { Rule } from '../../domain/rule.js';
import type { Registration } from '../../domain/registration.js';
import { NOTHING, warning } from '../check.js';
import { soundNumber } from '../party-facts.js';
import { DATE_CELLS } from '../reading/date-cells.js';

/** The days on which spreadsheets, databases and Unix time begin. Stand-ins outside 1850–2100 cannot even be read. */
const PLACEHOLDER_DAYS: ReadonlySet<string> = new Set(['1899-12-30', '1899-12-31', '1900-01-01', '1904-01-01', '1970-01-01']);

/** No finding: no date is one of the five placeholder days, or it is a birth that the party's own number confirms. */
export const datePlaceholder: Rule = {
  code: 'date-placeholder',
  severity: 'warning',
  fields: DATE_CELLS.map((cell) => cell.key),
  appliesTo: 'all',
  source: 'Backfill experience: 1900-01-01 for "unknown" (docs/records.md)',
  inForce: {},
  text: {
    zh: {
      title: '疑为占位日期',
      message: '{field}（{date}）是常见的占位日期。',
      advice: '请按纸质档案核对；确实不知道的，只填年份或留空。',
    },
    en: {
      title: 'Looks like a placeholder date',
      message: '{field} ({date}) is a common stand-in for "unknown".',
      advice: 'Check against the paper archive; where the date is not known, enter the year only or leave it empty.',
    },
  },
  check: ({ registration }) => {
    let findings: Finding[] | undefined;
    for (const { key, reading } of DATE_CELLS) {
      const date = reading(registration);
      if (date === undefined || !PLACEHOLDER_DAYS.has(date.text) || isConfirmed(registration, key, date.first)) continue;
      (findings ??= []).push(warning(datePlaceholder.code, [key], { date: date.text }));
    }
    return findings ?? NOTHING;
  },
};

function isConfirmed({ man, woman }: Registration, key: FieldKey, day: number): boolean {
  if (key !== 'birth_man' && key !== 'birth_woman') return false;
  const number = soundNumber(key === 'birth_man' ? man : woman);
  return number !== undefined && Number(number.birth) === day;
}
