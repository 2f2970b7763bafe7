import { RegistryWriter, type RowState } from '../../../../bench/anomalies/registry-writer.js';
import { benchOffices, type BenchOffice } from '../../../../bench/anomalies/offices.js';
import { Population } from '../../../../bench/anomalies/people.js';
import { marriage } from '../../../../bench/anomalies/plant-offices.js';
import { Random } from '../../../../samples/generate/random.js';
import type { SampleRow } from '../../../../samples/generate/row.js';
import { OFFICE_SCANS } from '../../../../src/detect/anomalies/office-scans.js';
import { SCANNED_FIELDS } from '../../../../src/detect/anomalies/scan.js';
import type { Detection } from '../../../../src/domain/detection.js';
import { RecordReader } from '../../../../src/store/record-reader.js';
import type { Registry } from '../../../../src/store/open.js';
import { aContext } from '../a-scan.js';

export interface OfficeRow {
  readonly row: SampleRow;
  readonly state?: RowState;
  readonly flagged?: boolean;
  readonly batch?: number;
  readonly source?: string;
}

export interface OfficeCase {
  readonly rows: readonly OfficeRow[];
  readonly refused?: readonly Partial<SampleRow>[];
  readonly prepare?: (registry: Registry) => void;
}

export const OFFICES: readonly BenchOffice[] = benchOffices(14, new Random(1));

/** The nth office; there are fourteen. */
export function office(nth: number): BenchOffice {
  const found = OFFICES[nth];
  if (found === undefined) throw new RangeError(`no office ${nth}`);
  return found;
}

const population = new Population(new Random(2));

/** The marriage of a new couple at an office on a day number. */
export function married(at: BenchOffice, on: number, over: Partial<SampleRow> = {}): OfficeRow {
  return { row: marriage({ population }, at, on, over) };
}

/** What one rule about offices finds in these registrations, given to the scans as a run gives them. */
export function officeFindings(rule: string, { rows, refused = [], prepare }: OfficeCase): readonly Detection[] {
  const context = aContext();
  const { registry, rules } = context;
  const writer = new RegistryWriter(registry);
  registry.database.transaction(() => {
    for (const { row, batch = 1, source = 'live', ...how } of rows) writer.add(batch, source, row, how);
    for (const cells of refused) writer.quarantine(1, 'live', cells);
    writer.close();
  })();
  prepare?.(registry);
  const scans = OFFICE_SCANS.flatMap((make) => make({ ...context, rules: rules.limitedTo([rule]) }));
  for (const block of new RecordReader(registry.database, {}).blocks(SCANNED_FIELDS)) {
    for (const [at, id] of block.ids.entries()) for (const scan of scans) scan.add(id, block.rows[at] ?? []);
  }
  return scans.flatMap((scan) => [...scan.findings()]);
}
