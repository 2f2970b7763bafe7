import type { Standing } from '../../src/domain/scan.js';
import type { ZoneKind } from '../../src/ocr/templates/template.js';
import type { PageTruth } from './cases.js';
import { distanceWithin, editDistance } from './edit-distance.js';
import type { Hand } from './generate/profiles.js';

export interface ReadValue {
  readonly key: string;
  readonly value: string;
  readonly written: string;
  readonly confidence: number;
  readonly standing: Standing;
}

/** What a reader says of a page; `fields` is empty where it did not know the form. */
export interface ReadPage {
  readonly name: string;
  readonly outcome: string;
  readonly template: string;
  readonly fields: readonly ReadValue[];
}

/** One field of one page, judged. */
export interface Judged {
  readonly page: string;
  readonly template: string;
  readonly key: string;
  readonly kind: ZoneKind;
  readonly hand: Hand;
  readonly truth: string;
  readonly read: string;
  readonly right: boolean;
  readonly standing: Standing;
  readonly confidence: number;
  readonly characters: number;
  readonly wrongCharacters: number;
  /** What plain reading of the whole page makes of it. */
  readonly plainRight: boolean;
  readonly plainWrongCharacters: number;
}

const UNREAD: Omit<ReadValue, 'key'> = { value: '', written: '', confidence: 0, standing: 'doubtful' };

/** Every field of a page against the truth, and against the text that a plain reader found on the page. */
export function judge(truth: PageTruth, read: ReadPage | undefined, plainText: string | undefined): readonly Judged[] {
  const known = read !== undefined && read.template === truth.template;
  const values = new Map(known ? read.fields.map((field) => [field.key, field]) : []);
  const plain = plainText === undefined ? undefined : compact(plainText);
  return truth.fields.map(({ key, kind, hand, value, written }) => {
    const field = values.get(key) ?? UNREAD;
    const bare = bareText(written, kind);
    const wholly = compact(written);
    return {
      page: truth.name,
      template: truth.template,
      key,
      kind,
      hand,
      truth: value,
      read: field.value,
      right: field.value === value,
      standing: field.standing,
      confidence: field.confidence,
      characters: [...bare].length,
      wrongCharacters: editDistance(bareText(field.written, kind), bare),
      plainRight: plain !== undefined && (plain.includes(wholly) || plain.includes(bare)),
      plainWrongCharacters: plain === undefined ? [...bare].length : Math.min(distanceWithin(bare, plain), [...bare].length),
    };
  });
}

/** Without blanks, full width made half width. */
function compact(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/gu, '');
}

/** Without the words that forms print among the values, which a reader may or may not give back. */
function bareText(text: string, kind: ZoneKind): string {
  const bare = compact(text);
  if (kind === 'date') return bare.replaceAll(/[年月日.\-/]/gu, '');
  return kind === 'certificate' ? bare.replaceAll(/[字第号]/gu, '') : bare;
}
