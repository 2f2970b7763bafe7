import type { Lang } from '../i18n/lang.js';
import { translate, type MessageKey, type PlaceValues } from '../i18n/translate.js';
import { whyText } from '../report/scan-report.js';
import type { RowScanCounts } from '../scans/compare-rows.js';
import type { ScanCounts, ScanImportSummary } from '../scans/scan-summary.js';
import { countText } from '../ui/table.js';
import { fileLines, headline, reasonLines, skippedLines } from './import-speech.js';
import type { Services } from './services.js';

const MOST_LISTED = 10;
const SECONDS_A_MINUTE = 60;

/** The terminal summary of an import of scans, or of its dry run. */
export function scanSummaryLines({ lang, reporter }: Services, summary: ScanImportSummary): readonly string[] {
  const say = (key: MessageKey, values: PlaceValues = {}): string => translate(lang, key, values);
  const { scans } = summary;
  const lines = [headline(say, summary), ...listed(lang, fileLines(lang, summary), 'scan-import.files.more')];
  if (scans.pages > 0) lines.push(say('scan-import.pages', texts(scans)), say('scan-import.fields', texts(scans.fields)));
  const { rows, accepted, flagged, quarantined, already_present: present } = summary;
  lines.push(say('scan-import.rows', texts({ rows, accepted, flagged, quarantined, present })));
  if (scans.pages > 0) lines.push(say('scan-import.rate', { seconds: summary.seconds.toFixed(1), rate: pagesAMinute(summary) }));
  lines.push(...reasonLines(lang, 'import.reasons', summary.reasons), ...reasonLines(lang, 'import.flags', summary.flags));
  lines.push(...skippedLines(lang, summary));
  if (!summary.dry_run && quarantined > 0) lines.push(reporter.paint.yellow(say('scan-import.next', { count: countText(quarantined) })));
  return lines;
}

/** What comparing rows with their scans found, below the summary of the rows. */
export function comparisonLines({ lang }: Services, scans: RowScanCounts | undefined): readonly string[] {
  if (scans === undefined) return [];
  const { compared, differing } = scans;
  if (compared.rows === 0) return [translate(lang, 'scan-import.compared.none')];
  const values = { ...compared, differingRows: differing.rows, differingFields: differing.fields };
  return [translate(lang, 'scan-import.compared', texts(values))];
}

/** Names the pages and files that became nothing: whoever feeds the scanner looks at them again. */
export function announceProblems({ lang, reporter }: Services, scans: Pick<ScanCounts, 'problems' | 'unreadable'>): void {
  const problems = scans.problems.filter(({ outcome }) => outcome !== 'blank');
  if (problems.length > 0) {
    reporter.warn('scan-import.problems', { count: problems.length });
    for (const { name, page, ...why } of problems.slice(0, MOST_LISTED))
      reporter.note('scan-import.problem', { name, page, reason: whyText(why, lang) });
    if (problems.length > MOST_LISTED) reporter.note('scan-import.problem.more', { count: problems.length - MOST_LISTED });
  }
  if (scans.unreadable.length === 0) return;
  reporter.warn('scan-import.unreadable', { count: scans.unreadable.length });
  for (const { name, problem } of scans.unreadable.slice(0, MOST_LISTED))
    reporter.note('scan-import.unreadable.file', { name, reason: whyText({ outcome: 'failed', problem }, lang) });
  if (scans.unreadable.length > MOST_LISTED) reporter.note('scan-import.files.more', { count: scans.unreadable.length - MOST_LISTED });
}

function listed(lang: Lang, lines: readonly string[], more: MessageKey): readonly string[] {
  if (lines.length <= MOST_LISTED) return lines;
  return [...lines.slice(0, MOST_LISTED), translate(lang, more, { count: lines.length - MOST_LISTED })];
}

function pagesAMinute({ scans, seconds }: ScanImportSummary): string {
  return ((scans.pages * SECONDS_A_MINUTE) / Math.max(seconds, 0.001)).toFixed(1);
}

function texts(counts: object): PlaceValues {
  return Object.fromEntries(
    Object.entries(counts)
      .filter((entry): entry is [string, number] => typeof entry[1] === 'number')
      .map(([name, count]) => [name, countText(count)]),
  );
}
