import { accountsWithin, accountWithin } from '../access/accounts/reach.js';
import { leaverDueOn } from '../access/accounts/audit.js';
import { formatDay } from '../domain/calendar.js';
import { reachOf } from '../domain/permission.js';
import { createReference } from '../domain/reference-index.js';
import { AccountRepository } from '../store/account-repository.js';
import { IncidentRepository } from '../store/incident-repository.js';
import { SessionRepository } from '../store/session-repository.js';
import { homeTables, withHome, type Home } from './home.js';
import { switchOption } from './options.js';
import type { Invocation } from './services.js';
import { accountDocument, accountLines, detailDocument, detailLines, incidentLines, type Departure } from './user-speech.js';

/** `mreg user list [--closed]` */
export async function runUserList({ options, services }: Invocation): Promise<void> {
  const withClosed = switchOption(options, 'closed');
  await withHome(services, { readonly: true }, ({ registry, principal }) => {
    const accounts = accountsWithin(new AccountRepository(registry.database), reachOf(principal, 'account.read'));
    const shown = accounts.filter(({ state }) => withClosed || state !== 'closed').map(accountDocument);
    services.reporter.result({ accounts: shown }, () => accountLines(shown, services));
  });
}

/** `mreg user show USERNAME` */
export async function runUserShow({ args, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: true }, (home) => {
    const { database } = home.registry;
    const account = accountWithin(new AccountRepository(database), args[0] ?? '', reachOf(home.principal, 'account.read'));
    const sessions = new SessionRepository(database).openOf(account.username);
    const detail = detailDocument(account, sessions, departureOf(account.departed_on, home));
    services.reporter.result(detail, () => detailLines(detail, services));
  });
}

function departureOf(departedOn: string | null, home: Home): Departure | null {
  if (departedOn === null) return null;
  const { day, provisional } = leaverDueOn(departedOn, createReference(homeTables(home)));
  return { on: departedOn, due: formatDay(day), provisional };
}

/** `mreg user incidents [--open]` */
export async function runUserIncidents({ options, services }: Invocation): Promise<void> {
  const openOnly = switchOption(options, 'open');
  await withHome(services, { readonly: true }, ({ registry, principal }) => {
    const incidents = new IncidentRepository(registry.database)
      .list(reachOf(principal, 'account.read'))
      .filter(({ state }) => !openOnly || state === 'open');
    services.reporter.result({ incidents: incidents.map((incident) => ({ ...incident })) }, () => incidentLines(incidents, services));
  });
}
