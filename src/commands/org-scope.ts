import { covers, type Principal } from '../domain/account.js';
import { MregError } from '../domain/error.js';
import type { OfficeRow, ReferenceTables } from '../domain/reference.js';
import { openOffices } from '../access/offices/office-book.js';
import { mayMaintain, requireMaintained } from '../access/offices/office-sheets.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { textOption } from './options.js';
import type { Invocation, Services } from './services.js';

/** `YYYY-MM-DD` in Shanghai. */
export function todayOf({ clock }: Pick<Services, 'clock'>): string {
  return shanghaiTime(clock.now()).slice(0, 10);
}

/** The region asked for, else one's own area. @throws MregError `usage` for what is no region code. */
export function regionOption(options: Invocation['options'], principal: Principal): string {
  const region = textOption(options, 'region');
  if (region === undefined) return principal.region;
  if (!/^\d{6}$/.test(region)) throw new MregError('usage', 'office.bad-region', { region });
  return region;
}

/**
 * The open offices a check looks at: the one named, else all of the region asked for or of one's own area.
 * @throws MregError `not-permitted` outside one's area, `usage` for an office that is not open.
 */
export function officesToCheck(
  tables: ReferenceTables,
  { args: [code], options, services }: Invocation,
  principal: Principal,
): readonly OfficeRow[] {
  const open = openOffices(tables, todayOf(services));
  if (code !== undefined) {
    requireMaintained(principal, code);
    const named = open.filter((row) => row.code === code);
    if (named.length === 0) throw new MregError('usage', 'office.unknown', { office: code });
    return named;
  }
  const region = regionOption(options, principal);
  if (!covers(principal.region, region)) requireMaintained(principal, region);
  return open.filter((row) => covers(region, row.code) && mayMaintain(principal, row.code));
}

/** `--fail-on incomplete`: exit code 7 after the result has been told. @throws MregError `findings` */
export function failOnIncomplete(options: Invocation['options'], incomplete: number): void {
  if (textOption(options, 'failOn') !== 'incomplete' || incomplete === 0) return;
  throw new MregError('findings', 'office.incomplete', { count: incomplete });
}
