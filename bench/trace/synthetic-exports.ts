import { createHash } from 'node:crypto';
import { loadPackagedTables } from '../../src/config/packaged-tables.js';
import type { Masking } from '../../src/domain/approval.js';
import type { FieldKey } from '../../src/domain/fields.js';
import { createPseudonymiser } from '../../src/export/marks/pseudonym.js';
import { createRowMarker, type ExportColumn } from '../../src/export/marks/row-marker.js';
import { maskedForm } from '../../src/export/trace/masked-form.js';
import type { MaskedForm } from '../../src/export/trace/observations.js';
import { ExportMarkRepository } from '../../src/store/export-mark-repository.js';
import { ExportRepository } from '../../src/store/export-repository.js';
import type { Registry } from '../../src/store/open.js';
import { TraceRepository } from '../../src/store/trace-repository.js';

const columnsOf = (pairs: Readonly<Partial<Record<FieldKey, Masking>>>): readonly ExportColumn[] =>
  (Object.entries(pairs) as [FieldKey, Masking][]).map(([field, masking]) => ({ field, masking }));

/** Kinds of export, by what they let through. */
export const EXPORT_KINDS = {
  /** What an approval gives that names the fields and nothing else. */
  'de-identified': columnsOf({
    op_type: 'plain',
    op_date: 'generalise',
    cert_no: 'mask',
    dept_code: 'plain',
    operator: 'mask',
    name_man: 'mask',
    cert_num_man: 'generalise',
    birth_man: 'generalise',
    name_woman: 'mask',
    cert_num_woman: 'generalise',
    birth_woman: 'generalise',
  }),
  masked: columnsOf({
    op_date: 'plain',
    cert_no: 'plain',
    dept_code: 'plain',
    name_man: 'mask',
    cert_num_man: 'mask',
    reg_detail_man: 'plain',
    name_woman: 'mask',
    cert_num_woman: 'mask',
    reg_detail_woman: 'plain',
  }),
  pseudonymous: columnsOf({
    op_type: 'plain',
    op_date: 'generalise',
    dept_code: 'plain',
    name_man: 'mask',
    cert_num_man: 'pseudonym',
    birth_man: 'generalise',
    name_woman: 'mask',
    cert_num_woman: 'pseudonym',
    birth_woman: 'generalise',
  }),
  /** Nothing in it can be marked. */
  plain: columnsOf({
    op_date: 'plain',
    cert_no: 'plain',
    dept_code: 'plain',
    name_man: 'plain',
    cert_num_man: 'plain',
    name_woman: 'plain',
    cert_num_woman: 'plain',
  }),
} as const;

export type ExportKind = keyof typeof EXPORT_KINDS;

/** The masks of real exports. */
export const formOf: MaskedForm = maskedForm(loadPackagedTables().regions.map(({ name }) => name));

export interface SyntheticExport {
  readonly number: string;
  readonly kind: ExportKind;
  readonly ids: readonly number[];
}

export function keyOfExport(number: string): Buffer {
  return createHash('sha256').update(`synthetic ${number}`).digest();
}

/** Keeps what a trace needs of an export of these records, as the export does at its end, and its line of the 台账. */
export function recordExport(registry: Registry, { number, kind, ids }: SyntheticExport): void {
  new ExportRepository(registry.database).start({ ...RUN, number, rows: ids.length, request: `440000-20261125-${number.slice(-3)}` });
  const marker = createRowMarker(keyOfExport(number), []);
  for (const id of ids) marker.mark(id, []);
  new ExportMarkRepository(registry).add({ exportNumber: number, ...marker.finish(), columns: EXPORT_KINDS[kind] });
}

const RUN = {
  jti: 'synthetic',
  officer: 'officer',
  actor: '导出员 (officer)',
  purpose: '核查',
  recipient: '省厅',
  valid_until: '2026-12-31T00:00:00+08:00',
  format: 'csv',
  fields: '[]',
  masking: '{}',
  filter: '{}',
  kind: 'records',
  encrypted_for: null,
  target: '',
  staging: null,
  started_at: '2026-11-25T09:30:00.000+08:00',
  start_seq: 1,
} as const;

/** The rows of an export as they leave, masked and marked, for some of its records. */
export function exportedRows(registry: Registry, { number, kind }: SyntheticExport, ids: readonly number[]): string[][] {
  const columns = EXPORT_KINDS[kind];
  const key = keyOfExport(number);
  const pseudonymise = createPseudonymiser(key);
  const marker = createRowMarker(key, columns);
  const values = new TraceRepository(registry).valuesOf(
    columns.map(({ field }) => field),
    ids,
  );
  return ids.map((id) => {
    const row = columns.map(({ field, masking }, at) => {
      const value = values.get(id)?.[at] ?? '';
      return masking === 'pseudonym' ? pseudonymise(value) : formOf(field, masking, value);
    });
    marker.mark(id, row);
    return row;
  });
}
