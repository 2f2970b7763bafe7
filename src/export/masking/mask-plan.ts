import type { ExportScope } from '../../domain/approval.js';
import type { ExportColumn } from '../marks/row-marker.js';
import { dataClassOf } from './data-class.js';
import { hideSlippedNumbers, mayHoldNumber } from './slipped-numbers.js';
import { identityOf } from './identity.js';
import { placeWords } from './place-words.js';
import { keep, treatments, type MaskValue } from './treatments.js';

/** What is done to one column; columns that leave as they are have none. */
interface ColumnMask {
  readonly at: number;
  readonly apply: MaskValue;
}

export interface MaskPlan {
  /** In the order of the columns. */
  readonly columns: readonly ExportColumn[];
  /** What is done to a value of each column, in their order. */
  readonly masks: readonly MaskValue[];
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
  const masks = columns.map(({ field, masking: kind }): MaskValue => {
    const dataClass = dataClassOf(field);
    if (kind === 'plain') return masking[field] === undefined && mayHoldNumber(field) ? hideSlippedNumbers : keep;
    if (kind === 'pseudonym') return (value) => means.pseudonymise(identityOf(dataClass, value));
    return byClass[dataClass][kind];
  });
  const changing = masks.flatMap((apply, at): ColumnMask[] => (apply === keep ? [] : [{ at, apply }]));
  const maskRow = (row: string[]): void => {
    for (const { at, apply } of changing) row[at] = apply(row[at] ?? '');
  };
  return { columns, masks, maskRow };
}
