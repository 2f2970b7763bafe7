import type { ExportScope } from '../../domain/approval.js';
import type { ExportColumn } from '../marks/row-marker.js';
import { dataClassOf } from './data-class.js';
import { hideSlippedNumbers, mayHoldNumber } from './slipped-numbers.js';
import { identityOf } from './identity.js';
import { placeWords } from './place-words.js';
import { treatments, type MaskValue } from './treatments.js';

/** What is done to one column; columns that leave as they are have none. */
interface ColumnMask {
  readonly at: number;
  readonly apply: MaskValue;
}

export interface MaskPlan {
  /** In the order of the columns. */
  readonly columns: readonly ExportColumn[];
  /** Masks a row in its place. */
  readonly maskRow: (row: string[]) => void;
}

export interface MaskMeans {
  /** All names in the table of regions. */
  readonly regionNames: Iterable<string>;
  /** Keyed for this export; equal texts get equal pseudonyms and the empty text none. */
  readonly pseudonymise: MaskValue;
}

/** The masks of an export: what the approval says of a field, else what its class gets by default. */
export function planMasks({ fields, masking }: Pick<ExportScope, 'fields' | 'masking'>, means: MaskMeans): MaskPlan {
  const byClass = treatments(placeWords(means.regionNames));
  const columns = fields.map((field) => ({ field, masking: masking[field] ?? byClass[dataClassOf(field)].byDefault }));
  const masks = columns.flatMap(({ field, masking: kind }, at): ColumnMask[] => {
    const dataClass = dataClassOf(field);
    if (kind === 'plain') return masking[field] === undefined && mayHoldNumber(field) ? [{ at, apply: hideSlippedNumbers }] : [];
    if (kind === 'pseudonym') return [{ at, apply: (value) => means.pseudonymise(identityOf(dataClass, value)) }];
    return [{ at, apply: byClass[dataClass][kind] }];
  });
  const maskRow = (row: string[]): void => {
    for (const { at, apply } of masks) row[at] = apply(row[at] ?? '');
  };
  return { columns, maskRow };
}
