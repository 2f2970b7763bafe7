import { yearOf } from '../../../domain/calendar.js';
import type { TimelineEntry } from './entry-store.js';

const NUMBERED = /^[JL](\d{6})-(\d{4})-/;
const EARLIER = /^B?[JL](\d{6})-/;

/** The region in the number of an earlier certificate, as a number; 0 when the number is of a form that has none. */
export function regionOfCertificate(certificate: string): number {
  return Number(EARLIER.exec(certificate)?.[1] ?? 0);
}

/**
 * How many marriages and divorces the registry has by region and year of the certificate number. Where it has many, it should
 * have the one that a later registration names; where it has none, the archive of that place is not here.
 */
export class KnownRegistrations {
  private readonly counts = { IA: new Map<string, number>(), IB: new Map<string, number>() };

  add(opType: string, certificate: string): void {
    if (opType !== 'IA' && opType !== 'IB') return;
    const place = NUMBERED.exec(certificate);
    if (place === null) return;
    const key = `${place[1]}-${place[2]}`;
    this.counts[opType].set(key, (this.counts[opType].get(key) ?? 0) + 1);
  }

  /** Takes counts made elsewhere, when not every registration passes by. */
  take(opType: 'IA' | 'IB', counts: ReadonlyMap<string, number>): void {
    for (const [place, count] of counts) this.counts[opType].set(place, count);
  }

  /** Registrations of the kind, place and year of the one that this entry names. */
  like({ kind, earlierRegion, earlierDate }: TimelineEntry): number {
    const place = `${String(earlierRegion).padStart(6, '0')}-${yearOf(earlierDate)}`;
    return this.counts[kind === 'ICB' ? 'IB' : 'IA'].get(place) ?? 0;
  }
}
