import { dataClassOf } from '../masking/data-class.js';
import { placeWords } from '../masking/place-words.js';
import { treatments } from '../masking/treatments.js';
import type { MaskedForm } from './observations.js';

/** Values as exports write them, from the masks of exports themselves. @param regionNames all names in the table of regions */
export function maskedForm(regionNames: Iterable<string>): MaskedForm {
  const byClass = treatments(placeWords(regionNames));
  return (field, masking, value) => (masking === 'mask' || masking === 'generalise' ? byClass[dataClassOf(field)][masking](value) : value);
}
