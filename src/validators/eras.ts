import type { PartialDate } from '../domain/partial-date.js';

/*
 * The days on which the records changed their nature, as yyyymmdd integers. They are history and will not move;
 * what may still change (ages, regions, offices) is looked up in the reference tables.
 */

/** Founding of the People's Republic: no registry of ours is older. */
export const REPUBLIC_FOUNDED = 19491001;
/** Marriage Law of 1950: registration begins. */
export const REGISTRATION_BEGINS = 19500501;
/** Resident identity numbers, 15 digits, on trial from this day. */
export const RESIDENT_NUMBERS_BEGIN = 19840406;
/** GB 11643-1999: numbers of 18 digits. */
export const EIGHTEEN_DIGITS_BEGIN = 19991001;
/** Regulation 387: identity card, hukou book and declaration; certificates numbered by form F2, later F1. */
export const REGULATION_387 = 20031001;
/** 国办发〔2018〕81号: 18-digit residence permits for residents of Hong Kong, Macao and Taiwan. */
export const RESIDENCE_PERMITS_BEGIN = 20180901;
/** Permanent residence cards of foreigners with 18 digits. */
export const NEW_FOREIGN_CARDS_BEGIN = 20231201;

/** Every day the date may mean is `day` or later. An unknown date is certain of nothing. */
export function certainlyFrom(date: PartialDate | undefined, day: number): boolean {
  return date !== undefined && date.first >= day;
}

/** Every day the date may mean lies before `day`. An unknown date is certain of nothing. */
export function certainlyBefore(date: PartialDate | undefined, day: number): boolean {
  return date !== undefined && date.last < day;
}
