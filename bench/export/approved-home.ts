import { randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAccount } from '../../src/access/accounts/operations.js';
import { createApproverKey } from '../../src/access/keys/key-file.js';
import { publicKeyOf } from '../../src/access/keys/public-key-file.js';
import { registerKey } from '../../src/access/keys/registered-keys.js';
import { hashPassword } from '../../src/access/passwords/hashing.js';
import type { Principal } from '../../src/domain/account.js';
import { EXPORT_FORMATS, type ApprovalClaims } from '../../src/domain/approval.js';
import { FIELD_KEYS } from '../../src/domain/fields.js';
import { openWindow } from '../../src/export/windows.js';
import { loadLedgerSigner } from '../../src/ledger/ledger-key.js';
import { signEntriesWith } from '../../src/ledger/signed-end.js';
import { shanghaiTime } from '../../src/lib/shanghai-time.js';
import { openRegistry, registryPath, type Sqlite } from '../../src/store/open.js';
import { recordIssue } from '../../src/tokens/issue.js';
import { knownKey } from '../../src/tokens/known-keys.js';
import { signToken } from '../../src/tokens/sign.js';

const PROVINCE = '440000';
const PASSWORD = 'Bench-2026-hill';
const USES = 1_000;
const COST = { memoryKib: 1_024, passes: 1, lanes: 1 };

export interface ApprovedHome {
  readonly home: string;
  /** A file with a token for every field and every format. */
  readonly tokenFile: string;
  /** What makes a command the officer's. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Gives a home an export officer, an open window and an approval of everything, as a request would. */
export async function approveEverything(home: string, folder: string): Promise<ApprovedHome> {
  const [tokenFile, passwordFile] = [join(folder, 'token'), join(folder, 'officer-password')];
  writeFileSync(passwordFile, PASSWORD, { mode: 0o600 });
  const registry = openRegistry(registryPath(home));
  try {
    const keyFile = readdirSync(join(home, 'keys')).find((name) => name.startsWith('ledger-')) ?? '';
    signEntriesWith(registry.database, () => loadLedgerSigner(join(home, 'keys', keyFile), `mreg-${PROVINCE}`));
    writeFileSync(tokenFile, await approve(registry.database, await hashPassword(PASSWORD, COST)));
  } finally {
    registry.close();
  }
  return { home, tokenFile, environment: { MREG_USER: 'officer', MREG_PASSWORD_FILE: passwordFile } };
}

async function approve(database: Sqlite, passwordHash: string): Promise<string> {
  const now = new Date();
  const by = { at: shanghaiTime(now), actor: 'bench' };
  const officer = { username: 'officer', name: 'officer', role: 'staff', designations: ['export-officer'], region: PROVINCE } as const;
  const approver: Principal = { username: 'approver', name: 'approver', role: 'staff', designations: ['approver'], region: PROVINCE };
  database.transaction(() => openAccount(database, { ...officer, passwordHash, mustChangePassword: false }, by)).immediate();
  openWindow(database, { reason: 'bench' }, by);
  const key = createApproverKey(approver.username, by.at);
  registerKey(database, publicKeyOf(key), { principal: approver, at: by.at });
  const known = knownKey(database, key.kid);
  if (known === undefined) throw new Error('the key is not registered');
  const claims = claimsOf(now);
  database.transaction(() => recordIssue(database, { claims, key: known, applicant: 'county', approver, now })).immediate();
  return signToken(claims, key);
}

function claimsOf(now: Date): ApprovalClaims {
  const seconds = Math.floor(now.getTime() / 1_000);
  return {
    iss: `mreg:${PROVINCE}`,
    sub: 'officer',
    jti: randomBytes(16).toString('hex'),
    iat: seconds,
    nbf: seconds - 60,
    exp: seconds + 864_000,
    request: `${PROVINCE}-20261125-001`,
    purpose: 'bench',
    recipient: 'bench',
    scope: { fields: FIELD_KEYS, masking: {}, filter: {}, formats: EXPORT_FORMATS },
    max_rows: 1_000_000_000,
    uses: USES,
  };
}
