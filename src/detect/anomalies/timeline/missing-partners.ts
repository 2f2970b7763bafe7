import type { AnomalyRules } from '../../../domain/anomaly-rule.js';
import { dateText } from './day.js';
import type { TimelineEntry } from './entry-store.js';
import type { KnownRegistrations } from './known-registrations.js';
import type { MissingPartner, TimelineFinding } from './timeline.js';

interface Missing extends MissingPartner {
  votes: number;
}

/**
 * Registrations whose other registration is missing. One party's number may be mistyped in either of them, so the timelines of both
 * must miss it; and it must be one that the registry should have.
 */
export class MissingPartners {
  private readonly byRecord = new Map<string, Missing>();

  add({ code, entry }: MissingPartner): void {
    const key = `${code} ${entry.id}`;
    const known = this.byRecord.get(key);
    if (known === undefined) this.byRecord.set(key, { code, entry, votes: 1 });
    else known.votes += 1;
  }

  *findings(rules: AnomalyRules, registrations: KnownRegistrations): Generator<TimelineFinding> {
    for (const { code, entry, votes } of this.byRecord.values()) {
      const known = registrations.like(entry);
      if (votes < partiesWithNumber(entry) || known < rules.parameter(code, 'knownMarriages')) continue;
      const named = dateText(entry.earlierDate);
      const values = { date: dateText(entry.date), region: String(entry.earlierRegion), known };
      const own = code === 'divorce-without-marriage' ? { marriageDate: named } : { originalDate: named };
      yield {
        code,
        subject: String(entry.id),
        severity: code === 'divorce-without-marriage' ? 'warning' : 'hint',
        values: { ...values, ...own },
        entries: [entry],
      };
    }
  }
}

function partiesWithNumber({ key, spouseKey }: TimelineEntry): number {
  return spouseKey === 0 || spouseKey === key ? 1 : 2;
}
