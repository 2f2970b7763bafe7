import { yearOf } from '../../../domain/calendar.js';
import type { AnomalyRules } from '../../../domain/anomaly-rule.js';
import { dateText } from './day.js';
import type { TimelineEntry } from './entry-store.js';
import type { NamedPartner, TimelineFinding } from './timeline.js';

const EARLIER = /^B?[JL](\d{6})-/;

/** The region in the number of an earlier certificate, as a number; 0 when the number is of a form that has none. */
export function regionOfCertificate(certificate: string): number {
  return Number(EARLIER.exec(certificate)?.[1] ?? 0);
}

interface Missing {
  readonly code: string;
  readonly entry: TimelineEntry;
  parties: number;
}

/** Of the registrations of one place and year that later ones name. */
interface Place {
  here: number;
  missing: number;
}

/**
 * Registrations that name an earlier one which is missing. One party's number may be mistyped in either of them, so the timelines of
 * both must miss it. And the registry must have nearly all that are named of that place and year: where many are missing, the
 * archive is not here, and none of them says anything.
 */
export class NamedPartners {
  private readonly missing = new Map<string, Missing>();
  private readonly places = new Map<string, Place>();

  add({ code, entry, isHere }: NamedPartner): void {
    const place = this.placeOf(code, entry);
    if (isHere) {
      place.here += 1;
      return;
    }
    place.missing += 1;
    const key = `${code} ${entry.id}`;
    const known = this.missing.get(key);
    if (known === undefined) this.missing.set(key, { code, entry, parties: 1 });
    else known.parties += 1;
  }

  private placeOf(code: string, { kind, earlierRegion, earlierDate }: TimelineEntry): Place {
    const key = `${code} ${kind} ${earlierRegion} ${yearOf(earlierDate)}`;
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const place = { here: 0, missing: 0 };
    this.places.set(key, place);
    return place;
  }

  *findings(rules: AnomalyRules): Generator<TimelineFinding> {
    for (const { code, entry, parties } of this.missing.values()) {
      const { here, missing } = this.placeOf(code, entry);
      const isKept =
        here + missing >= rules.parameter(code, 'leastNamed') && here / (here + missing) >= rules.parameter(code, 'leastShareHere');
      if (!isKept || parties < partiesWithNumber(entry)) continue;
      const isDivorce = code === 'divorce-without-marriage';
      const named = dateText(entry.earlierDate);
      const share = Math.round((100 * here) / (here + missing));
      const values = { date: dateText(entry.date), region: String(entry.earlierRegion), share };
      const own = isDivorce ? { marriageDate: named } : { originalDate: named };
      yield { code, subject: String(entry.id), severity: isDivorce ? 'warning' : 'hint', values: { ...values, ...own }, entries: [entry] };
    }
  }
}

function partiesWithNumber({ key, spouseKey }: TimelineEntry): number {
  return spouseKey === 0 || spouseKey === key ? 1 : 2;
}
