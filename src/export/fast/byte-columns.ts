import { channelOf, type MarkChannel } from '../marks/spelling.js';
import { dataClassOf } from '../masking/data-class.js';
import type { MaskPlan } from '../masking/mask-plan.js';
import { BYTE_FORMS, placeForm, type ByteForm } from './byte-forms.js';
import type { ByteColumn } from './csv-lines.js';
import { NameTree } from './name-tree.js';

/** The masks of an export, each with its form in bytes. A column that is marked otherwise than by stars has none. */
export function byteColumns({ columns, masks }: MaskPlan, regionNames: Iterable<string>): readonly ByteColumn[] {
  const places = placeForm(new NameTree(regionNames));
  return columns.map(({ field, masking }, at) => {
    const mask = masks[at] as ByteColumn['mask'];
    const isPlace = dataClassOf(field) === 'address' && masking === 'generalise';
    return { mask, form: isPlace ? places : formOf(mask, channelOf(field, masking)) };
  });
}

function formOf(mask: ByteColumn['mask'], channel: MarkChannel | undefined): ByteForm | undefined {
  return channel === undefined || channel === 'stars' ? BYTE_FORMS.get(mask) : undefined;
}
