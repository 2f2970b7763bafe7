import { FIELD_KEYS, isFieldKey, type FieldKey } from '../domain/fields.js';
import type { Finding } from '../domain/finding.js';
import type { Reference } from '../domain/reference.js';
import type { RuleSettings } from '../domain/rule.js';
import type { PageReading } from '../domain/scan.js';
import { RowChecker, type CheckedRow } from '../import/rows/row-checker.js';
import { gravest } from '../validators/index.js';
import { foundScanDoubtful } from '../validators/load/scan-doubtful.js';
import { officeOfForm } from './office-of-form.js';

export interface PageJudging {
  readonly reference: Reference;
  readonly settings: RuleSettings;
  /** Asia/Shanghai date as yyyymmdd. */
  readonly today: number;
  /** What office codes must begin with; '' when any may come. */
  readonly area: string;
  /** The office of forms that name none; '' for none. */
  readonly office: string;
}

/** A form as a row. */
export interface JudgedPage {
  /** Values read, by field key; empty ones left out. */
  readonly cells: Readonly<Partial<Record<FieldKey, string>>>;
  readonly checked: CheckedRow;
  /** What the rules say, and that fields are doubtful. */
  readonly findings: readonly Finding[];
  /** Every field rests on a proof or on agreement, and no rule refuses the row: it is loaded without a person. */
  readonly isLoadable: boolean;
}

/** Judges what was read from a form by the very rules that keyed rows are judged by. */
export class PageJudge {
  private readonly judging: PageJudging;
  private readonly checker: RowChecker;

  constructor(judging: PageJudging) {
    this.judging = judging;
    this.checker = new RowChecker({ ...judging, scansPresent: undefined });
  }

  judge({ fields }: Pick<PageReading, 'fields'>): JudgedPage {
    const cells = this.cellsOf(fields);
    const checked = this.checker.check(cells);
    const doubtful = fields.filter(({ standing }) => standing === 'doubtful').map(({ key }) => key);
    const findings = doubtful.length === 0 ? checked.findings : [foundScanDoubtful(inOrder(doubtful)), ...checked.findings];
    return { cells, checked, findings, isLoadable: gravest(findings) !== 'error' };
  }

  private cellsOf(fields: PageReading['fields']): Partial<Record<FieldKey, string>> {
    const read = Object.fromEntries(fields.map(({ key, value }) => [key, value]));
    const { dept_code = '', dept_name = '', op_date = '' } = read;
    const office = officeOfForm({ dept_code, dept_name, op_date }, this.judging.office, this.judging.reference);
    return Object.fromEntries(Object.entries({ ...read, ...office }).filter(([key, value]) => isFieldKey(key) && value !== ''));
  }
}

function inOrder(keys: readonly FieldKey[]): readonly FieldKey[] {
  return FIELD_KEYS.filter((key) => keys.includes(key));
}
