import { describeFinding } from '../validators/message.js';
import { findRule } from '../validators/index.js';
import type { CodeCount, ImportSummary, TableSummary } from '../import/summary.js';
import type { ImportProgress } from '../import/progress.js';
import type { TablePlan } from '../import/table-plan.js';
import { fieldNames } from '../validators/message.js';
import type { Lang } from '../i18n/lang.js';
import { translate, type MessageKey, type PlaceValues } from '../i18n/translate.js';
import type { ProgressBar } from '../ui/progress-bar.js';
import { countText, tableLines } from '../ui/table.js';
import type { Services } from './services.js';

const TOP_REASONS = 10;

/** Says how the columns of a table were understood, before anything of it is loaded. */
export function announcePlan({ reporter, verbose, lang }: Services, plan: TablePlan): void {
  const mapped = plan.mapping.filter((column) => column.key !== undefined).length;
  reporter.note('import.plan', { name: nameOf(plan), encoding: plan.encoding, mapped, columns: plan.mapping.length });
  const unmapped = plan.mapping.filter((column) => column.how === 'unmapped').map((column) => column.header);
  if (unmapped.length > 0) reporter.warn('import.plan.unmapped', { columns: unmapped.join('、') });
  if (plan.missing.length > 0) reporter.note('import.plan.missing', { count: plan.missing.length, fields: fieldNames(plan.missing, lang) });
  if (!verbose) return;
  for (const { header, key, how } of plan.mapping)
    reporter.note('import.plan.column', { header, key: key ?? '—', how: translate(lang, `import.how.${how}`) });
}

export function showProgress(bar: ProgressBar): (progress: ImportProgress) => void {
  return ({ done, total, rows, accepted, quarantined }) => {
    bar.update({ rows, accepted, quarantined, ...(total > 0 ? { fraction: Math.min(1, done / total) } : {}) });
  };
}

/** The terminal summary of an import, a dry run or a check. */
export function summaryLines({ lang, reporter }: Services, summary: ImportSummary): readonly string[] {
  const say = (key: MessageKey, values: PlaceValues = {}): string => translate(lang, key, values);
  const lines = [headline(say, summary), ...fileLines(lang, summary)];
  lines.push(say('import.counts', counts(summary)));
  lines.push(
    say('import.rate', {
      seconds: summary.seconds.toFixed(1),
      rate: countText(Math.round(summary.rows / Math.max(summary.seconds, 0.001))),
    }),
  );
  lines.push(...reasonLines(lang, 'import.reasons', summary.reasons), ...reasonLines(lang, 'import.flags', summary.flags));
  lines.push(...skippedLines(lang, summary));
  if (!summary.dry_run && summary.quarantined > 0) lines.push(reporter.paint.yellow(say('import.next', { batch: summary.batch ?? 0 })));
  return lines;
}

/** What was done, in one line. */
export function headline(say: (key: MessageKey, values?: PlaceValues) => string, summary: ImportSummary): string {
  if (summary.dry_run) return say('import.done.check');
  if (summary.batch === null) return say('import.done.nothing-new');
  const resumed = summary.files.some((file) => file.outcome === 'resumed');
  return say(resumed ? 'import.done.resumed' : 'import.done', { batch: summary.batch });
}

/** A line for each file. */
export function fileLines(lang: Lang, { files }: ImportSummary): readonly string[] {
  return files.map((file) => {
    const key: MessageKey = file.outcome === 'already-imported' ? 'import.file.known' : 'import.file';
    return translate(lang, key, { name: nameOf(file), batch: file.batch ?? 0, ...counts(file) });
  });
}

/** What was passed over, and why. */
export function skippedLines(lang: Lang, { skipped }: Pick<ImportSummary, 'skipped'>): readonly string[] {
  return skipped.map(({ name, reason }) => {
    return translate(lang, 'import.skipped', { name, reason: translate(lang, `import.skipped.${reason}` as MessageKey) });
  });
}

function counts({ rows, accepted, flagged, quarantined, already_present }: Omit<TableSummary, 'name'> | ImportSummary) {
  return {
    rows: countText(rows),
    accepted: countText(accepted),
    flagged: countText(flagged),
    quarantined: countText(quarantined),
    present: countText(already_present),
  };
}

/** The most frequent reasons as a table, under their heading. */
export function reasonLines(lang: Lang, heading: MessageKey, reasons: readonly CodeCount[]): readonly string[] {
  if (reasons.length === 0) return [];
  const rows = reasons.slice(0, TOP_REASONS).map(({ code, count }) => [countText(count), code, titleOf(code, lang)]);
  const more = reasons.length - TOP_REASONS;
  const columns = [
    { title: translate(lang, 'import.column.rows'), align: 'right' as const },
    { title: translate(lang, 'import.column.code') },
    { title: translate(lang, heading) },
  ];
  return ['', ...tableLines(columns, rows), ...(more > 0 ? [translate(lang, 'import.reasons.more', { count: more })] : [])];
}

function titleOf(code: string, lang: Lang): string {
  return findRule(code)?.text[lang].title ?? describeFinding({ code, severity: 'error', fields: [] }, lang).title;
}

function nameOf({ name, sheet }: { readonly name: string; readonly sheet: string }): string {
  return sheet === '' ? name : `${name}#${sheet}`;
}
