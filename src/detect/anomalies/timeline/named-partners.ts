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

/** Of the registrations that later ones name. */
interface Share {
  here: number;
  missing: number;
}

/**
 * Registrations that name an earlier one which is missing. One party's number may be mistyped in either of them, so the timelines of
 * both must miss it. And the registry must have nearly all that are named of that place and year (of the place in
 * all years, or of all places, where too few are named to tell): where many are missing, the archive is not here, and that says nothing.
 */
export class NamedPartners {
  private readonly missing = new Map<string, Missing>();
  private readonly shares = new Map<string, Share>();

  add({ code, entry, isHere }: NamedPartner): void {
    for (const share of this.sharesOf(code, entry)) share[isHere ? 'here' : 'missing'] += 1;
    if (isHere) return;
    const key = `${code} ${entry.id}`;
    const known = this.missing.get(key);
    if (known === undefined) this.missing.set(key, { code, entry, parties: 1 });
    else known.parties += 1;
  }

  /** From the nearest to the whole: of its place and year, of its place, of all. */
  private sharesOf(code: string, { kind, earlierRegion, earlierDate }: TimelineEntry): readonly Share[] {
    const all = `${code} ${kind}`;
    const ofPlace = `${all} ${earlierRegion}`;
    return [this.share(`${ofPlace} ${yearOf(earlierDate)}`), this.share(ofPlace), this.share(all)];
  }

  private share(key: string): Share {
    const known = this.shares.get(key);
    if (known !== undefined) return known;
    const share = { here: 0, missing: 0 };
    this.shares.set(key, share);
    return share;
  }

  *findings(rules: AnomalyRules): Generator<TimelineFinding> {
    for (const { code, entry, parties } of this.missing.values()) {
      const share = this.shareOfOthers(code, entry, parties, rules.parameter(code, 'leastNamed'));
      if (share < rules.parameter(code, 'leastShareHere') || parties < partiesWithNumber(entry)) continue;
      const isDivorce = code === 'divorce-without-marriage';
      const named = dateText(entry.earlierDate);
      const values = { date: dateText(entry.date), region: String(entry.earlierRegion), share: Math.round(100 * share) };
      const own = isDivorce ? { marriageDate: named } : { originalDate: named };
      yield { code, subject: String(entry.id), severity: isDivorce ? 'warning' : 'hint', values: { ...values, ...own }, entries: [entry] };
    }
  }

  /** Of the others that are named: `own` are the voices of this one, counted once for each of its parties as all are. */
  private shareOfOthers(code: string, entry: TimelineEntry, own: number, leastNamed: number): number {
    for (const { here, missing } of this.sharesOf(code, entry)) {
      const others = here + missing - own;
      if (others >= leastNamed) return here / others;
    }
    return 0;
  }
}

function partiesWithNumber({ key, spouseKey }: TimelineEntry): number {
  return spouseKey === 0 || spouseKey === key ? 1 : 2;
}
