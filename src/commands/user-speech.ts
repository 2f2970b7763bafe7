import { translate, type MessageKey, type PlaceValues } from '../i18n/translate.js';
import { shanghaiMinute } from '../lib/shanghai-time.js';
import type { Account } from '../store/account-repository.js';
import type { Incident } from '../store/incident-repository.js';
import type { Session } from '../store/session-repository.js';
import { tableLines } from '../ui/table.js';
import type { Services } from './services.js';

/** When the holder left, and until when the cancellation is in time (Art. 21). */
export interface Departure {
  readonly on: string;
  readonly due: string;
  /** The holidays of that year are not known yet. */
  readonly provisional: boolean;
}

/** An account for scripts, without its password and whatever says who else holds it. */
export function accountDocument(account: Account) {
  const { username, name, role, designations, region, office, state, last_login_at, departed_on } = account;
  const { must_change_password } = account;
  return { username, name, role, designations: [...designations], region, office, state, last_login_at, departed_on, must_change_password };
}

type AccountDocument = ReturnType<typeof accountDocument>;

export function detailDocument(account: Account, sessions: readonly Session[], departure: Departure | null) {
  const { certificate_number: number, certificate_issuer: issuer, certificate_issued_on: issuedOn } = account;
  return {
    ...accountDocument(account),
    holder: account.holder_masked,
    certificate: number === null ? null : { number, issuer, issued_on: issuedOn },
    departure: departure === null ? null : { ...departure },
    opened_at: account.opened_at,
    closed_at: account.closed_at,
    locked_until: account.locked_until,
    sessions: sessions.map(({ opened_at, last_used_at }) => ({ opened_at, last_used_at })),
  };
}

type DetailDocument = ReturnType<typeof detailDocument>;

const LIST_COLUMNS = ['username', 'name', 'titles', 'area', 'state', 'last-login'] as const;

export function accountLines(accounts: readonly AccountDocument[], { lang }: Services): readonly string[] {
  if (accounts.length === 0) return [translate(lang, 'user.none')];
  const heads = LIST_COLUMNS.map((column) => ({ title: translate(lang, `user.column.${column}`) }));
  return tableLines(
    heads,
    accounts.map((account) => [
      account.username,
      account.name,
      titlesOf(account, lang),
      account.office ?? account.region,
      translate(lang, `user.state.${account.state}`),
      account.last_login_at === null ? '' : minuteOf(account.last_login_at),
    ]),
  );
}

/** `市级管理员、导出专员` */
export function titlesOf({ role, designations }: Pick<Account, 'role' | 'designations'>, lang: Services['lang']): string {
  const titles = [translate(lang, `role.${role}`), ...designations.map((designation) => translate(lang, `designation.${designation}`))];
  return titles.join(lang === 'zh' ? '、' : ', ');
}

export function detailLines(detail: DetailDocument, services: Services): readonly string[] {
  const { lang, reporter } = services;
  const say = (key: MessageKey, values: PlaceValues = {}): string => translate(lang, key, values);
  const { name, username, region, office, certificate, departure, closed_at: closedAt, holder } = detail;
  return [
    reporter.paint.bold(say('user.show.heading', { name, username, state: say(`user.state.${detail.state}`) })),
    say('user.show.titles', { titles: titlesOf(detail, lang), area: office ?? region }),
    say('user.show.opened', { at: minuteOf(detail.opened_at) }),
    ...(closedAt === null ? [] : [say('user.show.closed', { at: minuteOf(closedAt) })]),
    ...(holder === null ? [] : [say('user.show.holder', { holder })]),
    certificate === null ? say('user.show.no-certificate') : say('user.show.certificate', certificateValues(certificate)),
    ...(departure === null ? [] : [departureLine(departure, lang)]),
    ...(detail.must_change_password ? [say('user.show.must-change')] : []),
    ...detail.sessions.map((session) =>
      say('user.show.session', { opened: minuteOf(session.opened_at), used: minuteOf(session.last_used_at) }),
    ),
  ];
}

function departureLine({ on, due, provisional }: Departure, lang: Services['lang']): string {
  return translate(lang, provisional ? 'user.show.departed-provisional' : 'user.show.departed', { on, due });
}

function certificateValues({ number, issuer, issued_on: on }: NonNullable<DetailDocument['certificate']>): PlaceValues {
  return { number, issuer: issuer ?? '', on: on ?? '' };
}

const INCIDENT_COLUMNS = ['id', 'username', 'region', 'state', 'reported', 'addressees', 'what'] as const;

export function incidentLines(incidents: readonly Incident[], { lang }: Services): readonly string[] {
  if (incidents.length === 0) return [translate(lang, 'user.incidents.none')];
  const heads = INCIDENT_COLUMNS.map((column) => ({ title: translate(lang, `user.incidents.${column}`) }));
  return tableLines(
    heads,
    incidents.map(({ id, username, region, state, reported_at: at, reported_by: by, addressees, what }) => [
      String(id),
      username,
      region,
      translate(lang, `user.incidents.${state}`),
      `${minuteOf(at)} ${by}`,
      addressees.join(' '),
      what,
    ]),
  );
}

function minuteOf(time: string): string {
  return shanghaiMinute(new Date(time));
}
