import type { MessageKey, PlaceValues } from '../../i18n/translate.js';

/** `warning` is worth knowing, `failed` keeps `mreg` from working. */
export type CheckStatus = 'ok' | 'warning' | 'failed';

/** One thing looked at; `key` names the sentence that says what was found. */
export interface Checkup {
  readonly id: string;
  readonly status: CheckStatus;
  readonly key: MessageKey;
  readonly values: PlaceValues;
}

export function checkup(id: string, status: CheckStatus, key: MessageKey, values: PlaceValues = {}): Checkup {
  return { id, status, key, values };
}
