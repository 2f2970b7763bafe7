import { MregError } from '../../domain/error.js';
import type { RequestKind } from '../../domain/request.js';
import { nearestOf } from '../../lib/nearest.js';
import { FORM_CHECKS } from './form-checks.js';
import { flagOf, type RequestForm } from './form-field.js';
import type { FormKnowledge } from './form-knowledge.js';
import { REQUEST_FORMS, type AnyForm, type FormOf } from './forms.js';
import { readValue } from './read-value.js';

/**
 * Reads a form as given: values by key, each a text as typed or a value of a JSON file; `undefined` and `null` are blanks.
 * @throws MregError `usage` for a key the form does not have, a blank that must be filled, or a value that is not right;
 * `not-permitted` for what lies outside the applicant's area
 */
export function readForm<Kind extends RequestKind>(kind: Kind, given: AnyForm, knowledge: FormKnowledge): FormOf<Kind> {
  const description = REQUEST_FORMS[kind];
  const filled = Object.entries(given).filter(([, raw]) => raw !== undefined && raw !== null);
  for (const [key] of filled) refuseUnknown(description, key);
  const values = new Map(filled);
  for (const { key, required } of description.fields) {
    if (required && !values.has(key)) throw new MregError('usage', 'request.missing-field', { kind, field: key, flag: flagOf(key) });
  }
  const read = description.fields.filter(({ key }) => values.has(key));
  // The one place where a form gets its type: every blank of the description was read by the reader of its kind.
  const form = Object.fromEntries(read.map((field) => [field.key, readValue(field, values.get(field.key), knowledge)])) as FormOf<Kind>;
  FORM_CHECKS[kind](form, knowledge);
  return form;
}

function refuseUnknown({ kind, fields }: RequestForm, key: string): void {
  if (fields.some((field) => field.key === key)) return;
  const suggestion = nearestOf(
    key,
    fields.map((field) => field.key),
  );
  throw new MregError('usage', 'request.unknown-field', { kind, field: key, ...(suggestion === undefined ? {} : { suggestion }) });
}
