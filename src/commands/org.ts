import { historyOf, listOffices, OFFICE_STATES, showOffice } from '../access/offices/directory.js';
import { officeBook } from '../access/offices/office-book.js';
import { exportPublic } from '../access/offices/public-site.js';
import { parseDay } from '../domain/calendar.js';
import { MregError } from '../domain/error.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { OfficeRepository } from '../store/office-repository.js';
import { homeTables, tablesBeforeDecisions, withHome } from './home.js';
import { textOption } from './options.js';
import { detailLines, historyLines, listLines, publicLines } from './org-speech.js';
import { regionOption, todayOf } from './org-scope.js';
import type { Invocation } from './services.js';

/** `mreg org list [--region CODE] [--state STATE] [--on DAY]` */
export async function runOrgList({ options, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: true }, (home) => {
    const on = dayAsked({ options, services });
    const state = OFFICE_STATES.find((known) => known === textOption(options, 'state'));
    const filter = { region: regionOption(options, home.principal), state: state ?? defaultState(options), on };
    const offices = listOffices(homeTables(home), filter);
    services.reporter.result({ on, offices }, () => listLines(services, offices));
  });
}

function defaultState(options: Invocation['options']): 'open' | 'all' {
  return textOption(options, 'state') === 'all' ? 'all' : 'open';
}

/** `mreg org show OFFICE [--on DAY]` */
export async function runOrgShow({ args: [code = ''], options, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: true }, (home) => {
    const on = dayAsked({ options, services });
    const office = showOffice(homeTables(home), code, on);
    services.reporter.result({ on, ...office }, () => detailLines(services, office));
  });
}

/** `mreg org history OFFICE` */
export async function runOrgHistory({ args: [code = ''], services }: Invocation): Promise<void> {
  await withHome(services, { readonly: true }, (home) => {
    const changes = new OfficeRepository(home.registry.database).changes();
    const events = historyOf(officeBook(tablesBeforeDecisions(home), changes), changes, code);
    services.reporter.result({ office: code, events }, () => historyLines(services, events));
  });
}

/** `mreg org export --public FILE.json` */
export async function runOrgExport({ options, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: false }, async (home) => {
    const { registry, principal, actor } = home;
    const path = textOption(options, 'public') ?? '';
    const request = { path, region: principal.region, actor, at: shanghaiTime(services.clock.now()) };
    const summary = await exportPublic(registry.database, homeTables(home), request);
    services.reporter.result({ ...summary }, () => publicLines(services, summary));
  });
}

/** `--on`, else today. @throws MregError `usage` for a day that does not exist. */
function dayAsked({ options, services }: Pick<Invocation, 'options' | 'services'>): string {
  const day = textOption(options, 'on');
  if (day !== undefined && parseDay(day) === undefined) throw new MregError('usage', 'office.bad-day', { day });
  return day ?? todayOf(services);
}
