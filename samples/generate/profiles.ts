import type { YearSpan } from './timetable.js';
import type { Spelling } from './spelling.js';

export interface Profile extends YearSpan {
  readonly spelling: Spelling;
  readonly worn: boolean;
}

/**
 * The kinds of file counties send. `county-modern` is an export of a registration system, `county-archive` what was keyed
 * from paper of every era, `mixed` an archive's years in a system's spelling.
 */
export const PROFILES = {
  'county-modern': { spelling: 'modern', worn: false, fromYear: 1991, toYear: 2025 },
  'county-archive': { spelling: 'archive', worn: true, fromYear: 1950, toYear: 2025 },
  mixed: { spelling: 'modern', worn: true, fromYear: 1950, toYear: 2025 },
} as const satisfies Readonly<Record<string, Profile>>;

export type ProfileName = keyof typeof PROFILES;

export function isProfileName(text: string): text is ProfileName {
  return Object.hasOwn(PROFILES, text);
}
