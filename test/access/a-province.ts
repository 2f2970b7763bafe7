import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { headersOf } from '../../samples/generate/spelling.js';
import { openAccount } from '../../src/access/accounts/operations.js';
import { drawSessionToken, writeSessionToken } from '../../src/access/sessions/session-file.js';
import { openSession } from '../../src/access/sessions/sessions.js';
import type { AccountRole, Designation } from '../../src/domain/account.js';
import { FIELD_KEYS } from '../../src/domain/fields.js';
import { ledgerSigner } from '../../src/commands/home.js';
import { readConfig } from '../../src/config/read-config.js';
import { signEntriesWith } from '../../src/ledger/signed-end.js';
import { openRegistry, registryPath } from '../../src/store/open.js';
import { aHost, runIn, type HostResult } from '../helpers/host.js';
import { passwordFile } from '../helpers/password.js';
import { csvOf, sampleRows } from '../helpers/rows.js';

/** Two districts of two cities. */
export const HERE = '440103';
export const THERE = '440605';

interface Post {
  readonly role: AccountRole;
  readonly designations?: readonly Designation[];
  readonly region: string;
  readonly office?: string;
}

const staff = (...designations: readonly Designation[]): Post => ({ role: 'staff', designations, region: '440000' });
const ofPlace = (county: string) => ({
  city: { role: 'city-admin', region: `${county.slice(0, 4)}00` } as const,
  county: { role: 'county-admin', region: county } as const,
  registrar: { role: 'registrar', region: county, office: county } as const,
  temporary: { role: 'temporary', region: county, office: county } as const,
});
const here = ofPlace(HERE);
const there = ofPlace(THERE);

/** Everybody who may try something, in the order of the columns of the matrix. */
export const POSTS = {
  province: { role: 'province-admin', region: '440000' },
  ...here,
  officer: staff('export-officer'),
  approver: staff('approver'),
  auditor: staff('auditor'),
  operator: staff('system-operator'),
  security: staff('security-admin'),
  'city there': there.city,
  'county there': there.county,
  'registrar there': there.registrar,
  'temporary there': there.temporary,
} as const satisfies Readonly<Record<string, Post>>;

export type Who = keyof typeof POSTS | 'nobody';

/** A registrar of HERE to whom things are done, and who does nothing. */
export const CLERK = 'clerk-here';

export function usernameOf(who: Who): string {
  return who.replace(' ', '-');
}

/** Runs commands as anybody, in this process. */
export interface Province {
  readonly home: string;
  /** Files that commands are given or write. */
  readonly folder: string;
  run(who: Who, words: readonly string[]): Promise<HostResult>;
  /** The same for people's eyes, without `--json`. */
  speak(who: Who, words: readonly string[]): Promise<HostResult>;
  /** The same province in a copy that may be changed. */
  copy(): Province;
}

/** Clean rows of HERE, then of elsewhere, as an archive gives them. */
export function rowsOf(seed: number): string[][] {
  const dept = FIELD_KEYS.indexOf('dept_code');
  const rows = sampleRows('county-modern', { rows: 300, seed, defects: 0 });
  const own = rows.filter((row) => row[dept] === HERE);
  return [...own, ...rows.filter((row) => row[dept] === THERE).slice(0, 1)];
}

/** A province with an account of each post, and one batch of HERE with a row in quarantine. Gone when the tests are over. */
export async function aProvince(): Promise<Province> {
  const folder = mkdtempSync(join(tmpdir(), 'mreg-province-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const home = join(folder, 'home');
  const province = provinceAt(home, folder);
  await hold(province.run('province', ['init', '--operator', '省管理员', '--account', 'province', '--password-file', passwordFile()]));
  openAccounts(home);
  writeFileSync(join(folder, 'archive.csv'), csvOf([headersOf('modern'), ...rowsOf(71)]));
  await hold(province.run('county', ['import', join(folder, 'archive.csv')]));
  await hold(province.run('county', ['quarantine', 'export', join(folder, 'repair.xlsx')]));
  return province;
}

async function hold(running: Promise<HostResult>): Promise<void> {
  const { code, stderr } = await running;
  if (code !== 0) throw new Error(stderr);
}

function provinceAt(home: string, folder: string): Province {
  const speak: Province['speak'] = (who, words) => {
    const { environment } = aHost();
    const host = aHost({ random: randomBytes, environment: { ...environment, variables: { MREG_SESSION: sessionFile(home, who) } } });
    return runIn(host, [...words, '--home', home, '--yes']);
  };
  return {
    home,
    folder,
    speak,
    run: (who, words) => speak(who, [...words, '--json']),
    copy: () => {
      const copied = mkdtempSync(join(folder, 'copy-'));
      for (const ending of ['', SESSIONS]) cpSync(`${home}${ending}`, `${copied}${ending}`, { recursive: true });
      return provinceAt(copied, folder);
    },
  };
}

const SESSIONS = '-sessions';

/** Nobody has a file that is not there. */
function sessionFile(home: string, who: Who): string {
  return join(`${home}${SESSIONS}`, usernameOf(who));
}

/** Opens the accounts as approved requests do, and a session for each. */
function openAccounts(home: string): void {
  const registry = openRegistry(registryPath(home), { readonly: false, busyTimeoutMs: 5_000 });
  signEntriesWith(registry.database, () => ledgerSigner({ path: home, config: readConfig(home), registry, workPath: home }));
  const by = { at: '2026-05-20T09:30:00.000+08:00', actor: '省管理员 (province)' };
  const open = registry.database.transaction(() => {
    for (const [who, post] of Object.entries(POSTS) as [Who, Post][]) {
      if (who !== 'province') openAccount(registry.database, draftOf(usernameOf(who), post), by);
      const token = drawSessionToken(randomBytes);
      openSession(registry.database, usernameOf(who), token, 'test', by);
      writeSessionToken(sessionFile(home, who), token);
    }
    openAccount(registry.database, draftOf(CLERK, here.registrar), by);
  });
  try {
    open.immediate();
  } finally {
    registry.close();
  }
}

function draftOf(username: string, { designations = [], ...post }: Post) {
  const certificate = { number: '培训-1', issuer: `${post.region.slice(0, 4)}00`, issuedOn: '2026-01-05' };
  return {
    username,
    name: `${username} 样本`,
    designations,
    ...post,
    mustChangePassword: false,
    ...(post.role === 'registrar' ? { certificate } : {}),
  };
}
