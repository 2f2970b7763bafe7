import type { IdentityDocument, ResidentNumber } from '../domain/identity-document.js';
import type { Party } from '../domain/registration.js';

const CHINA = '156';
/** China, Hong Kong, Macao and Taiwan in GB/T 2659. */
const CHINESE_CODES: ReadonlySet<string> = new Set([CHINA, '344', '446', '158']);

export function isResidentNumber(document: IdentityDocument | undefined): document is ResidentNumber {
  if (document === undefined) return false;
  return document.kind === 'resident-18' || document.kind === 'resident-15' || document.kind === 'residence-permit';
}

/**
 * The number of a party when it can be believed: its check digit passes and its birth date is a real day.
 * A broken number is reported as broken and then says nothing more, so that one slip gives one finding.
 */
export function soundNumber(party: Party): ResidentNumber | undefined {
  const { document } = party;
  return isResidentNumber(document) && document.checkPasses && document.birthIsRealDay ? document : undefined;
}

/** A mainland party by what the row says; a blank category with a blank nationality counts as mainland. */
export function isMainland(party: Party): boolean {
  if (party.idType !== '') return party.idType === '1';
  return party.nation === '' || party.nation === CHINA;
}

export function isChinese(nation: string): boolean {
  return CHINESE_CODES.has(nation);
}

/** First and last day of birth as yyyymmdd: from the birth column, else from a number that can be believed. */
export function birthSpan(party: Party): { readonly first: number; readonly last: number } | undefined {
  if (party.bornOn !== undefined) return party.bornOn;
  const number = soundNumber(party);
  if (number === undefined) return undefined;
  const day = Number(number.birth);
  return { first: day, last: day };
}
