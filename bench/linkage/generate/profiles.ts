import { Choice } from './choice.js';
import { READ_BY_SHAPE, TYPED_BY_SOUND } from './confusions.js';
import { HEARD_BY_SOUTHERN_EARS, READ_FROM_HANDWRITING } from './confusions-unseen.js';
import type { CorruptionKind, Mistakes } from './corruptions.js';

/** How the second paper of an event came to differ from the first. */
export interface Corrupting {
  readonly mistakes: Mistakes;
  /** How many things differ: 1, 2, 3 … by weight. */
  readonly counts: Choice<number>;
  readonly kinds: Choice<CorruptionKind>;
}

export interface GeneratorProfile {
  readonly corrupting: Choice<readonly [name: string, Corrupting]>;
  /** Share of records that are a second paper of an event. */
  readonly duplicates: number;
  /** Of those, how many come twice more. */
  readonly triples: number;
}

type Weights = Partial<Record<CorruptionKind, number>>;

function corrupting(counts: readonly number[], mistakes: Mistakes, weights: Weights): Corrupting {
  return {
    mistakes,
    counts: new Choice(
      counts.map((_, index) => index + 1),
      (count) => counts[count - 1] ?? 0,
    ),
    kinds: new Choice(Object.keys(weights) as CorruptionKind[], (kind) => weights[kind] ?? 0),
  };
}

const ORDINARY: Mistakes = { sound: TYPED_BY_SOUND, shape: READ_BY_SHAPE };

const TYPIST = corrupting([45, 35, 15, 5], ORDINARY, {
  'name-sound': 30,
  'name-turned': 3,
  'name-shortened': 2,
  'number-digit': 12,
  'number-swap': 8,
  'number-missing': 4,
  'birth-digit': 6,
  'birth-swapped': 2,
  'date-digit': 6,
  'date-near': 3,
  'date-swapped': 2,
  'certificate-digit': 12,
  'address-moved': 6,
  'address-short': 4,
  'registrar-other': 2,
  'volume-other': 5,
});

const OCR = corrupting([30, 35, 25, 10], ORDINARY, {
  'name-shape': 30,
  'name-blotted': 5,
  'name-shortened': 2,
  'number-like-digit': 14,
  'number-missing': 10,
  'birth-digit': 6,
  'birth-partial': 6,
  'date-digit': 5,
  'date-partial': 5,
  'certificate-digit': 10,
  'certificate-missing': 8,
  'address-missing': 6,
  'registrar-missing': 6,
  'volume-missing': 4,
});

const TWO_ARCHIVES = corrupting([10, 25, 35, 20, 10], ORDINARY, {
  'number-other-length': 16,
  'number-missing': 10,
  'name-sound': 8,
  'name-shape': 6,
  'birth-partial': 5,
  'birth-lunar': 5,
  'date-partial': 5,
  'date-lunar': 3,
  'date-near': 4,
  'certificate-other-form': 14,
  'certificate-missing': 6,
  'office-short': 12,
  'office-missing-code': 6,
  'address-short': 6,
  'address-moved': 4,
  'registrar-missing': 5,
  'registrar-other': 3,
  'volume-other': 14,
  'parties-exchanged': 5,
});

/** HELD OUT: see confusions-unseen.ts. Other rates, other confusions, more differences at once. */
const UNSEEN = corrupting(
  [18, 34, 28, 14, 6],
  { sound: HEARD_BY_SOUTHERN_EARS, shape: READ_FROM_HANDWRITING },
  {
    'name-sound': 18,
    'name-shape': 14,
    'name-turned': 2,
    'name-shortened': 4,
    'name-blotted': 3,
    'number-digit': 6,
    'number-like-digit': 6,
    'number-swap': 6,
    'number-two-digits': 3,
    'number-missing': 9,
    'number-other-length': 9,
    'birth-digit': 5,
    'birth-swapped': 3,
    'birth-lunar': 4,
    'birth-partial': 4,
    'date-near': 5,
    'date-digit': 5,
    'date-swapped': 2,
    'date-lunar': 2,
    'date-partial': 3,
    'certificate-digit': 8,
    'certificate-missing': 6,
    'certificate-other-form': 8,
    'office-short': 7,
    'office-missing-code': 3,
    'address-short': 5,
    'address-missing': 4,
    'address-moved': 4,
    'registrar-missing': 4,
    'registrar-other': 4,
    'volume-other': 9,
    'volume-missing': 4,
    'parties-exchanged': 3,
  },
);

function profile(parts: Readonly<Record<string, readonly [Corrupting, number]>>, duplicates: number, triples: number): GeneratorProfile {
  const names = Object.keys(parts);
  const choice = new Choice(
    names.map((name) => [name, partOf(parts, name)[0]] as const),
    ([name]) => partOf(parts, name)[1],
  );
  return { corrupting: choice, duplicates, triples };
}

function partOf(parts: Readonly<Record<string, readonly [Corrupting, number]>>, name: string): readonly [Corrupting, number] {
  const part = parts[name];
  if (part === undefined) throw new RangeError(`no part ${name}`);
  return part;
}

export const GENERATOR_PROFILES = {
  typist: profile({ typist: [TYPIST, 1] }, 0.05, 0.05),
  ocr: profile({ ocr: [OCR, 1] }, 0.05, 0.05),
  'two-archives': profile({ 'two-archives': [TWO_ARCHIVES, 1] }, 0.05, 0.02),
  mixed: profile({ typist: [TYPIST, 45], ocr: [OCR, 25], 'two-archives': [TWO_ARCHIVES, 30] }, 0.05, 0.05),
  unseen: profile({ unseen: [UNSEEN, 1] }, 0.047, 0.06),
} as const satisfies Readonly<Record<string, GeneratorProfile>>;

export type GeneratorProfileName = keyof typeof GENERATOR_PROFILES;
