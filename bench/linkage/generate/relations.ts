import { dayOf, type CivilDay } from '../../../samples/generate/civil-day.js';
import type { Random } from '../../../samples/generate/random.js';
import { Choice } from './choice.js';
import { COOLING_OFF_END, type CoupleMaker } from './couples.js';
import { yearOf } from './days.js';
import { numberFrom, twinSequence } from './documents.js';
import { makeGivenName, siblingGivenName } from './names.js';
import type { Party, Registration } from './registration.js';

/**
 * Records that look like a second paper of an event and are none. Each takes an event and gives other events, or nothing when it does
 * not fit. Every pair of them, and of each with the first event, is a hard negative.
 */
export type Relation = (first: Registration, maker: CoupleMaker, random: Random) => readonly Registration[];

const LAST_DAY = dayOf(2025, 10, 31);

function laterDay(first: Registration, from: number, to: number, random: Random): CivilDay | undefined {
  const day = first.day + random.between(from, to);
  if (day > LAST_DAY || (day >= dayOf(2021, 1, 1) && day < COOLING_OFF_END)) return undefined;
  return day;
}

const reissue: Relation = (first, maker, random) => {
  const day = laterDay(first, 300, 8_000, random);
  if (first.opType !== 'IA' || day === undefined) return [];
  const again = maker.registerCouple('ICA', day, maker.placeLater(first.place, day), first.man, first.woman, first.day);
  // Who lost the paper once loses it again.
  const second = random.chance(0.1) ? laterDay(again, 200, 2_000, random) : undefined;
  if (second === undefined) return [again];
  return [again, maker.registerCouple('ICA', second, maker.placeLater(first.place, second), first.man, first.woman, first.day)];
};

const divorce: Relation = (first, maker, random) => {
  const day = laterDay(first, 300, 6_000, random);
  if (first.opType !== 'IA' || day === undefined) return [];
  return [maker.registerCouple('IB', day, maker.placeLater(first.place, day), first.man, first.woman, first.day)];
};

/** 复婚: divorced and married again, sometimes within weeks, often in the same office. */
const marriedAgain: Relation = (first, maker, random) => {
  const [divorced] = divorce(first, maker, random);
  const day = divorced === undefined ? undefined : laterDay(divorced, 2, random.chance(0.4) ? 90 : 2_500, random);
  if (divorced === undefined || day === undefined) return [];
  const again = maker.registerCouple('IA', day, maker.placeLater(first.place, day), first.man, first.woman, day);
  again.renewed = true;
  for (const party of [again.man, again.woman]) party.maritalStatus = '40';
  return [divorced, again];
};

const otherSpouse: Relation = (first, maker, random) => {
  const day = laterDay(first, 500, 6_000, random);
  if (first.opType !== 'IA' || day === undefined) return [];
  const place = maker.placeLater(first.place, day);
  const man = random.chance(0.5) ? first.man : maker.makeParty('male', day, place);
  const woman = man === first.man ? maker.makeParty('female', day, place) : first.woman;
  const other = maker.registerCouple('IA', day, place, man, woman, day);
  for (const party of [other.man, other.woman])
    if (party.number === man.number || party.number === woman.number) party.maritalStatus = '40';
  return [other];
};

/** A twin of one of them marries, on the same day as like as not. */
const twin: Relation = (first, maker, random) => {
  const day = random.chance(0.4) ? first.day : laterDay(first, 1, 1_500, random);
  if (first.opType !== 'IA' || day === undefined) return [];
  const place = maker.placeLater(first.place, day);
  const ofMan = random.chance(0.5);
  const born = ofMan ? first.man : first.woman;
  const other: Party = {
    ...born,
    given: siblingGivenName(born.sex, yearOf(born.bornOn), born.given, random),
    number: numberFrom(born.number.slice(0, 6), born.bornOn, twinSequence(born.number)),
  };
  const spouse = maker.makeParty(ofMan ? 'female' : 'male', day, place);
  return [maker.registerCouple('IA', day, place, ofMan ? other : spouse, ofMan ? spouse : other, day)];
};

/** A brother or sister marries in the same office within two years. */
const sibling: Relation = (first, maker, random) => {
  const day = laterDay(first, 0, 700, random);
  if (first.opType !== 'IA' || day === undefined) return [];
  const place = maker.placeLater(first.place, day);
  const elder = random.chance(0.5) ? first.man : first.woman;
  const younger = maker.makeParty(elder.sex, day, place);
  younger.surname = elder.surname;
  younger.given = siblingGivenName(elder.sex, yearOf(elder.bornOn), elder.given, random);
  younger.number = numberFrom(elder.number.slice(0, 6), younger.bornOn, Number(younger.number.slice(14, 17)));
  younger.address = elder.address;
  const spouse = maker.makeParty(elder.sex === 'male' ? 'female' : 'male', day, place);
  const [man, woman] = elder.sex === 'male' ? [younger, spouse] : [spouse, younger];
  return [maker.registerCouple('IA', day, place, man, woman, day)];
};

/** Another couple of the same names: on the same day in the same office, or anywhere. */
function sameNames(sameDay: boolean): Relation {
  return (first, maker, random) => {
    const day = sameDay ? first.day : laterDay(first, 1, 5_000, random);
    if (first.opType !== 'IA' || day === undefined) return [];
    const other = maker.register(day, sameDay ? first.place : undefined);
    if (other.opType !== 'IA') return [];
    const [man, woman] = [other.man, other.woman];
    [man.surname, man.given] = [first.man.surname, first.man.given];
    woman.surname = first.woman.surname;
    woman.given = random.chance(0.8) ? first.woman.given : makeGivenName('female', yearOf(woman.bornOn), random);
    return [other];
  };
}

export const RELATIONS = {
  reissue,
  divorce,
  'married-again': marriedAgain,
  'other-spouse': otherSpouse,
  twin,
  sibling,
  'same-names-same-day': sameNames(true),
  'same-names': sameNames(false),
} as const satisfies Readonly<Record<string, Relation>>;

export type RelationKind = keyof typeof RELATIONS;

const SHARES: Readonly<Record<RelationKind, number>> = {
  reissue: 30,
  divorce: 30,
  'married-again': 12,
  'other-spouse': 15,
  twin: 3,
  sibling: 6,
  'same-names-same-day': 2,
  'same-names': 4,
};

/** Events in a thousand that have something related. */
export const RELATED_SHARE = 0.08;

export const RELATION_CHOICE = new Choice(Object.keys(RELATIONS) as RelationKind[], (kind) => SHARES[kind]);
