import type { ExportScope } from '../domain/approval.js';
import { fieldOf } from '../domain/fields.js';
import { MregError } from '../domain/error.js';
import type { RecordReader } from '../store/record-reader.js';
import type { ExportContent } from './content.js';
import type { MaskPlan } from './masking/mask-plan.js';
import { countCube, type CountedGroup, type CubeCell } from './statistics/count-cube.js';
import { suppressSmallCells } from './statistics/suppress.js';

export type Statistics = NonNullable<ExportScope['statistics']>;

export interface StatisticsMeans {
  readonly reader: RecordReader;
  /** Of the fields counted by: a month is counted, not a day, unless the approval says otherwise. */
  readonly masks: MaskPlan;
  readonly words: { readonly total: string; readonly count: string };
}

/** Totals over every set of dimensions double with each of them. */
const MAX_DIMENSIONS = 4;
const MAX_CELLS = 200_000;
const SUPPRESSED = '*';

/** Counts and their totals, small cells suppressed; no record leaves. @throws MregError `usage` when the table would be too large */
export function statisticsContent({ by, k }: Statistics, { reader, masks, words }: StatisticsMeans): ExportContent {
  if (by.length > MAX_DIMENSIONS) throw new MregError('usage', 'export.too-many-dimensions', { most: MAX_DIMENSIONS });
  const cube = countCube(maskedGroups(reader.groups(by), masks));
  suppressSmallCells(cube, k);
  const lines = cube.cells
    .toSorted(byPlace)
    .map(({ place, count, isSuppressed }) => [...place.map((value) => value ?? words.total), isSuppressed ? SUPPRESSED : String(count)]);
  return {
    kind: 'statistics',
    rows: lines.length,
    columns: [...by.map((key) => ({ key, title: fieldOf(key).zh })), { key: 'count', title: words.count }],
    masking: Object.fromEntries(masks.columns.map(({ field, masking }) => [field, masking])),
    blocks: () => [lines],
    remember: () => undefined,
  };
}

function* maskedGroups(groups: Iterable<CountedGroup>, masks: MaskPlan): Generator<CountedGroup> {
  const seen = new Set<string>();
  for (const { values, count } of groups) {
    const masked = [...values];
    masks.maskRow(masked);
    seen.add(JSON.stringify(masked));
    if (seen.size > MAX_CELLS) throw new MregError('usage', 'export.too-many-cells', { most: MAX_CELLS });
    yield { values: masked, count };
  }
}

/** Totals behind what they add up. */
function byPlace(left: CubeCell, right: CubeCell): number {
  for (const [dimension, value] of left.place.entries()) {
    const other = right.place[dimension];
    if (value === other) continue;
    if (value === undefined) return 1;
    if (other === undefined) return -1;
    return value < other ? -1 : 1;
  }
  return 0;
}
