import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DUTY_CONFLICTS, dutyConflicts, type DutyConflict } from '../../../src/access/accounts/duties.js';
import { ACCOUNT_ROLES, DESIGNATIONS, type Designation } from '../../../src/domain/account.js';
import { isMessageKey } from '../../../src/i18n/translate.js';

type Draft = Parameters<typeof dutyConflicts>[0];

const CERTIFICATE = { certificate_number: '穗婚培2025-001', certificate_issuer: '440100', certificate_issued_on: '2025-03-01' };

function draft(over: Partial<Draft>): Draft {
  const plain = { certificate_number: null, certificate_issuer: null, certificate_issued_on: null, office: null };
  return { role: 'staff', designations: [], region: '440000', ...plain, ...over };
}

describe('an account may be', () => {
  it.each<[string, Partial<Draft>]>([
    ['the administrator of the province', { role: 'province-admin' }],
    ['the administrator of a city', { role: 'city-admin', region: '440100' }],
    ['the administrator of a county', { role: 'county-admin', region: '440104' }],
    ['an auditor who is nothing else', { designations: ['auditor'] }],
    ['a system operator who approves as well', { designations: ['system-operator', 'approver'] }],
    ['a province administrator who approves', { role: 'province-admin', designations: ['approver'] }],
    ['an export officer of a city', { role: 'city-admin', region: '440100', designations: ['export-officer'] }],
    ['a registrar with a certificate of the prefecture', { role: 'registrar', region: '440104', office: '440104', ...CERTIFICATE }],
    ['a registrar of a city without counties', { role: 'registrar', region: '441900', office: '441900', ...CERTIFICATE }],
    ['a temporary account of a county', { role: 'temporary', region: '440104' }],
    ['a temporary account of an office', { role: 'temporary', region: '440104', office: '440104A01' }],
  ])('%s', (_name, over) => expect(dutyConflicts(draft(over))).toEqual([]));
});

describe('an account may not be', () => {
  const registrar: Partial<Draft> = { role: 'registrar', region: '440104', office: '440104', ...CERTIFICATE };
  it.each<[string, Partial<Draft>, DutyConflict]>([
    ['system operator and security administrator', { designations: ['system-operator', 'security-admin'] }, 'three-administrators'],
    ['security administrator and auditor', { designations: ['security-admin', 'auditor'] }, 'three-administrators'],
    ['system operator and auditor', { designations: ['system-operator', 'auditor'] }, 'three-administrators'],
    ['auditor and administrator', { role: 'province-admin', designations: ['auditor'] }, 'auditor-alone'],
    ['auditor and approver', { designations: ['auditor', 'approver'] }, 'auditor-alone'],
    ['approver and export officer', { designations: ['approver', 'export-officer'] }, 'approver-executes'],
    ['temporary with a designation', { role: 'temporary', region: '440104', designations: ['export-officer'] }, 'temporary-designated'],
    ['an auditor of a city', { region: '440100', designations: ['auditor'] }, 'designation-outside-province'],
    ['an approver of a county', { region: '440104', designations: ['approver'] }, 'designation-outside-province'],
    ['a province administrator of a city', { role: 'province-admin', region: '440100' }, 'role-level'],
    ['a city administrator of the province', { role: 'city-admin', region: '440000' }, 'role-level'],
    ['a county administrator of a city', { role: 'county-admin', region: '440100' }, 'role-level'],
    ['a registrar of the province', { ...registrar, region: '440000' }, 'role-level'],
    ['a temporary account of the province', { role: 'temporary' }, 'role-level'],
    ['a registrar without an office', { ...registrar, office: null }, 'office-missing'],
    ['a registrar of an office elsewhere', { ...registrar, office: '440105' }, 'office-elsewhere'],
    ['an administrator with an office', { role: 'county-admin', region: '440104', office: '440104' }, 'office-unneeded'],
    ['a registrar without a certificate', { ...registrar, certificate_number: null }, 'certificate-missing'],
    ['a registrar with a certificate of the county', { ...registrar, certificate_issuer: '440104' }, 'certificate-issuer'],
    ['a registrar with a certificate of the province', { ...registrar, certificate_issuer: '440000' }, 'certificate-issuer'],
  ])('%s', (_name, over, conflict) => expect(dutyConflicts(draft(over))).toContain(conflict));

  it('two of the three administrators, whatever else it is (GB/T 22239)', () => {
    const three = new Set<Designation>(['system-operator', 'security-admin', 'auditor']);
    fc.assert(
      fc.property(
        fc.constantFrom(...ACCOUNT_ROLES),
        fc.subarray([...DESIGNATIONS]),
        fc.constantFrom('440000', '440100', '440104'),
        (role, designations, region) => {
          const two = designations.filter((designation) => three.has(designation)).length > 1;
          expect(dutyConflicts(draft({ role, designations, region })).includes('three-administrators')).toBe(two);
        },
      ),
    );
  });
});

it('every conflict is explained', () => {
  const keys = DUTY_CONFLICTS.flatMap((conflict) => [`access.duty.${conflict}`, `access.duty.${conflict}.hint`]);
  expect(keys.filter((key) => !isMessageKey(key))).toEqual([]);
});
