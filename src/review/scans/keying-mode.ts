import type { FieldKey } from '../../domain/fields.js';
import { fieldOf, FIELD_KEYS } from '../../domain/fields.js';
import { isMissing } from '../../domain/missing.js';
import { normaliseField } from '../../domain/normalise.js';
import type { Reference } from '../../domain/reference.js';
import type { ReadField } from '../../domain/scan.js';
import { foldText } from '../../domain/text-folding.js';
import type { StoredScanKeying } from '../../store/scan-repository.js';
import type { KeyingMode } from '../scan-protocol.js';
import type { ScanRowAtHand, ScanTaskSettings } from './scan-context.js';

/** What is written for a field that nobody can read: a word for "not known" (domain/missing.ts), so the registry holds nothing. */
export const UNREADABLE = '不详';

export type Keyed = Readonly<Partial<Record<FieldKey, string>>>;

/** What one person has to do about a page, and what comes of it. */
export interface Keying {
  readonly mode: KeyingMode;
  /** Keyings of others that this one is measured by: none, that of the first person, or the two that differ. */
  readonly others: readonly StoredScanKeying[];
  /** Fields without which the page is not finished. */
  readonly wanted: ReadonlySet<FieldKey>;
  /** In which the two differ. */
  readonly disputed: ReadonlySet<FieldKey>;
  /** What the server had: it changes when somebody else's keying changes what this person has to do. */
  readonly seen: string;
}

/** A page that one person began to key unseen is keyed unseen by the next, whatever option the page was opened with. */
export function keyingOf({ fields, keyings }: ScanRowAtHand, username: string, settings: ScanTaskSettings): Keying {
  const others = keyings.filter((keying) => keying.username !== username);
  const [first, second] = others;
  if (first !== undefined && second !== undefined) {
    const disputed = differing(first.entries, second.entries, fields, settings.reference);
    return { mode: 'decide', others: [first, second], wanted: disputed, disputed, seen: `decide ${first.id} ${second.id}` };
  }
  const doubtful = fields.filter(({ standing }) => standing === 'doubtful').map(({ key }) => key);
  if (first === undefined && !settings.twoPass) {
    return { mode: 'check', others, wanted: new Set(doubtful), disputed: new Set(), seen: 'check' };
  }
  const all = settings.allFields ? fields.map(({ key }) => key) : doubtful;
  const wanted = new Set<FieldKey>([...all, ...FIELD_KEYS.filter((key) => first?.entries[key] !== undefined)]);
  // The same for the first and the second: nobody learns whether he is one or the other.
  return { mode: 'key', others, wanted, disputed: new Set(), seen: 'key' };
}

/** Where two persons do not mean the same. Who has not keyed a field lets stand what was read. */
export function differing(left: Keyed, right: Keyed, fields: readonly ReadField[], reference: Reference): ReadonlySet<FieldKey> {
  const read = new Map(fields.map(({ key, value }) => [key, value]));
  const keys = FIELD_KEYS.filter((key) => left[key] !== undefined || right[key] !== undefined);
  const meaning = (key: FieldKey, keyed: Keyed): string => meant(key, keyed[key] ?? read.get(key) ?? '', reference);
  return new Set(keys.filter((key) => meaning(key, left) !== meaning(key, right)));
}

/** What a text means to the registry; nothing written and nothing legible are two things. */
export function meant(key: FieldKey, text: string, reference: Reference): string {
  const value = normaliseField(fieldOf(key), text, reference);
  return value === '' && isMissing(foldText(text)) ? UNREADABLE : value;
}
