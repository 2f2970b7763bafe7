import type { RequestKind } from '../../domain/request.js';
import type { JsonValue } from '../../lib/json-value.js';
import type { FilledForm, FormField, RequestForm } from './form-field.js';
import { USER_CLOSE, USER_OPEN, USER_PERMISSION } from './forms/account-forms.js';
import { EXPORT } from './forms/export-form.js';
import { ORG_CLOSE, ORG_OPEN, ORG_RENAME } from './forms/office-forms.js';
import { ARCHIVE_IMPORT, CORRECTION, DELETION } from './forms/record-forms.js';

const FORMS = {
  'org-open': ORG_OPEN,
  'org-close': ORG_CLOSE,
  'org-rename': ORG_RENAME,
  'user-open': USER_OPEN,
  'user-close': USER_CLOSE,
  'user-permission': USER_PERMISSION,
  correction: CORRECTION,
  deletion: DELETION,
  'archive-import': ARCHIVE_IMPORT,
  export: EXPORT,
} as const;

/** What is filled in for each kind. */
export type FormOf<Kind extends RequestKind> = FilledForm<(typeof FORMS)[Kind]>;

/** A form as given, not read yet: values by key. */
export type AnyForm = Readonly<Record<string, unknown>>;

/** A form that was read, or the facts of its carrying out, as stored: values by key. */
export type StoredForm = Readonly<Record<string, JsonValue>>;

export const REQUEST_FORMS: Readonly<Record<RequestKind, RequestForm>> = FORMS;

/** A blank as it stands in any form: a key means the same in all of them, and one flag serves it. */
export interface SharedField {
  readonly field: FormField;
  readonly kinds: readonly RequestKind[];
}

/** Every blank of any form once, in the order of the forms. */
export function allFields(): readonly SharedField[] {
  const byKey = new Map<string, { field: FormField; kinds: RequestKind[] }>();
  for (const { kind, fields } of Object.values(REQUEST_FORMS)) {
    for (const field of fields) {
      const shared = byKey.get(field.key) ?? { field, kinds: [] };
      shared.kinds.push(kind);
      byKey.set(field.key, shared);
    }
  }
  return [...byKey.values()];
}
