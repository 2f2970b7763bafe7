import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { FEATURES, type Features } from './features.js';

/*
 * From what was seen of a field to the probability that it is right: a weighed sum of the features, and steps that say how often fields
 * of such a sum were right on pages that no test uses (bench/ocr/calibrate). Each step holds the lower end of its confidence
 * interval, so that few pages promise little.
 */
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const weight = v.pipe(v.number(), v.minValue(0));

const groupShape = v.strictObject({
  weights: v.strictObject(v.entriesFromList(FEATURES, weight)),
  /** Ascending: from this sum on, fields are right with this probability. */
  steps: v.pipe(v.array(v.tuple([v.number(), share])), v.minLength(1)),
  /** From this sum on a field needs no person, when it is proved or agreed too; absent where none is that sure. */
  acceptFrom: v.exactOptional(v.number()),
  /** Fields it was learnt from, and of them those that would have passed and were wrong. */
  fields: v.number(),
  accepted: v.number(),
  acceptedWrong: v.number(),
});

/**
 * Fields that are graded alike: those with checks of their own (`checked`: numbers, dates), those with a list of what can stand there
 * (`listed`), those with neither (`free`), what something speaks against, and what is blank.
 */
export const GROUPS = ['checked', 'listed', 'free', 'barred', 'blank'] as const;
export type Group = (typeof GROUPS)[number];

const calibrationShape = v.strictObject({
  version: v.number(),
  source: v.string(),
  pages: v.number(),
  groups: v.strictObject(v.entriesFromList(GROUPS, groupShape)),
});

export type GroupCalibration = v.InferOutput<typeof groupShape>;
export type Calibration = v.InferOutput<typeof calibrationShape>;

/** The calibration that comes with mreg: beside `src` or `dist`; one level higher for the bench build, which keeps `src` in its path. */
export function loadCalibration(): Calibration {
  const beside = new URL('../../../data/ocr-calibration.json', import.meta.url);
  const path = existsSync(beside) ? beside : new URL('../../../../data/ocr-calibration.json', import.meta.url);
  return v.parse(calibrationShape, JSON.parse(readFileSync(path, 'utf8')));
}

export function sumOf(features: Features, { weights }: GroupCalibration): number {
  return FEATURES.reduce((sum, feature) => sum + weights[feature] * features[feature], 0);
}

/** The probability of the highest step at or below the sum. */
export function probabilityOf(sum: number, { steps }: GroupCalibration): number {
  const reached = steps.findLast(([from]) => sum >= from) ?? steps[0];
  return reached?.[1] ?? 0;
}
