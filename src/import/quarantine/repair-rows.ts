import { isFieldKey, type FieldKey } from '../../domain/fields.js';
import type { Finding } from '../../domain/finding.js';
import type { Lang } from '../../i18n/lang.js';
import { translate } from '../../i18n/translate.js';
import type { CellStyle } from '../../report/xlsx/styles.js';
import type { SheetCell, SheetRow } from '../../report/xlsx/sheet-xml.js';
import type { QuarantinedRecord } from '../../store/quarantine-repository.js';
import { describeFinding } from '../../validators/message.js';
import { originDigest } from './origin.js';
import { headerText, SHEET_COLUMNS, type SheetColumn } from './sheet-layout.js';

/**
 * How many comments a workbook may still take. Excel draws a box for each one while it opens the file and needs minutes
 * for hundreds of thousands; past the limit the colour and the column of reasons say the same.
 */
export class CommentBudget {
  private left: number;
  leftOut = 0;

  constructor(most: number) {
    this.left = most;
  }

  take(): boolean {
    if (this.left === 0) {
      this.leftOut += 1;
      return false;
    }
    this.left -= 1;
    return true;
  }
}

export function headerRows(lang: Lang): readonly SheetRow[] {
  return [
    { heightPoints: 34, cells: SHEET_COLUMNS.map((column) => ({ text: headerText(column, lang), style: 'header' })) },
    { cells: SHEET_COLUMNS.map((column) => ({ text: column, style: 'key' })) },
  ];
}

/** One quarantined row with real values: the clerk cannot repair what is masked. */
export function repairRow(record: QuarantinedRecord, lang: Lang, budget: CommentBudget): SheetRow {
  const byField = findingsByField(record.findings);
  return {
    cells: SHEET_COLUMNS.map((column) =>
      isFieldKey(column)
        ? fieldCell(record, column, byField.get(column) ?? [], lang, budget)
        : { text: AROUND[column](record, lang), style: 'locked' },
    ),
  };
}

function findingsByField(findings: readonly Finding[]): ReadonlyMap<FieldKey, readonly Finding[]> {
  const byField = new Map<FieldKey, Finding[]>();
  for (const finding of findings) {
    for (const key of new Set(finding.fields)) byField.set(key, [...(byField.get(key) ?? []), finding]);
  }
  return byField;
}

function fieldCell(record: QuarantinedRecord, key: FieldKey, findings: readonly Finding[], lang: Lang, budget: CommentBudget): SheetCell {
  const text = record.cells[key] ?? '';
  if (findings.length === 0) return { text };
  const style: CellStyle = findings.some((finding) => finding.severity === 'error') ? 'bad' : 'doubtful';
  return budget.take() ? { text, style, comment: reasonsText(findings, lang) } : { text, style };
}

const AROUND: Readonly<Record<Exclude<SheetColumn, FieldKey>, (record: QuarantinedRecord, lang: Lang) => string>> = {
  quarantine_id: ({ id }) => String(id),
  origin_digest: originDigest,
  batch: ({ batchId }) => String(batchId),
  file: ({ fileName, sheet }) => (sheet === '' ? fileName : `${fileName} [${sheet}]`),
  line: ({ line }) => String(line),
  reasons: ({ findings }, lang) => reasonsText(findings, lang),
  other_columns: otherColumns,
};

/** What is wrong and what to do, a line each. */
function reasonsText(findings: readonly Finding[], lang: Lang): string {
  return findings
    .map((finding) => {
      const { title, message, advice } = describeFinding(finding, lang);
      return translate(lang, 'quarantine.reason', { title, message, advice });
    })
    .join('\n');
}

/** Columns that no field takes: shown for the clerk, kept in quarantine, not read back. */
function otherColumns({ cells }: QuarantinedRecord): string {
  return Object.entries(cells)
    .filter(([key, text]) => !isFieldKey(key) && text !== '')
    .map(([key, text]) => `${key}: ${text}`)
    .join('\n');
}
