import { formatDay } from '../../domain/calendar.js';
import type { ResidentNumber } from '../../domain/identity-document.js';
import { parseDate } from '../../domain/partial-date.js';
import { dateSpellings } from './date-spellings.js';
import { barring, evidenceOf, passing, revised, type FieldDraft } from './field-draft.js';
import { candidateOf, soundNumber, soundNumbers, type BirthSpan, type NumberCandidate, type NumberChecks } from './number-repair.js';

/*
 * The number and the birth date of a party are read together: the number carries the date, and its check digit holds it. A
 * misread digit is put right only where the recogniser itself thought of the other one and exactly one repair is consistent.
 * What stands clearly on the paper stays, however wrong: the archives hold wrong numbers, and those are for a person.
 */

/** A repair less likely than this against the reading is an invention (natural logarithm). */
const LEAST_LIKELY_REPAIR = -9;
/** By this much a repair has to lead the next one. */
const LEAST_LEAD = 3;

export interface PartyDrafts {
  readonly number: FieldDraft | undefined;
  readonly birth: FieldDraft | undefined;
}

/** A number and a birth date that agree. */
interface Pair {
  readonly candidate: NumberCandidate;
  readonly birthIso: string;
  /** Whether the birth field has to be read anew to agree. */
  readonly birthRepaired: boolean;
  readonly score: number;
}

/** Settles the number and the birth date of one party. */
export function settleParty({ number, birth }: PartyDrafts, checks: NumberChecks): PartyDrafts {
  if (number === undefined || number.value === '') return { number, birth };
  const given = birth === undefined ? undefined : parseDate(birth.value);
  const asRead = soundNumber(number.value, checks);
  if (asRead !== undefined && (birth === undefined || birth.value === '' || (given !== undefined && holds(given, asRead)))) {
    return settled(number, birth, pairOf(candidateOf(asRead, 0, number.value), birth), Infinity);
  }
  const [best, ...rest] = consistentPairs(number, birth, given, checks);
  const next = rest.find(({ candidate, birthIso }) => candidate.number.text !== best?.candidate.number.text || birthIso !== best.birthIso);
  const lead = best === undefined ? 0 : best.score - (next?.score ?? -Infinity);
  if (best === undefined || best.score < LEAST_LIKELY_REPAIR || lead < LEAST_LEAD) return unsettled(number, birth, checks);
  return settled(number, birth, best, lead);
}

/** Numbers sound by themselves with the likelihood that the birth field says their date, likeliest first. */
function consistentPairs(
  number: FieldDraft,
  birth: FieldDraft | undefined,
  given: BirthSpan | undefined,
  checks: NumberChecks,
): readonly Pair[] {
  if (number.lattice === undefined) return [];
  const ofAnyBirth = soundNumbers(number.lattice, checks);
  const ofGivenBirth = given === undefined ? [] : soundNumbers(number.lattice, checks, given);
  const candidates = new Map([...ofAnyBirth, ...ofGivenBirth].map((candidate) => [candidate.number.text, candidate]));
  return [...candidates.values()].map((candidate) => pairOf(candidate, birth)).toSorted((a, b) => b.score - a.score);
}

function pairOf(candidate: NumberCandidate, birth: FieldDraft | undefined): Pair {
  const birthIso = formatDay(Number(candidate.number.birth));
  const given = birth === undefined ? undefined : parseDate(birth.value);
  const agrees = birth === undefined || birth.value === '' || (given !== undefined && holds(given, candidate.number));
  if (agrees) return { candidate, birthIso, birthRepaired: false, score: candidate.score };
  const borneOut = Math.max(...dateSpellings(birthIso).map((spelling) => birth.bears(spelling)));
  return { candidate, birthIso, birthRepaired: true, score: candidate.score + Math.min(0, borneOut) };
}

function holds(given: BirthSpan, { birth }: ResidentNumber): boolean {
  const day = Number(birth);
  return given.first <= day && day <= given.last;
}

function settled(number: FieldDraft, birth: FieldDraft | undefined, pair: Pair, lead: number): PartyDrafts {
  return { number: settledNumber(number, pair, birth, lead), birth: birth === undefined ? undefined : settledBirth(birth, pair) };
}

function settledNumber(draft: FieldDraft, { candidate, birthRepaired }: Pair, birth: FieldDraft | undefined, lead: number): FieldDraft {
  const { number, repairs, lengthRepaired } = candidate;
  const birthChecks = birth !== undefined && birth.value !== '' && !birthRepaired;
  const evidence = [
    ...repairs.map(({ place, from, to }) => evidenceOf('repaired-digit', { place, from, to })),
    ...(lengthRepaired ? [evidenceOf('repaired-length')] : []),
    ...(number.kind === 'resident-15' ? [] : [evidenceOf('check-digit')]),
    ...(birthChecks ? [evidenceOf('birth-in-number')] : []),
  ];
  const features = {
    lead: Math.min(draft.features.lead, lead),
    repairs: lengthRepaired ? -2 : -repairs.length,
    checks: (number.kind === 'resident-15' ? 0 : 1) + (birthChecks ? 1 : 0),
    ...(draft.second === undefined ? {} : { agreement: draft.second === number.text ? 1 : -1 }),
  };
  return revised(draft, { value: number.text, written: number.text, evidence, features });
}

function settledBirth(birth: FieldDraft, { candidate, birthIso, birthRepaired }: Pair): FieldDraft {
  if (birth.value === '') return birth;
  const isNumberRepaired = candidate.repairs.length > 0 || candidate.lengthRepaired;
  const confirmed = evidenceOf('number-has-birth');
  if (!birthRepaired) return passing(birth, confirmed, isNumberRepaired ? 1 : 2);
  // Two fields that both had to be read anew to agree prove nothing.
  if (isNumberRepaired) return barring(birth, evidenceOf('differs-from-number'));
  const repaired = evidenceOf('repaired-date', { from: birth.value, to: birthIso });
  const agreement = birth.second === undefined ? {} : { agreement: birth.second === birthIso ? 1 : -1 };
  return revised(birth, {
    value: birthIso,
    barred: false,
    evidence: [repaired, confirmed],
    features: { checks: 1, repairs: -1, ...agreement },
  });
}

/** Nothing consistent is likely enough: both stay as they were read, with what is wrong about them. */
function unsettled(number: FieldDraft, birth: FieldDraft | undefined, checks: NumberChecks): PartyDrafts {
  const sound = soundNumber(number.value, checks);
  if (sound === undefined) return { number: barring(number, evidenceOf('number-fails')), birth };
  const settledBirthField = birth === undefined ? undefined : barring(birth, evidenceOf('differs-from-number'));
  return { number: barring(passing(number, evidenceOf('check-digit')), evidenceOf('differs-from-birth')), birth: settledBirthField };
}
