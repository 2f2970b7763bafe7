import { FIELD_KEYS } from '../../src/domain/fields.js';
import { createReference } from '../../src/domain/reference-index.js';
import { loadPackagedTables } from '../../src/config/packaged-tables.js';
import { RowChecker } from '../../src/import/rows/row-checker.js';
import type { Finding } from '../../src/domain/finding.js';

const reference = createReference(loadPackagedTables());
/** The day after the last one the samples speak of. */
const TODAY = 20251101;

/** Judges rows as the import does, one row at a time; `scans` are the pages that came along. */
export function rowChecker(scans?: ReadonlySet<string>): (cells: readonly string[]) => readonly Finding[] {
  const checker = new RowChecker({ reference, settings: { ageReached: 'day-after' }, today: TODAY, area: '', scansPresent: scans });
  return (cells) => checker.check(Object.fromEntries(FIELD_KEYS.map((key, index) => [key, cells[index] ?? '']))).findings;
}

export function outcomeOf(findings: readonly Finding[]): 'accepted' | 'flagged' | 'quarantined' {
  if (findings.some((finding) => finding.severity === 'error')) return 'quarantined';
  return findings.length > 0 ? 'flagged' : 'accepted';
}
