import { sessionEnds } from '../access/sessions/judge.js';
import { actorOf, type Principal } from '../domain/account.js';
import type { SessionLimits } from '../domain/access-settings.js';
import { translate } from '../i18n/translate.js';
import { shanghaiMinute, shanghaiTime } from '../lib/shanghai-time.js';
import type { Account } from '../store/account-repository.js';
import type { Session } from '../store/session-repository.js';
import type { Services } from './services.js';

interface Person {
  readonly principal: Principal;
  readonly account: Pick<Account, 'must_change_password'>;
  readonly session: Session | undefined;
}

/** Who acts, as `login` and `whoami` tell it to scripts. */
export function personDocument({ principal, account, session }: Person, limits: SessionLimits) {
  const { username, name, role, designations, region, office = null } = principal;
  return {
    username,
    name,
    role,
    designations,
    region,
    office,
    must_change_password: account.must_change_password,
    session: session === undefined ? null : sessionDocument(session, limits),
  };
}

function sessionDocument(session: Session, limits: SessionLimits) {
  const { idleEndsMs, endsMs } = sessionEnds(session, limits);
  return { opened_at: session.opened_at, last_used_at: session.last_used_at, idle_ends_at: at(idleEndsMs), ends_at: at(endsMs) };
}

function at(ms: number): string {
  return shanghaiTime(new Date(ms));
}

function minute(time: string): string {
  return shanghaiMinute(new Date(time));
}

/** The same for people. */
export function personLines(person: ReturnType<typeof personDocument>, { lang }: Services): readonly string[] {
  const { region, office, session, must_change_password: mustChange } = person;
  const titles = [
    translate(lang, `role.${person.role}`),
    ...person.designations.map((designation) => translate(lang, `designation.${designation}`)),
  ];
  return [
    translate(lang, 'whoami.person', { actor: actorOf(person) }),
    translate(lang, 'whoami.titles', { titles: titles.join(lang === 'zh' ? '、' : ', ') }),
    translate(lang, office === null ? 'whoami.region' : 'whoami.office', { region, office: office ?? '' }),
    session === null
      ? translate(lang, 'whoami.no-session')
      : translate(lang, 'whoami.session', {
          opened: minute(session.opened_at),
          idle: minute(session.idle_ends_at),
          ends: minute(session.ends_at),
        }),
    ...(mustChange ? [translate(lang, 'whoami.must-change')] : []),
  ];
}
