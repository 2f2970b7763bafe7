import { workAreaOf, type AccountRole, type Designation, type Principal } from './account.js';

interface Holders {
  readonly roles: readonly AccountRole[];
  readonly designations: readonly Designation[];
}

const ADMINS = ['province-admin', 'city-admin', 'county-admin'] as const;
const CLERKS = [...ADMINS, 'registrar'] as const;
const EVERYONE = [...CLERKS, 'temporary', 'staff'] as const;

/**
 * What a command needs and who has it, in one place. Articles of the Measures: 4–7 (areas), 16 (roles; temporary accounts
 * only backfill), 18 (the province opens accounts), 31 (who deletes), 33 (named export officers), 43(8) (undo and restore).
 * Within what a person may do, the area decides over which records, offices and accounts: each operation checks it.
 */
export const PERMISSIONS = {
  /** Load, repair and discard rows of one's own area. */
  'records.import': { roles: [...CLERKS, 'temporary'], designations: [] },
  /** Load rows of any source; who has this not loads only `backfill` (Art. 16: temporary accounts). */
  'records.import-any-source': { roles: CLERKS, designations: [] },
  /** See batches and quarantined rows of one's own area. */
  'records.read': { roles: [...CLERKS, 'temporary'], designations: ['auditor'] },
  'records.undo': { roles: ['province-admin', 'city-admin'], designations: [] },
  'ledger.read': { roles: ADMINS, designations: ['auditor', 'security-admin'] },
  'ledger.verify': { roles: ADMINS, designations: ['auditor', 'security-admin', 'system-operator'] },
  'ledger.sign': { roles: ['province-admin'], designations: ['security-admin', 'system-operator'] },
  'account.read': { roles: ADMINS, designations: ['auditor', 'security-admin'] },
  /** Maintain the facts of accounts in one's area that need no request: training certificates, departures. */
  'account.maintain': { roles: ADMINS, designations: [] },
  /** Open the first accounts of a new home, when nobody can decide a request yet. */
  'account.appoint': { roles: ['province-admin'], designations: [] },
  /** Freeze an account at once (Art. 22): one's own, or one of one's area. */
  'account.freeze': { roles: EVERYONE, designations: [] },
  /** End the sessions of others; one's own end by logging out everywhere. */
  'account.revoke-sessions': { roles: ADMINS, designations: ['security-admin'] },
  'account.unfreeze': { roles: [], designations: ['security-admin'] },
  /** Hand out a first password anew: whoever can do so can act as anybody until it is changed, so it goes with unfreezing. */
  'account.reset-password': { roles: [], designations: ['security-admin'] },
  'office.read': { roles: EVERYONE, designations: [] },
  'office.maintain': { roles: CLERKS, designations: [] },
  'request.submit': { roles: CLERKS, designations: [] },
  'request.read': { roles: CLERKS, designations: ['auditor', 'approver', 'export-officer', 'security-admin'] },
  /** Give an opinion at one's own level. */
  'request.decide': { roles: ADMINS, designations: ['approver'] },
  /** An approver registers his own key and nobody another's. */
  'key.register': { roles: [], designations: ['approver'] },
  /** Retire one's own key; any key, by who stands above the approvers when one of them leaves or loses his. */
  'key.retire': { roles: [], designations: ['approver', 'security-admin'] },
  'key.retire-any': { roles: [], designations: ['security-admin'] },
  'key.read': { roles: ['province-admin'], designations: ['approver', 'security-admin', 'auditor', 'export-officer'] },
  'token.read': { roles: ['province-admin'], designations: ['approver', 'security-admin', 'auditor', 'export-officer'] },
  'token.revoke': { roles: [], designations: ['approver', 'security-admin'] },
  'export.run': { roles: [], designations: ['export-officer'] },
  'export.manage': { roles: ['province-admin'], designations: [] },
  'export.read': { roles: ['province-admin'], designations: ['auditor', 'export-officer', 'approver'] },
  /** Write down the recipient's receipt: what became of a copy after use (Art. 34–35). */
  'export.settle': { roles: ['province-admin'], designations: ['export-officer'] },
  'export.trace': { roles: ['province-admin'], designations: ['auditor', 'security-admin'] },
  'query.look-up': { roles: CLERKS, designations: [] },
  /** Search the whole registry for duplicates and anomalies, and estimate the model of it. */
  'detection.run': { roles: ['province-admin'], designations: ['system-operator'] },
  /** See findings about records of one's own area. */
  'findings.read': { roles: CLERKS, designations: ['auditor'] },
  /** Confirm or dismiss them, also in the review page. */
  'findings.decide': { roles: ADMINS, designations: [] },
  /** Open the review page; what one meets there is decided kind by kind, by the permission of each. */
  'review.open': { roles: [...CLERKS, 'temporary'], designations: [] },
  /** Check and key what was read from scans of one's own area. */
  'scans.review': { roles: [...CLERKS, 'temporary'], designations: [] },
  /** Join two records into one, or undo it: a change of the registry after its day (Art. 31). */
  'findings.merge': { roles: ['province-admin', 'city-admin'], designations: [] },
  /** Take over a batch by a sample of its records (Art. 32): draw it, check it, report. One's own work is checked by somebody else. */
  'scans.accept': { roles: ADMINS, designations: [] },
  /** Report to the bureau above and to the province (Art. 36). */
  'findings.report': { roles: ADMINS, designations: [] },
  /** Load what courts, police and health authorities share: at the province only (Art. 2, 34). */
  'share.load': { roles: ['province-admin'], designations: [] },
  'share.read': { roles: ['province-admin'], designations: ['auditor'] },
  'patrol.read': { roles: ['province-admin'], designations: ['auditor', 'security-admin', 'system-operator'] },
} as const satisfies Readonly<Record<string, Holders>>;

export type Permission = keyof typeof PERMISSIONS;

/** `open`: needs no session. `session`: needs one, of anybody. */
export type Access = 'open' | 'session' | Permission;

export function holds(principal: Principal, permission: Permission): boolean {
  const { roles, designations }: Holders = PERMISSIONS[permission];
  return roles.includes(principal.role) || principal.designations.some((designation) => designations.includes(designation));
}

/**
 * What the codes begin with over which a person has a permission; '' is everything. A role reaches the person's own area,
 * a designation, which the province gives, reaches all of the province.
 */
export function reachOf(principal: Principal, permission: Permission): string {
  const { designations }: Holders = PERMISSIONS[permission];
  return principal.designations.some((designation) => designations.includes(designation)) ? '' : workAreaOf(principal);
}

/** Whether a person may load records of a source: whoever only backfills, only `backfill`. */
export function mayLoad(principal: Principal, source: string): boolean {
  return source === 'backfill' || holds(principal, 'records.import-any-source');
}
