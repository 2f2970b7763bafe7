import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createApproverKey, type ApproverKey } from '../../src/access/keys/key-file.js';
import { publicKeyOf } from '../../src/access/keys/public-key-file.js';
import { registerKey } from '../../src/access/keys/registered-keys.js';
import type { Principal } from '../../src/domain/account.js';
import type { ApprovalClaims } from '../../src/domain/approval.js';
import { appendEntry } from '../../src/ledger/append.js';
import { createRegistry, type Sqlite } from '../../src/store/open.js';
import { recordIssue } from '../../src/tokens/issue.js';
import { knownKey } from '../../src/tokens/known-keys.js';
import { signToken } from '../../src/tokens/sign.js';
import { checkToken } from '../../src/tokens/use.js';
import { fixed } from '../lib/result-table.js';
import { spreadOf } from '../lib/statistics.js';

/**
 * One whole check of a token (form, signature, key, issue, uses, clock) against a ledger with this many other entries behind
 * the issue: milliseconds, median of the runs. Promised: under 5.
 */
const ENTRIES = Number(process.argv[2] ?? 200_000);
const RUNS = 1_000;
const AT = '2031-05-04T09:30:00.000+08:00';
const NOW = new Date('2031-05-05T12:00:00+08:00');

const person = (username: string, designations: Principal['designations']): Principal => ({
  username,
  name: username,
  role: 'staff',
  designations,
  region: '990000',
});
const approver = person('approver1', ['approver']);
const officer = person('officer1', ['export-officer']);

const claims: ApprovalClaims = {
  iss: 'mreg:990000',
  sub: officer.username,
  jti: '00112233445566778899aabbccddeeff',
  iat: Date.parse(AT) / 1_000,
  nbf: Date.parse(AT) / 1_000,
  exp: Date.parse('2031-05-12T00:00:00+08:00') / 1_000,
  request: '990104-20310504-001',
  purpose: '人口普查比对',
  recipient: '某某市统计局',
  scope: { fields: ['op_type', 'op_date', 'birth_man', 'birth_woman'], masking: {}, filter: { regions: ['990104'] }, formats: ['csv'] },
  max_rows: 1_000,
  uses: 1,
};

async function issuedToken(database: Sqlite): Promise<string> {
  const key: ApproverKey = createApproverKey(approver.username, AT);
  registerKey(database, publicKeyOf(key), { principal: approver, at: AT });
  const known = knownKey(database, key.kid);
  if (known === undefined) throw new Error('the key of the benchmark is not registered');
  database.transaction(() => recordIssue(database, { claims, key: known, applicant: 'county1', approver, now: new Date(AT) })).immediate();
  return signToken(claims, key);
}

function fillLedger(database: Sqlite): void {
  const entry = { at: AT, actor: 'registrar', kind: 'query.look-up', body: { purpose: '补领', found: 1, office: '990104' } };
  const fill = database.transaction(() => {
    for (let done = 0; done < ENTRIES; done += 1) appendEntry(database, entry);
  });
  fill.immediate();
}

const directory = mkdtempSync(join(tmpdir(), 'mreg-bench-'));
const registry = createRegistry(join(directory, 'registry.db'));
try {
  const token = await issuedToken(registry.database);
  fillLedger(registry.database);
  const milliseconds: number[] = [];
  const cpuBefore = process.cpuUsage();
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    await checkToken(registry.database, { token, principal: officer, now: NOW, issuer: 'mreg:990000', format: 'csv' });
    milliseconds.push(performance.now() - start);
  }
  // Beside wall time: the signature is checked on another thread, and on a machine with other work that waits for its turn.
  const { user, system } = process.cpuUsage(cpuBefore);
  const { median, min, max } = spreadOf(milliseconds);
  const cpuMilliseconds = (user + system) / 1_000 / RUNS;
  console.log(
    `token check  ${fixed(median)} ms (median of ${RUNS}; ${fixed(min)} to ${fixed(max)}), of which CPU ${fixed(cpuMilliseconds)} ms`,
  );
  console.log(`with ${ENTRIES} ledger entries since the issue`);
} finally {
  registry.close();
  rmSync(directory, { recursive: true, force: true });
}
