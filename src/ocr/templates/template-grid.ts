import type { Template } from './template.js';

/** A printed rule seen across its direction: where it stands, from where to where it runs, in millimetres from the frame. */
export interface GridRule {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Grid {
  /** `at` is measured from the top. */
  readonly horizontal: readonly GridRule[];
  /** `at` is measured from the left. */
  readonly vertical: readonly GridRule[];
}

export function gridOf({ rules }: Template): Grid {
  const horizontal: GridRule[] = [];
  const vertical: GridRule[] = [];
  for (const { from, to } of rules) {
    if (from[1] === to[1]) horizontal.push({ at: from[1], from: Math.min(from[0], to[0]), to: Math.max(from[0], to[0]) });
    else vertical.push({ at: from[0], from: Math.min(from[1], to[1]), to: Math.max(from[1], to[1]) });
  }
  return { horizontal, vertical };
}

/** Rules of two forms closer than this would be taken for each other. */
const SAME_PLACE_MM = 1.5;

/** The share of the rules of two forms, by length, that both have at the same place: 1 for the same grid. */
export function gridLikeness(one: Template, other: Template): number {
  const [first, second] = [gridOf(one), gridOf(other)];
  const shared =
    sharedLength(first.horizontal, second.horizontal) +
    sharedLength(second.horizontal, first.horizontal) +
    sharedLength(first.vertical, second.vertical) +
    sharedLength(second.vertical, first.vertical);
  return shared / (lengthOf(first) + lengthOf(second));
}

function sharedLength(rules: readonly GridRule[], others: readonly GridRule[]): number {
  const near = ({ at }: GridRule): readonly GridRule[] => others.filter((other) => Math.abs(other.at - at) <= SAME_PLACE_MM);
  const common = (rule: GridRule, other: GridRule): number => Math.max(0, Math.min(rule.to, other.to) - Math.max(rule.from, other.from));
  return rules.reduce(
    (sum, rule) =>
      sum +
      Math.min(
        rule.to - rule.from,
        near(rule).reduce((most, other) => most + common(rule, other), 0),
      ),
    0,
  );
}

function lengthOf({ horizontal, vertical }: Grid): number {
  return [...horizontal, ...vertical].reduce((sum, { from, to }) => sum + to - from, 0);
}
