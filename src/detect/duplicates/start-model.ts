import type { LinkageComparison, LinkageLevel } from '../../domain/linkage-model.js';
import { BIRTH, COMPARISONS } from './levels.js';

/**
 * What the estimate begins with, and falls back on where the registry has too little to count: probabilities by level key, m among
 * pairs that are one registration, u among unrelated pairs, again among two events of the same persons. They are assumptions,
 * written down to be replaced by what is counted.
 */
type StartLevels = Readonly<Record<string, readonly [m: number, u: number, again?: number]>>;

const NAME_START: StartLevels = {
  exact: [0.93, 3e-5],
  'homophone-tone': [0.015, 4e-5],
  homophone: [0.006, 1e-4],
  'look-alike': [0.012, 2e-5],
  cantonese: [0.002, 5e-5],
  swapped: [0.003, 5e-6],
  'one-missing': [0.006, 3e-4],
  'one-different': [0.018, 6e-3],
  surname: [0.004, 0.04],
  nothing: [0.004, 0.95],
};

const DOCUMENT_START: StartLevels = {
  exact: [0.93, 2e-9],
  typo: [0.045, 1e-7],
  'two-digits': [0.006, 1e-6],
  neighbour: [0.0005, 2e-7],
  'same-birth': [0.002, 5e-5],
  'other-kind': [0.006, 0.02],
  nothing: [0.01, 0.98],
};

const BIRTH_START: StartLevels = {
  exact: [0.9, 6e-5],
  coarse: [0.03, 2e-3],
  swapped: [0.01, 4e-5],
  'one-digit': [0.025, 1e-3],
  lunar: [0.008, 5e-5],
  near: [0.005, 1.3e-4],
  close: [0.004, 3e-3],
  'same-year': [0.008, 0.03],
  nothing: [0.01, 0.96],
};

const START: Readonly<Record<string, StartLevels>> = {
  'name-man': NAME_START,
  'document-man': DOCUMENT_START,
  'birth-man': BIRTH_START,
  'name-woman': NAME_START,
  'document-woman': DOCUMENT_START,
  'birth-woman': BIRTH_START,
  // u is 1 for both: that a pair is read crossed is a supposition, and only its rarity among true pairs counts against it.
  parties: { straight: [0.995, 1], crossed: [0.005, 1] },
  address: { both: [0.55, 1e-5], one: [0.25, 2e-5], other: [0.2, 1] },
  folk: { same: [0.95, 0.93], 'same-minority': [0.025, 2e-3], other: [0.025, 0.07] },
  'op-date': {
    exact: [0.92, 1e-4, 5e-4],
    coarse: [0.02, 2e-3, 4e-3],
    swapped: [0.01, 5e-5, 1e-4],
    'one-digit': [0.03, 2e-3, 6e-3],
    lunar: [0.003, 1e-4, 1e-3],
    near: [0.006, 2e-4, 5e-4],
    close: [0.003, 4e-3, 0.02],
    'same-year': [0.004, 0.03, 0.08],
    nothing: [0.004, 0.96, 0.88],
  },
  // u of exact, exact-old, serial-typo and other-serial is among unrelated pairs that have everything but the serial in common.
  certificate: {
    exact: [0.8, 2e-4, 1e-5],
    'exact-old': [0.05, 5e-3, 1e-4],
    'serial-typo': [0.02, 0.01, 0.002],
    'other-serial': [0.03, 0.98, 0.05],
    'same-serial': [0.03, 0.005, 0.005],
    'other-form': [0.03, 0.4, 0.4],
    nothing: [0.03, 0.6, 0.55],
  },
  office: {
    same: [0.9, 4e-3, 0.5],
    unplaced: [0.04, 0.3, 0.15],
    'same-region': [0.02, 2e-3, 0.05],
    'same-city': [0.01, 0.05, 0.1],
    other: [0.02, 0.93, 0.2],
  },
  registrar: { same: [0.8, 0.2, 0.2], other: [0.2, 0.8, 0.8] },
  volume: { same: [0.5, 1e-4, 1e-3], other: [0.5, 1, 1] },
  flags: { same: [0.985, 0.93, 0.8], other: [0.015, 0.07, 0.2] },
};

/** `missing` says nothing, nor does a birth that the documents have in them already. */
export function isNeutral(comparison: string, level: number): boolean {
  return level === 0 || (comparison.startsWith('birth-') && level === BIRTH.implied);
}

/**
 * What an event is not estimated for: that the same two registered twice on one day or with one certificate does not happen, and an
 * estimate that could suppose it would take duplicates for such events.
 */
export const ASSUMED_AGAIN: ReadonlySet<string> = new Set(['op-date', 'certificate']);

/** The comparisons with the probabilities to begin with. */
export function startComparisons(): readonly LinkageComparison[] {
  return COMPARISONS.map(({ key, subject, levels }) => ({
    key,
    subject,
    levels: levels.map((level, index): LinkageLevel => {
      const [m, u, again] = (isNeutral(key, index) ? undefined : START[key]?.[level]) ?? [1, 1];
      return subject === 'event' ? { key: level, m, u, again: again ?? 1 } : { key: level, m, u };
    }),
  }));
}

/** Related pairs are some times as many as duplicates, until an estimate says how many. */
export const START_PER_RECORD = { duplicate: 0.02, couple: 0.01, person: 0.05 } as const;

/** From here on a pair is a finding: high enough that of a hundred findings one is wrong at most, on every set measured (docs/linkage.md). */
export const DEFAULT_THRESHOLD = 0.9;
