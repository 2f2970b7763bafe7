/** How values came onto the paper. */
export type Hand = 'song' | 'hei' | 'dot-matrix' | 'typewriter' | 'kai' | 'running';

export type Range = readonly [low: number, high: number];

/** What happened to the paper and in the scanner; shares are probabilities, other figures say their unit. */
export interface Profile {
  readonly name: ProfileName;
  readonly hands: readonly (readonly [Hand, weight: number])[];
  /** Of pages, how many are filled in more than one hand: typed, with dates and signatures written. */
  readonly mixedShare: number;
  readonly dpi: readonly number[];
  readonly skewDegrees: number;
  /** Corners moved by up to this part of the page's width. */
  readonly perspective: number;
  /** The print of the form against its template: scale of each way, and where the frame stands. */
  readonly formScale: Range;
  readonly formOffsetMm: number;
  readonly ruleJitterMm: number;
  /** The printer's aim against the form. */
  readonly valueOffsetMm: number;
  readonly touchesRuleShare: number;
  readonly blankShare: number;
  readonly fade: Range;
  readonly yellowing: Range;
  readonly stains: number;
  readonly foldShare: number;
  readonly punchShare: number;
  readonly bleedShare: number;
  readonly shadowShare: number;
  readonly sealShare: number;
  /** Of the seals, how many lie over some field instead of beside the date and the office. */
  readonly sealAnywhereShare: number;
  readonly blurPixels: Range;
  readonly noise: Range;
  readonly jpegQuality: Range;
  readonly pngShare: number;
  readonly borderShare: number;
  readonly cutShare: number;
  readonly upsideDownShare: number;
  readonly sidewaysShare: number;
}

export type ProfileName = 'printed' | 'hand' | 'hard';

/** Sound paper in a good scanner, filled in by machines: the profile that the numbers to reach are stated for. */
const PRINTED: Profile = {
  name: 'printed',
  hands: [
    ['song', 30],
    ['hei', 15],
    ['dot-matrix', 30],
    ['typewriter', 25],
  ],
  mixedShare: 0,
  dpi: [200, 240, 300, 300],
  skewDegrees: 2,
  perspective: 0.002,
  formScale: [0.985, 1.015],
  formOffsetMm: 3,
  ruleJitterMm: 0.15,
  valueOffsetMm: 0.8,
  touchesRuleShare: 0.04,
  blankShare: 0.06,
  fade: [0.65, 1],
  yellowing: [0, 0.5],
  stains: 1,
  foldShare: 0.25,
  punchShare: 0.3,
  bleedShare: 0.15,
  shadowShare: 0.3,
  sealShare: 0.6,
  sealAnywhereShare: 0.25,
  blurPixels: [0, 0.7],
  noise: [1, 6],
  jpegQuality: [72, 95],
  pngShare: 0.1,
  borderShare: 0.35,
  cutShare: 0.03,
  upsideDownShare: 0.04,
  sidewaysShare: 0.02,
};

/** The same paper and scanner, written by hand in a careful or a quick regular script. */
const HAND: Profile = {
  ...PRINTED,
  name: 'hand',
  hands: [
    ['kai', 50],
    ['running', 50],
  ],
  mixedShare: 0.15,
  valueOffsetMm: 0.5,
  touchesRuleShare: 0.12,
  fade: [0.6, 1],
};

/** Worn paper in a bad scanner, in every hand: what an old archive's worst volumes are like. */
const HARD: Profile = {
  name: 'hard',
  hands: [
    ['song', 15],
    ['hei', 5],
    ['dot-matrix', 20],
    ['typewriter', 20],
    ['kai', 20],
    ['running', 20],
  ],
  mixedShare: 0.3,
  dpi: [150, 150, 200, 200, 300],
  skewDegrees: 3.5,
  perspective: 0.006,
  formScale: [0.98, 1.02],
  formOffsetMm: 5,
  ruleJitterMm: 0.3,
  valueOffsetMm: 1.4,
  touchesRuleShare: 0.2,
  blankShare: 0.1,
  fade: [0.35, 0.85],
  yellowing: [0.3, 1],
  stains: 4,
  foldShare: 0.6,
  punchShare: 0.4,
  bleedShare: 0.5,
  shadowShare: 0.6,
  sealShare: 0.8,
  sealAnywhereShare: 0.5,
  blurPixels: [0.4, 1.3],
  noise: [4, 14],
  jpegQuality: [35, 75],
  pngShare: 0,
  borderShare: 0.6,
  cutShare: 0.12,
  upsideDownShare: 0.08,
  sidewaysShare: 0.06,
};

export const PROFILES: Readonly<Record<ProfileName, Profile>> = { printed: PRINTED, hand: HAND, hard: HARD };

export function isProfileName(text: string): text is ProfileName {
  return Object.hasOwn(PROFILES, text);
}
