import type { FieldKey } from '../../domain/fields.js';
import type { Evidence, ReadField, Standing } from '../../domain/scan.js';
import type { ZoneKind } from '../templates/template.js';
import { probabilityOf, sumOf, type Calibration, type Group } from './calibration.js';
import { evidenceOf, type FieldDraft } from './field-draft.js';
import { hasKnownSurname } from './surnames.js';
import { hasUsualGivenName } from './given-names.js';

/** Kinds whose characters only a person can tell in handwriting: no table or check digit stands behind them. */
const NEEDS_PERSON_BY_HAND: ReadonlySet<ZoneKind> = new Set(['name', 'address', 'text', 'number', 'certificate']);

/** With more ink than this unread, a character may have been left out. */
const LEAST_COVERED = 0.92;

/** Below, the first engine is wrong so often that another one may be wrong with it. */
const LEAST_CONFIRMED = 0.5;

export interface GradeFacts {
  readonly calibration: Calibration;
  readonly handwritten: boolean;
}

/** A draft with the probability that it is right, and what that rests on. */
export function graded(draft: FieldDraft, facts: GradeFacts): ReadField {
  const { zone, box, written, value } = draft;
  const { confidence, isCertain, isWhole, unusual, byHand } = sightOf(draft, facts);
  const isSure = isWhole && unusual === undefined && (isCertain || draft.confirmed);
  const standing = standingOf(draft, isSure && !byHand);
  const evidence = [...draft.evidence, ...doubts(draft, byHand, isSure, isWhole), ...(unusual === undefined ? [] : [unusual])];
  return { key: zone.key, value, written, confidence, standing, evidence, box };
}

interface Sight {
  readonly confidence: number;
  /** Whether fields of such a sum were right on the pages that it was learnt from: all, or all but one in thousands. */
  readonly isCertain: boolean;
  readonly isWhole: boolean;
  /** Why a name may be another that looks like it. */
  readonly unusual: Evidence | undefined;
  readonly byHand: boolean;
}

function sightOf(draft: FieldDraft, { calibration, handwritten }: GradeFacts): Sight {
  const { zone, value, features } = draft;
  const group = calibration.groups[groupOf(draft)];
  const sum = sumOf(features, group);
  return {
    confidence: probabilityOf(sum, group),
    isCertain: group.acceptFrom !== undefined && sum >= group.acceptFrom,
    isWhole: features.covered >= LEAST_COVERED,
    unusual: zone.kind === 'name' ? unusualIn(value) : undefined,
    byHand: handwritten && needsPersonByHand(draft) && value !== '',
  };
}

function unusualIn(name: string): Evidence | undefined {
  if (!hasKnownSurname(name)) return evidenceOf('rare-surname');
  return hasUsualGivenName(name) ? undefined : evidenceOf('rare-given-name');
}

/** Whether a person looks at the field however likely it is right: calibration asks from where on the others are. */
export function isHeldBack({ zone, value, features }: FieldDraft): boolean {
  return features.covered < LEAST_COVERED || (zone.kind === 'name' && unusualIn(value) !== undefined);
}

/**
 * Whether another engine that reads the same would settle a field: nothing proves it, it was read twice alike and whole, nothing speaks against
 * it, and it is only not certain enough, though likelier right than not.
 */
export function lacksOnlyCertainty(draft: FieldDraft, facts: GradeFacts): boolean {
  const { confidence, isCertain, isWhole, unusual, byHand } = sightOf(draft, facts);
  const isSound = groupOf(draft) === 'free' && isWhole && unusual === undefined && !byHand && draft.features.agreement > 0;
  return isSound && !isCertain && confidence >= LEAST_CONFIRMED;
}

/** A year that agrees with a certificate's says nothing of day and month: only a number that holds the whole date does. */
function needsPersonByHand({ zone, features }: FieldDraft): boolean {
  return NEEDS_PERSON_BY_HAND.has(zone.kind) || (zone.kind === 'date' && features.checks < 1);
}

const GROUP_OF_KIND: Readonly<Record<ZoneKind, Group>> = {
  'id-number': 'checked',
  date: 'checked',
  code: 'listed',
  office: 'listed',
  name: 'free',
  certificate: 'free',
  address: 'free',
  number: 'free',
  text: 'free',
};

export function groupOf({ barred, ink, value, zone }: FieldDraft): Group {
  if (ink === 'none' && !barred) return 'blank';
  return barred || ink === 'faint' || value === '' ? 'barred' : GROUP_OF_KIND[zone.kind];
}

/** Two checks leave no other reading (a check digit and a birth date); one with a second reading does too. */
function standingOf({ ink, barred, value, features }: FieldDraft, isSure: boolean): Standing {
  if (ink === 'none') return isSure && !barred ? 'blank' : 'doubtful';
  if (!isSure || barred || value === '' || ink === 'faint') return 'doubtful';
  if (features.checks >= 2 || (features.checks >= 1 && features.agreement > 0)) return 'proved';
  return features.agreement > 0 ? 'agreed' : 'doubtful';
}

function doubts({ ink, value, barred }: FieldDraft, byHand: boolean, isSure: boolean, isWhole: boolean): readonly Evidence[] {
  if (ink === 'none') return [evidenceOf('nothing-written')];
  if (ink === 'faint') return [evidenceOf('faint')];
  if (value === '') return [evidenceOf('unreadable')];
  return [
    ...(byHand ? [evidenceOf('handwritten')] : []),
    ...(isWhole ? [] : [evidenceOf('ink-left-over')]),
    ...(isSure || barred || !isWhole ? [] : [evidenceOf('unsure')]),
  ];
}

/** What the form itself says, such as the kind of registration: certain as the form is recognised. */
export function impliedField(key: FieldKey, value: string, box: ReadField['box'], certainty: number): ReadField {
  return { key, value, written: value, confidence: certainty, standing: 'proved', evidence: [evidenceOf('form-says')], box };
}
