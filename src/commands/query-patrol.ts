import { MregError } from '../domain/error.js';
import { translate } from '../i18n/translate.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { judgeUsage, type UnusualDay } from '../domain/usage-statistics.js';
import { QueryRepository } from '../store/query-repository.js';
import { countText, tableLines } from '../ui/table.js';
import { withHome } from './home.js';
import { dayOption, textOption } from './options.js';
import type { Invocation, Services } from './services.js';

const DAY_MS = 86_400_000;
/** Judged unless `--since` says otherwise. */
const JUDGED_DAYS = 7;
/** What the days are judged by. */
const HISTORY_DAYS = 180;

/** `mreg query patrol [--since DAY] [--fail-on unusual]` */
export async function runQueryPatrol({ options, services }: Invocation): Promise<void> {
  const { clock, reporter } = services;
  const since = dayOption(options, 'since') ?? dayBefore(clock.now(), JUDGED_DAYS);
  await withHome(services, { readonly: true }, ({ registry }) => {
    const history = dayBefore(new Date(`${since}T00:00:00+08:00`), HISTORY_DAYS);
    const verdict = judgeUsage(new QueryRepository(registry).dailyUse(history), since);
    const document = {
      since,
      users: verdict.users,
      days: verdict.days,
      false_alarm_rate: verdict.falseAlarmRate,
      unusual: verdict.unusual,
    };
    reporter.result(document, () => patrolLines(document, services));
    if (verdict.unusual.length > 0 && textOption(options, 'failOn') === 'unusual') {
      throw new MregError('findings', 'query.patrol.found', { count: verdict.unusual.length });
    }
  });
}

function dayBefore(instant: Date, days: number): string {
  return shanghaiTime(new Date(instant.getTime() - days * DAY_MS)).slice(0, 10);
}

interface Patrol {
  readonly since: string;
  readonly users: number;
  readonly days: number;
  readonly false_alarm_rate: number;
  readonly unusual: readonly UnusualDay[];
}

function patrolLines({ since, users, days, unusual, false_alarm_rate: rate }: Patrol, { lang, reporter }: Services): readonly string[] {
  const scope = translate(lang, 'query.patrol.scope', { since, users: countText(users), days: countText(days), rate: rate * 100 });
  if (unusual.length === 0) return [reporter.paint.green(translate(lang, 'query.patrol.none')), scope];
  const columns = (['user', 'day', 'count', 'expected', 'chance'] as const).map((column) => ({
    title: translate(lang, `query.patrol.column.${column}`),
    ...(column === 'user' || column === 'day' ? {} : { align: 'right' as const }),
  }));
  const rows = unusual.map(({ actor, day, count, expected, probability }) => [
    actor,
    day,
    countText(count),
    expected.toFixed(1),
    probability < 1e-9 ? '< 1e-9' : probability.toExponential(1),
  ]);
  return [...tableLines(columns, rows), scope];
}
