import { profileGaps } from '../access/offices/completeness.js';
import { showOffice } from '../access/offices/directory.js';
import { changeSheet, mayMaintain, requireMaintained } from '../access/offices/office-sheets.js';
import { PROFILE_FIELDS, type OfficeProfile } from '../access/offices/profile-fields.js';
import { changedProfile, missingIn, publicPart, readProfile } from '../access/offices/read-profile.js';
import { MregError } from '../domain/error.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { OfficeRepository, type OfficeSheet } from '../store/office-repository.js';
import { homeTables, withHome } from './home.js';
import { readJsonObject } from './json-file.js';
import { textOption } from './options.js';
import { failOnIncomplete, officesToCheck, todayOf } from './org-scope.js';
import { changedLines, fieldNames, profileGapLines, profileLines } from './org-speech.js';
import type { Invocation } from './services.js';

/** `mreg org profile show OFFICE`; to those of other areas, what is public. */
export async function runOrgProfileShow({ args: [code = ''], services }: Invocation): Promise<void> {
  await withHome(services, { readonly: true }, (home) => {
    const { name } = showOffice(homeTables(home), code, todayOf(services));
    const written = new OfficeRepository(home.registry.database).sheet('office_profile', code);
    const whole = (written?.sheet ?? {}) as OfficeProfile;
    const profile = mayMaintain(home.principal, code) ? whole : publicPart(whole);
    const document = { office: code, name, profile, missing: missingIn(whole), updated_at: written?.at ?? null };
    services.reporter.result(document, () => profileLines(services, document));
  });
}

/** `mreg org profile set OFFICE [--from FILE.json] [--address TEXT …]` */
export async function runOrgProfileSet(invocation: Invocation): Promise<void> {
  const { args, services } = invocation;
  const [office = ''] = args;
  await withHome(services, { readonly: false }, (home) => {
    requireMaintained(home.principal, office);
    const edit = profileEdit(invocation);
    const by = { principal: home.principal, actor: home.actor, at: shanghaiTime(services.clock.now()) };
    const outcome = changeSheet(home.registry.database, homeTables(home), { table: 'office_profile', office, edit }, by);
    const { sheet, changed, ledgerSeq } = outcome;
    const document = { office, changed, missing: missingIn(sheet), ledger_seq: ledgerSeq ?? null };
    services.reporter.result(document, () => changedLines(services, document, fieldNames(services.lang)));
  });
}

/** The file is the whole profile, and the flags are laid over it; without a file, over what was there. */
function profileEdit({ options }: Invocation): (before: OfficeSheet) => OfficeSheet {
  const path = textOption(options, 'from');
  const flags = flagValues(options);
  if (path === undefined && Object.keys(flags).length === 0) throw new MregError('usage', 'office.profile.nothing');
  const whole = path === undefined ? undefined : readProfile(readJsonObject(path));
  return (before) => changedProfile(whole ?? before, flags);
}

function flagValues(options: Invocation['options']): Readonly<Record<string, string>> {
  const values = PROFILE_FIELDS.map(({ key }) => [key, textOption(options, camelCase(key))] as const);
  return Object.fromEntries(values.filter((entry): entry is readonly [(typeof entry)[0], string] => entry[1] !== undefined));
}

/** As the parser names an option: `slotMinutes`. */
function camelCase(key: string): string {
  return key.replaceAll(/_(\w)/gu, (_, letter: string) => letter.toUpperCase());
}

/** `mreg org profile check [OFFICE] [--region CODE] [--fail-on incomplete]` */
export async function runOrgProfileCheck(invocation: Invocation): Promise<void> {
  const { options, services } = invocation;
  await withHome(services, { readonly: true }, (home) => {
    const offices = officesToCheck(homeTables(home), invocation, home.principal);
    const incomplete = profileGaps(new OfficeRepository(home.registry.database), offices);
    services.reporter.result({ checked: offices.length, incomplete }, () => profileGapLines(services, offices.length, incomplete));
    failOnIncomplete(options, incomplete.length);
  });
}
