import { BatchRepository, type BatchCounts } from '../store/batch-repository.js';
import type { Registry } from '../store/open.js';
import { tableKey } from './choose-batch.js';
import { NO_COUNTS } from './summary.js';
import type { TablePlan } from './table-plan.js';

/** Tables that an import passes over as a whole: loaded before, or the same bytes as one further up in the input. */
export class KnownTables {
  private readonly area: string;
  private readonly batches: BatchRepository | undefined;
  private readonly rowsOfChecked = new Map<string, number>();

  /** @param area whose batches count. */
  constructor(registry: Registry | undefined, area: string) {
    this.area = area;
    this.batches = registry === undefined ? undefined : new BatchRepository(registry);
  }

  /** What an import would count for the table, or `undefined` when its rows must be looked at. */
  countsOf(plan: TablePlan): BatchCounts | undefined {
    const rows = this.rowsOfChecked.get(tableKey(plan)) ?? this.rowsLoaded(plan);
    return rows === undefined ? undefined : { ...NO_COUNTS, rows, already_present: rows };
  }

  add(plan: TablePlan, { rows }: BatchCounts): void {
    this.rowsOfChecked.set(tableKey(plan), rows);
  }

  private rowsLoaded({ sha256, sheet }: TablePlan): number | undefined {
    const before = this.batches?.loadedBefore(sha256, sheet, this.area);
    return before === undefined ? undefined : this.batches?.counts(before.batch_id, before.file_no).rows;
  }
}
