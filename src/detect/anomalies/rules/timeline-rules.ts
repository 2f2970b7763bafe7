import type { TimelineRule } from '../timeline/timeline.js';
import { divorceBeforeMarriage, divorcedTooSoon, divorceRepeated, marriageRepeated, reissueAfterDivorce } from './couple-order.js';
import { divorceWithoutMarriage, reissueWithoutOriginal } from './missing-partner.js';
import { openMarriages } from './open-marriages.js';
import { afterDeath, manyMarriages, manyProvinces, statusContradicts } from './person-facts.js';

/** Every rule over a person's timeline, with the codes it may find. */
export const TIMELINE_RULES: readonly { readonly codes: readonly string[]; readonly rule: TimelineRule }[] = [
  { codes: ['open-marriages', 'marriage-overlap'], rule: openMarriages },
  ...[
    divorceWithoutMarriage,
    divorceBeforeMarriage,
    divorceRepeated,
    marriageRepeated,
    afterDeath,
    manyMarriages,
    manyProvinces,
    divorcedTooSoon,
    statusContradicts,
    reissueAfterDivorce,
    reissueWithoutOriginal,
  ].map((rule) => ({ codes: [rule.code], rule })),
];
