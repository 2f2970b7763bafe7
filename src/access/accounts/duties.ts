import { covers, levelOf, type AccountRole, type AreaLevel, type Designation } from '../../domain/account.js';
import type { AccountPermission, StoredCertificate } from '../../store/account-repository.js';

/** Why an account may not be as drafted; each has a message `access.duty.<conflict>`. */
export const DUTY_CONFLICTS = [
  'three-administrators',
  'auditor-alone',
  'approver-executes',
  'temporary-designated',
  'designation-outside-province',
  'role-level',
  'office-missing',
  'office-elsewhere',
  'office-unneeded',
  'certificate-missing',
  'certificate-issuer',
] as const;

export type DutyConflict = (typeof DUTY_CONFLICTS)[number];

type Draft = AccountPermission & StoredCertificate;

/** The three administrators of classified protection, whose powers check each other: no two in one hand. */
const THREE_ADMINISTRATORS: ReadonlySet<Designation> = new Set(['system-operator', 'security-admin', 'auditor']);

/** Tasks over the whole province; an export officer may work at a city. */
const PROVINCIAL: ReadonlySet<Designation> = new Set(['approver', 'auditor', 'system-operator', 'security-admin']);

/** Levels at which a role exists. A registrar of a city without counties, such as Dongguan, works at city level. */
const LEVELS: Readonly<Record<AccountRole, readonly AreaLevel[]>> = {
  'province-admin': ['province'],
  'city-admin': ['city'],
  'county-admin': ['county'],
  registrar: ['city', 'county'],
  temporary: ['city', 'county'],
  staff: ['province', 'city', 'county'],
};

/**
 * Every way in which an account as drafted would put together what must be apart. Sources: Articles 15, 16, 20 and 33 of the
 * Measures; the three administrators of GB/T 22239 (DOMAIN §9).
 * @returns nothing when the account may be so
 */
export function dutyConflicts(draft: Draft): readonly DutyConflict[] {
  return [...designationConflicts(draft), ...placeConflicts(draft), ...certificateConflicts(draft)];
}

function designationConflicts({ role, designations, region }: AccountPermission): readonly DutyConflict[] {
  const has = (designation: Designation): boolean => designations.includes(designation);
  return conflictsOf([
    ['three-administrators', designations.filter((designation) => THREE_ADMINISTRATORS.has(designation)).length > 1],
    ['auditor-alone', has('auditor') && (role !== 'staff' || designations.length > 1)],
    ['approver-executes', has('approver') && has('export-officer')],
    ['temporary-designated', role === 'temporary' && designations.length > 0],
    ['designation-outside-province', levelOf(region) !== 'province' && designations.some((designation) => PROVINCIAL.has(designation))],
  ]);
}

function placeConflicts({ role, region, office }: AccountPermission): readonly DutyConflict[] {
  return conflictsOf([
    ['role-level', !LEVELS[role].includes(levelOf(region))],
    ['office-missing', role === 'registrar' && office === null],
    ['office-elsewhere', office !== null && !covers(region, office)],
    ['office-unneeded', office !== null && role !== 'registrar' && role !== 'temporary'],
  ]);
}

/** Article 20: no registrar without the certificate of a prefecture-level bureau. */
function certificateConflicts({ role, certificate_number: number, certificate_issuer: issuer }: Draft): readonly DutyConflict[] {
  return conflictsOf([
    ['certificate-missing', role === 'registrar' && (number === null || issuer === null)],
    ['certificate-issuer', issuer !== null && levelOf(issuer) !== 'city'],
  ]);
}

function conflictsOf(cases: readonly (readonly [DutyConflict, boolean])[]): readonly DutyConflict[] {
  return cases.filter(([, holds]) => holds).map(([conflict]) => conflict);
}
