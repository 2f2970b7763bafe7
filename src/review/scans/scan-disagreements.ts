import { fieldOf } from '../../domain/fields.js';
import type { Lang } from '../../i18n/lang.js';
import type { Reference } from '../../domain/reference.js';
import type { Registry } from '../../store/open.js';
import { QuarantineRepository } from '../../store/quarantine-repository.js';
import { ScanRepository } from '../../store/scan-repository.js';
import { ScanTaskReader, type ScanTaskReach } from '../../store/scan-task-reader.js';
import { differing } from './keying-mode.js';

/** Keys as printed by `--json`. No values: who keyed the page has a second person's eyes to wait for. */
export interface ScanDisagreement {
  readonly row: number;
  readonly file: string;
  readonly page: number;
  readonly fields: readonly string[];
  readonly field_names: readonly string[];
  readonly persons: readonly string[];
}

/** Pages that two persons keyed differently and that wait for a third. */
export function scanDisagreements(registry: Registry, reference: Reference, reach: ScanTaskReach, lang: Lang): readonly ScanDisagreement[] {
  const scans = new ScanRepository(registry);
  const quarantine = new QuarantineRepository(registry);
  return new ScanTaskReader(registry.database).disputedPages(reach).map(({ rowId, usernames }) => {
    const [first, second] = scans.keyingsOf(rowId);
    const fields = [...differing(first?.entries ?? {}, second?.entries ?? {}, scans.fieldsOf(rowId), reference)];
    const file = quarantine.find(rowId)?.fileName ?? '';
    const names = fields.map((key) => fieldOf(key)[lang]);
    return { row: rowId, file, page: scans.pageOfRow(rowId)?.page ?? 0, fields, field_names: names, persons: usernames };
  });
}
