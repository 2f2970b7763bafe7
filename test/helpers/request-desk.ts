import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { officeBook } from '../../src/access/offices/office-book.js';
import type { Desk } from '../../src/access/requests/desk.js';
import type { KnownAccount } from '../../src/access/requests/form-knowledge.js';
import { loadPackagedTables } from '../../src/config/packaged-tables.js';
import { actorOf, type Principal } from '../../src/domain/account.js';
import { createReference } from '../../src/domain/reference-index.js';
import { OfficeRepository } from '../../src/store/office-repository.js';
import { createRegistry, type Registry } from '../../src/store/open.js';

const tables = loadPackagedTables();

const CERTIFIED = { certificate_number: '测试-1', certificate_issuer: '440100', certificate_issued_on: '2025-01-15' };

/** Accounts of one province, two cities and their counties; the names say who they are. */
export const PEOPLE = {
  registrar: person('registrar', { role: 'registrar', region: '440104', office: '440104' }),
  county: person('county', { role: 'county-admin', region: '440104' }),
  otherCounty: person('other-county', { role: 'county-admin', region: '440106' }),
  city: person('city', { role: 'city-admin', region: '440100' }),
  otherCity: person('other-city', { role: 'city-admin', region: '440300' }),
  province: person('province', { role: 'province-admin' }),
  secondProvince: person('second-province', { role: 'province-admin' }),
  approver: person('approver', { designations: ['approver'] }),
  auditor: person('auditor', { designations: ['auditor'] }),
  officer: person('officer', { designations: ['export-officer'] }),
  frozen: person('frozen', { designations: ['export-officer'], region: '440100', state: 'frozen' }),
  left: person('left', { role: 'registrar', region: '440104', office: '440104', state: 'closed' }),
} as const;

export type Somebody = keyof typeof PEOPLE;

function person(username: string, over: Partial<KnownAccount>): KnownAccount {
  return {
    username,
    name: `测试${username}`,
    role: 'staff',
    designations: [],
    region: '440000',
    office: null,
    state: 'active',
    ...CERTIFIED,
    ...over,
  };
}

/** The least file that is a PDF by its first bytes; the text makes it a scan of its own. */
export function pdfOf(text: string): Buffer {
  return Buffer.from(`%PDF-1.4\n% ${text}\n`);
}

export interface RequestOffice {
  readonly registry: Registry;
  readonly folder: string;
  /** The desk as this person sits at it, on a day. */
  as(who: Somebody, day?: string): Desk;
  /** Writes a scan. @returns its path */
  scan(name?: string): string;
}

/** A registry with the accounts above, in a folder of its own. Gone when the test is over. */
export function aRequestOffice(): RequestOffice {
  const folder = mkdtempSync(join(tmpdir(), 'mreg-requests-'));
  const registry = createRegistry(join(folder, 'registry.db'));
  onTestFinished(() => {
    registry.close();
    rmSync(folder, { recursive: true });
  });
  return {
    registry,
    folder,
    as: (who, day = '2026-03-02') => deskAt(registry, folder, PEOPLE[who], day),
    scan: (name = '盖章.pdf') => {
      writeFileSync(join(folder, name), pdfOf(name));
      return join(folder, name);
    },
  };
}

function deskAt(registry: Registry, folder: string, account: KnownAccount, day: string): Desk {
  const offices = officeBook(tables, new OfficeRepository(registry.database).changes());
  return {
    registry,
    offices,
    reference: createReference(offices.tables),
    settings: { workingDays: { county: 5, city: 5, province: 5 }, mostScanBytes: 1_000 },
    principal: principalOf(account),
    actor: actorOf(account),
    at: `${day}T09:30:00.000+08:00`,
    scansPath: join(folder, 'attachments'),
    issuer: 'mreg:440000',
    random: (bytes) => randomBytes(bytes),
    holder: (number) => ({ key: 'ab'.repeat(32), masked: `${number.slice(0, 4)}****` }),
    firstPassword: () => Promise.resolve({ password: 'a-first-Password-1', hash: 'not a hash' }),
    accounts: () => Object.values(PEOPLE),
  };
}

function principalOf({ username, name, role, designations, region, office }: KnownAccount): Principal {
  return { username, name, role, designations, region, ...(office === null ? {} : { office }) };
}

/** Forms that are right on 2 March 2026 for the people above. */
export const GOOD_FORMS = {
  'org-open': { new_office: '440104A01', name: '测试登记处', region: '440104', services: 'IA,IB', opens_on: '2026-04-01', reason: '新设' },
  'org-close': { office: '440104', successors: '440106', closes_on: '2026-06-30', reason: '合并' },
  'org-rename': { office: '440104', new_name: '测试登记中心', takes_effect_on: '2026-04-01', reason: '更名' },
  'user-open': {
    name: '测试新人',
    role: 'registrar',
    region: '440104',
    office: '440104',
    certificate: '测试-0001',
    certificate_issuer: '440100',
    certificate_issued_on: '2026-01-15',
    reason: '新进',
  },
  'user-close': { username: 'registrar', departed_on: '2026-02-27', reason: '调离' },
  'user-permission': { username: 'registrar', role: 'county-admin', reason: '任职' },
  correction: { plan_sha256: 'a'.repeat(64), reason: '录入错误' },
  'archive-import': { archive: '测试镇登记簿', years: '1986-1992', rows: '1200', package_sha256: 'b'.repeat(64), reason: '移交' },
  export: {
    purpose: '测试比对',
    recipient: '测试统计局',
    officer: 'officer',
    fields: 'op_type,op_date,birth_man',
    masking: 'birth_man=generalise',
    formats: 'csv',
    max_rows: '100',
    valid_from: '2026-03-09',
    valid_until: '2026-03-13',
  },
} as const;
