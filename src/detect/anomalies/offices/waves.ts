import { actorOf } from '../../../domain/account.js';
import { addDays, formatDay } from '../../../domain/calendar.js';
import type { Detection } from '../../../domain/detection.js';
import { judgeUsage, type UserDay } from '../../../domain/usage-statistics.js';
import { AccountRepository } from '../../../store/account-repository.js';
import { OfficeAnomalyRepository } from '../../../store/office-anomaly-repository.js';
import { QueryRepository } from '../../../store/query-repository.js';
import { anomaly, type AnomalyScan, type ScanContext } from '../scan.js';
import { chanceText, rounded } from './evidence.js';

const CORRECTIONS = 'correction-wave';
const QUERIES = 'query-wave';
const MOST_RECORDS = 20;

/** Days on which a user, or the users of an office, corrected or queried far more than usual. Registrations say nothing of it. */
class WaveScan implements AnomalyScan {
  private readonly context: ScanContext;

  constructor(context: ScanContext) {
    this.context = context;
  }

  add(): void {}

  *findings(): Generator<Detection> {
    const { rules, registry } = this.context;
    const changes = new OfficeAnomalyRepository(registry);
    if (rules.isOn(CORRECTIONS)) {
      const since = this.historyBegins(CORRECTIONS);
      yield* this.waves(CORRECTIONS, 'user', changes.dailyChanges(since));
      yield* this.waves(CORRECTIONS, 'office', changes.dailyChangesOfOffices(since));
    }
    if (!rules.isOn(QUERIES)) return;
    const use = new QueryRepository(registry).dailyUse(this.historyBegins(QUERIES));
    yield* this.waves(QUERIES, 'user', use);
    yield* this.waves(QUERIES, 'office', this.byOffice(use));
  }

  private historyBegins(code: string): string {
    const { rules, today } = this.context;
    return formatDay(addDays(today, -rules.parameter(code, 'judgedDays') - rules.parameter(code, 'historyDays')));
  }

  private *waves(code: string, waveOf: 'user' | 'office', days: readonly UserDay[]): Generator<Detection> {
    const { rules, today, registry } = this.context;
    const { unusual, falseAlarmRate } = judgeUsage(days, formatDay(addDays(today, -rules.parameter(code, 'judgedDays'))));
    for (const { actor, day, count, expected, probability } of unusual) {
      if (count < rules.parameter(code, 'fewestADay')) continue;
      yield anomaly(rules, {
        code,
        subject: [waveOf, actor, day].join('/'),
        severity: 'warning',
        score: 1 - falseAlarmRate,
        values: { who: actor, date: day, count, expected: rounded(expected), chance: chanceText(probability), rate: falseAlarmRate },
        records:
          code === CORRECTIONS && waveOf === 'user' ? new OfficeAnomalyRepository(registry).changedRecords(actor, day, MOST_RECORDS) : [],
      });
    }
  }

  /** Look-ups of all users of an office, or of a bureau, together. */
  private byOffice(use: readonly UserDay[]): readonly UserDay[] {
    const places = new Map(
      new AccountRepository(this.context.registry.database)
        .list()
        .map((account) => [actorOf(account), account.office ?? account.region] as const),
    );
    const counts = new Map<string, UserDay>();
    for (const { actor, day, count } of use) {
      const place = places.get(actor);
      if (place === undefined) continue;
      const key = `${place} ${day}`;
      counts.set(key, { actor: place, day, count: count + (counts.get(key)?.count ?? 0) });
    }
    return [...counts.values()];
  }
}

export function waveScans(context: ScanContext): readonly AnomalyScan[] {
  return [CORRECTIONS, QUERIES].some((code) => context.rules.isOn(code)) ? [new WaveScan(context)] : [];
}
