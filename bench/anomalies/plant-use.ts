import type { Random } from '../../samples/generate/random.js';
import { appendEntry } from '../../src/ledger/append.js';
import type { Registry } from '../../src/store/open.js';
import type { PlantedCase } from './planted.js';

/** Registrations that are corrected; those of one office are for the wave. */
export interface SomeRecords {
  readonly ids: readonly number[];
  readonly office: string;
  readonly idsOfOffice: readonly number[];
}

const USERS = 15;
const DAYS = 120;
const DAY_MS = 86_400_000;

/** Ordinary corrections and look-ups of users up to a day, and among them two waves and somebody who works at night. */
export function plantUse({ database }: Registry, today: Date, random: Random, some: SomeRecords): readonly PlantedCase[] {
  const event = database.prepare(
    `INSERT INTO registration_event(first_id, last_id, from_state, to_state, at, actor, reason, ledger_seq) VALUES (?, ?, 'active', 'active', ?, ?, '更正', ?)`,
  );
  let seq = 0;
  const correct = (actor: string, day: string, count: number, hour: string, ids = some.ids): void => {
    for (let nth = 0; nth < count; nth += 1) {
      seq += 1;
      const id = ids[seq % ids.length] ?? 0;
      event.run(id, id, `${day}T${hour}:15:00.000+08:00`, actor, seq);
    }
  };
  const lookUp = (actor: string, day: string, persons: number): void => {
    appendEntry(database, { at: `${day}T10:15:00.000+08:00`, actor, kind: 'query.look-up', body: { persons } });
  };
  database.transaction(() => {
    for (let user = 0; user < USERS; user += 1) {
      for (let ago = DAYS; ago >= 1; ago -= 1) {
        const day = dayBefore(today, ago);
        correct(`样例${user} (u${user})`, day, 1 + random.below(4), '10');
        if (random.chance(0.5)) lookUp(`样例${user} (u${user})`, day, 5 + random.below(20));
      }
    }
    const day = dayBefore(today, 5);
    correct('样例3 (u3)', day, 200, '10', some.idsOfOffice);
    for (let ago = 6; ago < 10; ago += 1) correct('样例7 (u7)', dayBefore(today, ago), 2, '23');
    lookUp('样例4 (u4)', day, 3_000);
  })();
  return [
    wave('correction-wave', 3, 'user/样例3'),
    wave('correction-wave', 3, `office/${some.office}`),
    wave('query-wave', 4, 'user/样例4'),
    { rule: 'registrar-hours', what: 'changes at eleven at night', rows: [], subject: 'night/样例7' },
  ];
}

function wave(rule: string, user: number, subject: string): PlantedCase {
  return { rule, what: `a wave of user ${user}`, rows: [], subject };
}

function dayBefore(today: Date, days: number): string {
  return new Date(today.getTime() - days * DAY_MS).toISOString().slice(0, 10);
}
