import { randomBytes } from 'node:crypto';
import { openAccount } from '../../src/access/accounts/operations.js';
import { createApproverKey, type ApproverKey } from '../../src/access/keys/key-file.js';
import { publicKeyOf } from '../../src/access/keys/public-key-file.js';
import { registerKey } from '../../src/access/keys/registered-keys.js';
import { hashPassword } from '../../src/access/passwords/hashing.js';
import type { Designation, Principal } from '../../src/domain/account.js';
import type { ApprovalClaims } from '../../src/domain/approval.js';
import { FIELD_KEYS } from '../../src/domain/fields.js';
import { shanghaiTime } from '../../src/lib/shanghai-time.js';
import { openRegistry, registryPath, type Registry } from '../../src/store/open.js';
import { recordIssue } from '../../src/tokens/issue.js';
import { knownKey } from '../../src/tokens/known-keys.js';
import { signToken } from '../../src/tokens/sign.js';
import { FaultBench, launch, runOrderly, writeArchive, type Archive, type JsonAnswer, type LaunchOptions } from './faults.js';
import { PASSWORD, passwordFile } from './password.js';
import { signAsCommandsDo } from './sign-entries.js';

const PROVINCE = '440000';
const DAY_SECONDS = 86_400;

/** Accounts of the home besides the first one, which administers the province. */
const ACCOUNTS: readonly (readonly [username: string, designation: Designation])[] = [
  ['officer1', 'export-officer'],
  ['officer2', 'export-officer'],
  ['approver1', 'approver'],
  ['auditor1', 'auditor'],
];

/** A home with records, an approver with a key, export officers and an open window; the real program runs on it. */
export class ExportHome {
  readonly bench = new FaultBench();
  readonly key: ApproverKey = createApproverKey('approver1', shanghaiTime(new Date()));
  archive!: Archive;
  private issued = 0;

  get template(): string {
    return this.bench.at('template');
  }

  async make(rows: number): Promise<void> {
    await this.bench.makeTemplate();
    this.archive = writeArchive(this.bench.at('archive.csv'), { rows, seed: 11, defects: 0.02 });
    await this.run(['import', this.archive.path]);
    await this.run(['export', 'window', 'add', '--reason', '测试']);
    const passwordHash = await hashPassword(PASSWORD, { memoryKib: 1_024, passes: 1, lanes: 1 });
    this.write(this.template, ({ database }) => {
      const by = { at: shanghaiTime(new Date()), actor: '测试员' };
      for (const [username, designation] of ACCOUNTS) {
        const draft = { username, name: username, role: 'staff', designations: [designation], region: PROVINCE } as const;
        database.transaction(() => openAccount(database, { ...draft, passwordHash, mustChangePassword: false }, by)).immediate();
      }
      registerKey(database, publicKeyOf(this.key), { principal: aPerson('approver1', 'approver'), at: by.at });
    });
  }

  /** Issues a token in a home and writes it to a file. @returns its path */
  async issue(over: Partial<ApprovalClaims> = {}, home: string = this.template): Promise<string> {
    const claims = { ...this.claims(), ...over };
    this.write(home, ({ database }) => {
      const key = knownKey(database, this.key.kid);
      if (key === undefined) throw new Error('the key is not registered');
      const issue = { claims, key, applicant: 'county1', approver: aPerson('approver1', 'approver'), now: new Date() };
      database.transaction(() => recordIssue(database, issue)).immediate();
    });
    return this.bench.write(`token-${claims.jti}`, await signToken(claims, this.key));
  }

  claims(): ApprovalClaims {
    const now = Math.floor(Date.now() / 1_000);
    this.issued += 1;
    return {
      iss: `mreg:${PROVINCE}`,
      sub: 'officer1',
      jti: randomBytes(16).toString('hex'),
      iat: now,
      nbf: now - 60,
      exp: now + DAY_SECONDS,
      request: `${PROVINCE}-20261125-${String(this.issued).padStart(3, '0')}`,
      purpose: '人口普查比对',
      recipient: '某某市统计局',
      scope: { fields: FIELD_KEYS, masking: {}, filter: {}, formats: ['csv', 'xlsx', 'jsonl', 'parquet'] },
      max_rows: 1_000_000,
      uses: 1,
    };
  }

  /** Runs a command as the first account. */
  run<T = Record<string, unknown>>(args: readonly string[], home: string = this.template): Promise<JsonAnswer<T>> {
    return runOrderly<T>(['--home', home, ...args], { numbers: this.archive.numbers });
  }

  /** Runs a command as another person. */
  runAs<T = Record<string, unknown>>(
    username: string,
    args: readonly string[],
    { home = this.template, ...options }: LaunchOptions & { readonly home?: string } = {},
  ): Promise<JsonAnswer<T>> {
    return runOrderly<T>(['--home', home, ...args], { ...options, env: personEnv(username), numbers: this.archive.numbers });
  }

  /** Starts an export, to be disturbed. */
  startExport(home: string, token: string, out: string) {
    return launch(['--home', home, 'export', 'run', '--token', token, '--out', out, '--json'], { env: personEnv('officer1') });
  }

  remove(): void {
    this.bench.remove();
  }

  private write(home: string, use: (registry: Registry) => void): void {
    const registry = openRegistry(registryPath(home));
    try {
      signAsCommandsDo(registry, home);
      use(registry);
    } finally {
      registry.close();
    }
  }
}

function personEnv(username: string): Readonly<Record<string, string>> {
  return { MREG_USER: username, MREG_PASSWORD_FILE: passwordFile() };
}

function aPerson(username: string, designation: Designation): Principal {
  return { username, name: username, role: 'staff', designations: [designation], region: PROVINCE };
}
