import type { SampleRow } from '../../samples/generate/row.js';
import type { LifeEvent } from '../../src/domain/life-event.js';
import type { RowState } from './registry-writer.js';

export interface PlantedRow {
  readonly row: SampleRow;
  readonly state?: RowState;
  readonly flagged?: boolean;
}

/** One anomaly put into the registry on purpose. */
export interface PlantedCase {
  /** The rule that must find it. */
  readonly rule: string;
  /** What it is, for who reads that it was missed. */
  readonly what: string;
  readonly rows: readonly PlantedRow[];
  /** Rows that go to quarantine instead. */
  readonly refused?: readonly Partial<SampleRow>[];
  readonly events?: readonly LifeEvent[];
  /** Batches are those of the clean rows' year unless the case needs one of its own. */
  readonly ownBackfill?: boolean;
  /** The subject of the finding begins so; else it is found when the finding names one of the rows. */
  readonly subject?: string;
}
