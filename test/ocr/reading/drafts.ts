import type { FieldKey } from '../../../src/domain/fields.js';
import { weighing } from '../../../src/ocr/reading/weigh-text.js';
import { NO_FEATURES, type Features } from '../../../src/ocr/reading/features.js';
import type { FieldDraft } from '../../../src/ocr/reading/field-draft.js';
import type { ZoneKind } from '../../../src/ocr/templates/template.js';
import { latticeOfText, type Place } from '../decoding/lattices.js';

const DATE_TEXT = '0123456789年月日.-/〇零O一二三四五六七八九十';

interface Doubts {
  readonly doubts?: Readonly<Record<number, Place>>;
  readonly features?: Partial<Features>;
  readonly second?: string;
}

/** A field that was read as a text, sure but for the places that say otherwise. */
export function aDraft(key: FieldKey, kind: ZoneKind, value: string, written: string = value, over: Doubts = {}): FieldDraft {
  const lattice = latticeOfText(written, kind === 'date' ? DATE_TEXT : '0123456789X', over.doubts);
  return {
    zone: { key, kind, left: 0, top: 0, width: 60, height: 9, lines: 1, required: true },
    box: { left: 0, top: 0, width: 600, height: 90 },
    ink: value === '' ? 'none' : 'some',
    written,
    value,
    lattice: kind === 'id-number' ? lattice : undefined,
    bears: kind === 'date' ? weighing(lattice, DATE_TEXT) : () => -Infinity,
    second: over.second ?? value,
    confirmed: false,
    features: { ...NO_FEATURES, surest: 6, lead: 8, agreement: 1, ...over.features },
    evidence: [],
    barred: false,
  };
}

export function kindsOf(draft: FieldDraft | undefined): readonly string[] {
  return draft?.evidence.map(({ kind }) => kind) ?? [];
}
