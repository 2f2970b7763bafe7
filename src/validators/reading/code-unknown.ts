import { FIELDS } from '../../domain/fields.js';
import type { FieldKind } from '../../domain/fields.js';
import type { CodeRow } from '../../domain/reference.js';
import type { Rule } from '../../domain/rule.js';
import { eachFilled, graded } from '../check.js';

type Table = CodeRow['table'];
const TABLES: Partial<Record<FieldKind, Table>> = {
  flag: 'flag',
  'id-type': 'id-type',
  'document-type': 'document-type',
  country: 'country',
  ethnic: 'ethnic',
  occupation: 'occupation',
  education: 'education',
  marital: 'marital',
};
/** The backfill tables of MZ/T 113-2018 Annex B are not public, so a local word for these two proves nothing. */
const LOCAL_WORDS: ReadonlySet<FieldKind> = new Set(['occupation', 'education']);
const CODED = FIELDS.filter((field) => TABLES[field.kind] !== undefined);

/** No finding: every coded cell is empty or a code of its table. */
export const codeUnknown: Rule = {
  code: 'code-unknown',
  severity: 'error',
  fields: CODED.map((field) => field.key),
  appliesTo: 'all',
  source: 'GB/T 2261.2-2003, GB/T 2659, GB/T 3304-1991, GB/T 4658, GB/T 6565; ID_TYPE, CERT_TYPE',
  inForce: {},
  text: {
    zh: {
      title: '代码不在代码表中',
      message: '{field}“{value}”不在代码表中。',
      advice: '请改为代码表中的代码或名称；本地固定用语可加入代码表的同义词。',
    },
    en: {
      title: 'Not in the code table',
      message: '{field} "{value}" is not in the code table.',
      advice: 'Use a code or a name of the table; a fixed local word can be added to the table as a synonym.',
    },
  },
  check: eachFilled(CODED, (value, { key, kind }, { reference }) => {
    const table = TABLES[kind];
    if (table === undefined || reference.code(table, value) !== undefined) return undefined;
    return graded(!LOCAL_WORDS.has(kind), codeUnknown.code, [key], { value: value });
  }),
};
