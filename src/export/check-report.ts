import { listEntries, type FoundEntry } from '../ledger/search.js';
import type { ExportReport, ReportedShare } from '../report/export-report.js';
import { ledgerRepository } from '../store/ledger-repository.js';
import type { Sqlite } from '../store/open.js';
import { listExports, type ExportListing } from './export-ledger.js';

const TOKEN_REFUSED = 'token.refuse';
const MONTHS = 12;

/** What the yearly check of Art. 42 looks at: the exports of a year, and the attempts that were refused. @param now Asia/Shanghai time */
export function checkReport(database: Sqlite, year: number, now: string): Omit<ExportReport, 'version'> {
  const period = { since: `${year}-01-01`, until: `${year}-12-31T23:59:59.999+08:00` };
  const exports = listExports(database, period, now);
  const refusals = listEntries(ledgerRepository(database), { ...period, kind: TOKEN_REFUSED, limit: Number.MAX_SAFE_INTEGER });
  const done = exports.filter(({ state }) => state === 'done');
  return {
    year,
    at: now,
    counts: {
      exports: exports.length,
      done: done.length,
      rows: sumOfRows(done),
      aborted: exports.filter(({ state }) => state === 'aborted').length,
      refused: refusals.length,
      overdue: exports.filter(({ overdue }) => overdue).length,
    },
    months: Array.from({ length: MONTHS }, (_, month) => monthOf(exports, month + 1)),
    purposes: sharesBy(done, ({ purpose }) => purpose),
    recipients: sharesBy(done, ({ recipient }) => recipient),
    officers: sharesBy(done, ({ actor }) => actor),
    refusals: countsBy(refusals.map(reasonOf)),
    aborts: countsBy(exports.flatMap(({ reason }) => (reason === null ? [] : [reason]))),
    overdue: exports.filter(({ overdue }) => overdue),
    exports,
  };
}

function reasonOf({ entry }: FoundEntry): string {
  const reason = entry?.body['reason'];
  return typeof reason === 'string' ? reason : '?';
}

function monthOf(exports: readonly ExportListing[], month: number): ExportReport['months'][number] {
  const started = exports.filter(({ started_at: at }) => Number(at.slice(5, 7)) === month);
  return {
    month,
    done: started.filter(({ state }) => state === 'done').length,
    aborted: started.filter(({ state }) => state === 'aborted').length,
  };
}

const sumOfRows = (exports: readonly ExportListing[]): number => exports.reduce((sum, { rows }) => sum + rows, 0);

/** The most exports first. */
function sharesBy(exports: readonly ExportListing[], labelOf: (each: ExportListing) => string): readonly ReportedShare[] {
  return grouped(exports, labelOf)
    .map(([label, group]) => ({ label, exports: group.length, rows: sumOfRows(group) }))
    .toSorted((left, right) => right.exports - left.exports || right.rows - left.rows);
}

function countsBy(labels: readonly string[]): ExportReport['refusals'] {
  return grouped(labels, (label) => label)
    .map(([label, group]) => ({ label, count: group.length }))
    .toSorted((left, right) => right.count - left.count);
}

function grouped<T>(items: readonly T[], labelOf: (item: T) => string): readonly (readonly [label: string, group: readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(labelOf(item));
    if (group === undefined) groups.set(labelOf(item), [item]);
    else group.push(item);
  }
  return [...groups];
}
