import { daysBetween, formatDay } from '../../domain/calendar.js';
import { solarFromLunar } from '../../domain/lunar.js';
import type { PartialDate } from '../../domain/partial-date.js';
import type { Party } from '../../domain/registration.js';
import { soundNumber } from '../party-facts.js';

export type BirthDifference = 'none' | 'lunar' | 'other';

/**
 * How the birth column of a party stands to the birth date inside the number: `lunar` when the column read as a lunar date is
 * that day, give or take one. `none` also when either is unknown, or when the column knows only the year or month and
 * the number lies within it.
 */
export function birthDifference(party: Party): BirthDifference {
  const number = soundNumber(party);
  const { bornOn } = party;
  if (number === undefined || bornOn === undefined) return 'none';
  const day = Number(number.birth);
  if (day >= bornOn.first && day <= bornOn.last) return 'none';
  return isLunarReading(bornOn, day) ? 'lunar' : 'other';
}

/** Both births in words, for the message. */
export function birthValues(party: Party): { readonly birth: string; readonly birthInDocument: string } {
  const inDocument = Number(soundNumber(party)?.birth);
  return { birth: party.bornOn?.text ?? '', birthInDocument: formatDay(inDocument) };
}

function isLunarReading({ year, month, day }: PartialDate, solarDay: number): boolean {
  if (month === undefined || day === undefined) return false;
  return solarFromLunar({ year, month, day }).some((solar) => Math.abs(daysBetween(solar, solarDay)) <= 1);
}
