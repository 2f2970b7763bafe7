import { translate } from '../i18n/translate.js';
import type { WitnessReading } from '../ledger/witness.js';
import type { JsonValue } from '../lib/json-value.js';
import { countText } from '../ui/table.js';
import type { Services } from './services.js';

/** A witness for scripts. */
export function witnessDocument({ path, state, notes, verifierKeys }: WitnessReading): Readonly<Record<string, JsonValue>> {
  return { path, state, notes: notes.length, last_size: notes.at(-1)?.treeSize ?? null, verifier_keys: verifierKeys };
}

/** One line, which is a warning when the witness could not be asked. */
export function witnessLine({ path, state, notes }: WitnessReading, { lang, reporter }: Services): string {
  const size = countText(notes.at(-1)?.treeSize ?? 0);
  const text = translate(lang, `ledger.witness.${state}`, { path, count: countText(notes.length), size });
  return state === 'read' ? text : reporter.paint.yellow(translate(lang, 'common.warning') + text);
}
