import { resolve } from 'node:path';
import type { AccountDraft } from '../access/accounts/operations.js';
import { usernameFrom, usernameOfName } from '../access/accounts/username.js';
import { hashPassword } from '../access/passwords/hashing.js';
import { refuseWeakPassword } from '../access/passwords/policy.js';
import { loadPackagedTables } from '../config/packaged-tables.js';
import type { NewConfig } from '../config/write-config.js';
import { ACCESS_DEFAULTS } from '../domain/access-settings.js';
import { actorOf } from '../domain/account.js';
import { MregError } from '../domain/error.js';
import type { ReferenceTables } from '../domain/reference.js';
import { translate, type MessageKey, type PlaceValues } from '../i18n/translate.js';
import { isKeyName } from '../ledger/signed-note.js';
import { nearestOf } from '../lib/nearest.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { createHome } from './create-home.js';
import { textOption } from './options.js';
import { chosenPassword } from './passwords.js';
import { sessionPathOf } from './proven-person.js';
import type { Invocation, Services } from './services.js';

const GUANGDONG = '440000';

/** `mreg init --operator NAME` */
export async function runInit(invocation: Invocation): Promise<void> {
  const { options, services } = invocation;
  const homePath = resolve(services.homePath);
  const tables = loadPackagedTables();
  const config = newConfig(options, tables);
  const operator = operatorOf(options);
  const { origin, keyId } = await createHome({
    homePath,
    config,
    tables,
    firstAccount: () => firstAccount(invocation, operator, config.province.code),
    sessionPath: sessionPathOf(services, homePath),
    at: shanghaiTime(services.clock.now()),
    random: services.random,
  });
  const document = { home: homePath, province: config.province, operator, origin, key_id: keyId, tables: tableCounts(tables) };
  services.reporter.result(document, () => summaryLines(services, document));
}

interface Operator {
  readonly name: string;
  readonly account: string;
}

function operatorOf(options: Invocation['options']): Operator {
  const name = nonEmpty(options, 'operator') ?? '';
  const account = nonEmpty(options, 'account');
  return { name, account: account === undefined ? usernameOfName(name) : usernameFrom(account) };
}

/** Who makes the home administers the province. He chose the password himself, so he need not change it. */
async function firstAccount(invocation: Invocation, { name, account }: Operator, region: string): Promise<AccountDraft> {
  const password = await chosenPassword(invocation, 'password-file');
  refuseWeakPassword(password, { username: account, name }, ACCESS_DEFAULTS.password);
  return {
    username: account,
    name,
    role: 'province-admin',
    designations: [],
    region,
    passwordHash: await hashPassword(password, ACCESS_DEFAULTS.hashing),
    mustChangePassword: false,
  };
}

function newConfig(options: Invocation['options'], tables: ReferenceTables): NewConfig {
  const code = nonEmpty(options, 'province') ?? GUANGDONG;
  const origin = nonEmpty(options, 'origin') ?? `mreg-${code}`;
  if (!isKeyName(origin)) throw new MregError('usage', 'init.bad-origin', { origin });
  return { province: { code, name: provinceName(code, tables) }, ledger: { origin } };
}

function nonEmpty(options: Invocation['options'], name: string): string | undefined {
  const value = textOption(options, name)?.trim();
  if (value === '') throw new MregError('usage', 'cli.empty-value', { option: `--${name}` });
  return value;
}

function provinceName(code: string, tables: ReferenceTables): string {
  const provinces = tables.regions.filter((region) => region.level === 'province');
  const province = provinces.find((region) => region.code === code);
  if (province !== undefined) return province.name;
  const near = nearestOf(
    code,
    provinces.map((region) => region.code),
  );
  throw new MregError('usage', 'init.unknown-province', { code, ...(near === undefined ? {} : { suggestion: near }) });
}

function tableCounts({ version, regions, offices, codes, laws, holidays }: ReferenceTables) {
  return { version, regions: regions.length, offices: offices.length, codes: codes.length, laws: laws.length, holidays: holidays.length };
}

interface Made {
  readonly home: string;
  readonly province: { readonly code: string; readonly name: string };
  readonly operator: Operator;
  readonly origin: string;
  readonly key_id: string;
  readonly tables: ReturnType<typeof tableCounts>;
}

function summaryLines({ lang, reporter }: Services, made: Made): readonly string[] {
  const line = (key: MessageKey, values: PlaceValues = {}): string => translate(lang, key, values);
  return [
    reporter.paint.green(line('init.done', { home: made.home })),
    line('init.done.who', {
      actor: actorOf({ name: made.operator.name, username: made.operator.account }),
      province: made.province.name,
      code: made.province.code,
    }),
    line('init.done.tables', made.tables),
    line('init.done.ledger', { origin: made.origin, key: made.key_id }),
    line('init.done.next'),
  ];
}
