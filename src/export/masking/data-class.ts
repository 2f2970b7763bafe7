import { fieldOf, type FieldKey, type FieldKind } from '../../domain/fields.js';

/** What a value tells about a person, which decides how it leaves. */
export type DataClass =
  | 'person-number'
  | 'person-name'
  | 'birth-date'
  | 'address'
  | 'certificate'
  | 'serial'
  | 'free-text'
  | 'event-date'
  | 'origin'
  | 'office-code'
  | 'group';

const CLASS_OF_KIND: Readonly<Record<FieldKind, DataClass>> = {
  'document-number': 'person-number',
  name: 'person-name',
  date: 'event-date',
  certificate: 'certificate',
  files: 'free-text',
  text: 'free-text',
  ethnic: 'origin',
  country: 'origin',
  'office-code': 'office-code',
  'op-type': 'group',
  flag: 'group',
  'id-type': 'group',
  'document-type': 'group',
  occupation: 'group',
  education: 'group',
  marital: 'group',
  year: 'group',
  number: 'group',
};

/** Fields whose kind says too little: a text may be anything from an office's name to a life story. */
const CLASS_OF_FIELD: Readonly<Partial<Record<FieldKey, DataClass>>> = {
  birth_man: 'birth-date',
  birth_woman: 'birth-date',
  reg_detail_man: 'address',
  reg_detail_woman: 'address',
  print_num_man: 'serial',
  print_num_woman: 'serial',
  doc_no: 'serial',
  doc_code: 'group',
  dept_name: 'group',
};

export function dataClassOf(key: FieldKey): DataClass {
  return CLASS_OF_FIELD[key] ?? CLASS_OF_KIND[fieldOf(key).kind];
}
