import type { ExportScope } from '../domain/approval.js';
import type { Registry } from '../store/open.js';
import { ExportMarkRepository } from '../store/export-mark-repository.js';
import { RecordReader } from '../store/record-reader.js';
import type { ExportContent } from './content.js';
import { byteColumns } from './fast/byte-columns.js';
import { MARK_KEY_BYTES } from './marks/mark-key.js';
import { createPseudonymiser } from './marks/pseudonym.js';
import { createRowMarker } from './marks/row-marker.js';
import { planMasks } from './masking/mask-plan.js';
import { recordsContent } from './records-content.js';
import { statisticsContent, type StatisticsMeans } from './statistics-content.js';

export interface ContentMeans {
  /** Where the records are read, in a transaction that lasts until the file is written. */
  readonly snapshot: Registry;
  /** Where what a leaked copy is traced by is kept. */
  readonly registry: Registry;
  readonly regionNames: Iterable<string>;
  readonly random: (bytes: number) => Buffer;
  readonly words: StatisticsMeans['words'];
  /** Called between blocks with the rows done; may throw to stop. */
  readonly onRows: (rows: number) => void;
}

/** What an approved scope gives: records, or only counts of them. Its key is new, for pseudonyms and marks of this export alone. */
export function exportContent(scope: ExportScope, means: ContentMeans): ExportContent {
  const key = means.random(MARK_KEY_BYTES);
  const reader = new RecordReader(means.snapshot.database, scope.filter);
  const fields = scope.statistics?.by ?? scope.fields;
  const masks = planMasks({ ...scope, fields }, { regionNames: means.regionNames, pseudonymise: createPseudonymiser(key) });
  if (scope.statistics !== undefined) return statisticsContent(scope.statistics, { reader, masks, words: means.words });
  const marker = createRowMarker(key, masks.columns);
  return recordsContent(scope, {
    reader,
    masks,
    byteColumns: () => byteColumns(masks, means.regionNames),
    marker,
    remember: (exportNumber) => new ExportMarkRepository(means.registry).add({ exportNumber, ...marker.finish() }),
    onRows: means.onRows,
  });
}
