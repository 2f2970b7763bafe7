import { covers, type AccountRole } from '../../domain/account.js';
import { formatDay, parseDay } from '../../domain/calendar.js';
import { MregError } from '../../domain/error.js';
import type { RequestKind } from '../../domain/request.js';
import type { AccountPermission, StoredCertificate } from '../../store/account-repository.js';
import { dutyConflicts, type DutyConflict } from '../accounts/duties.js';
import {
  decideClosing,
  decideOpening,
  decideRenaming,
  type ClosingDraft,
  type DecisionContext,
  type OpeningDraft,
  type RenamingDraft,
} from '../offices/decide.js';
import { readProfile } from '../offices/read-profile.js';
import type { FormKnowledge, KnownAccount } from './form-knowledge.js';
import type { FormOf } from './forms.js';

type Check<Kind extends RequestKind> = (form: FormOf<Kind>, knowledge: FormKnowledge) => void;

/**
 * What no blank shows by itself: whether the blanks of a form fit each other.
 * Each throws MregError `usage` (`not-permitted` outside the area) with the blank to change.
 */
export const FORM_CHECKS: { readonly [Kind in RequestKind]: Check<Kind> } = {
  'org-open': checkOfficeOpening,
  'org-close': (form, knowledge) => void decideClosing(closingDraft(form), decisionContext(knowledge)),
  'org-rename': (form, knowledge) => void decideRenaming(renamingDraft(form), decisionContext(knowledge)),
  'user-open': checkOpening,
  'user-close': checkDeparture,
  'user-permission': checkPermission,
  correction: ({ records, plan_sha256: plan }) => {
    if (records === undefined && plan === undefined) throw unfit('records', 'request.fit.records-or-plan');
  },
  deletion: () => {},
  'archive-import': () => {},
  export: checkExport,
};

type FitKey =
  | 'request.fit.past'
  | 'request.fit.future'
  | 'request.fit.order'
  | 'request.fit.needed'
  | 'request.fit.duty'
  | 'request.fit.nothing-changes'
  | 'request.fit.records-or-plan'
  | 'request.fit.officer'
  | 'request.fit.own-officer'
  | 'request.fit.masking'
  | 'request.fit.least-count';

function unfit(field: string, key: FitKey, values: Readonly<Record<string, string | number>> = {}): MregError {
  return new MregError('usage', key, { field, ...values });
}

const dayNumber = (text: string): number => parseDay(text) ?? 0;

function notPast(field: string, day: string, { today }: FormKnowledge): void {
  if (dayNumber(day) < today) throw unfit(field, 'request.fit.past', { value: day });
}

function notFuture(field: string, day: string, { today }: FormKnowledge): void {
  if (dayNumber(day) > today) throw unfit(field, 'request.fit.future', { value: day });
}

/** The same decision as when the request is carried out, taken now so that a request that cannot be is not handed in. */
function decisionContext({ offices, today }: FormKnowledge): DecisionContext {
  return { book: offices, today: formatDay(today), request: '' };
}

function checkOfficeOpening(form: FormOf<'org-open'>, knowledge: FormKnowledge): void {
  decideOpening(openingDraft(form), decisionContext(knowledge));
  readProfile(profileDraft(form));
}

/** What the form knows of the profile; the office completes it after the opening (Art. 11). */
export function profileDraft({ services, address, phone }: FormOf<'org-open'>): Readonly<Record<string, unknown>> {
  return { services, ...(address === undefined ? {} : { address }), ...(phone === undefined ? {} : { phone }) };
}

export function openingDraft({ new_office: office, name, region, opens_on: firstDay }: FormOf<'org-open'>): OpeningDraft {
  return { office, name, region, firstDay };
}

export function closingDraft({ office, closes_on: lastDay, successors }: FormOf<'org-close'>): ClosingDraft {
  return { office, lastDay, successors };
}

export function renamingDraft({ office, new_name: name, takes_effect_on: firstDay }: FormOf<'org-rename'>): RenamingDraft {
  return { office, name, firstDay };
}

function checkOpening(form: FormOf<'user-open'>, knowledge: FormKnowledge): void {
  const { role, region, office, certificate, certificate_issuer: issuer, certificate_issued_on: issued } = form;
  if (certificate !== undefined && issuer === undefined) throw unfit('certificate_issuer', 'request.fit.needed', { role });
  if (certificate !== undefined && issued === undefined) throw unfit('certificate_issued_on', 'request.fit.needed', { role });
  if (issued !== undefined) notFuture('certificate_issued_on', issued, knowledge);
  refuseConflict({
    role,
    region,
    office: office ?? null,
    designations: form.designations ?? [],
    certificate_number: certificate ?? null,
    certificate_issuer: issuer ?? null,
    certificate_issued_on: issued ?? null,
  });
}

/** The blank to look at for what does not go together. */
const BLANK_OF: Readonly<Record<DutyConflict, string>> = {
  'three-administrators': 'designations',
  'auditor-alone': 'designations',
  'approver-executes': 'designations',
  'temporary-designated': 'designations',
  'designation-outside-province': 'designations',
  'role-level': 'region',
  'office-missing': 'office',
  'office-elsewhere': 'office',
  'office-unneeded': 'office',
  'certificate-missing': 'certificate',
  'certificate-issuer': 'certificate_issuer',
};

/** The same test as when the account is opened or changed: better refused now than by the province. */
function refuseConflict(draft: AccountPermission & StoredCertificate): void {
  const [conflict] = dutyConflicts(draft);
  if (conflict !== undefined) throw unfit(BLANK_OF[conflict], 'request.fit.duty', { conflict });
}

/** The account must work in the applicant's area: nobody closes or moves the people of another. */
function ownAccount(username: string, { account, applicant }: FormKnowledge): KnownAccount {
  const found = account(username);
  if (found === undefined) throw new Error(`the form was read, so ${username} has an account`);
  if (!covers(applicant.region, found.region)) {
    throw new MregError('not-permitted', 'request.outside-area', { field: 'username', value: username, region: applicant.region });
  }
  return found;
}

function checkDeparture({ username, departed_on: day }: FormOf<'user-close'>, knowledge: FormKnowledge): void {
  ownAccount(username, knowledge);
  notFuture('departed_on', day, knowledge);
}

function checkPermission(form: FormOf<'user-permission'>, knowledge: FormKnowledge): void {
  const account = ownAccount(form.username, knowledge);
  const { role, region, office, designations } = form;
  if ([role, region, office, designations].every((value) => value === undefined)) throw unfit('role', 'request.fit.nothing-changes');
  refuseConflict({ ...account, ...permissionAfter(account, form) });
}

/** What the account may do once the form is carried out: a blank left empty changes nothing. */
export function permissionAfter(account: AccountPermission, form: FormOf<'user-permission'>): AccountPermission {
  const { role = account.role, region = account.region, office = account.office, designations = account.designations } = form;
  return { role, region, office: OFFICE_ROLES.has(role) ? office : null, designations };
}

/** Others work at a bureau, so a promotion ends the work at an office. */
const OFFICE_ROLES: ReadonlySet<AccountRole> = new Set(['registrar', 'temporary']);

/** A group of fewer than this may point at a person (DOMAIN §9). */
const LEAST_COUNT = 5;

function checkExport(form: FormOf<'export'>, knowledge: FormKnowledge): void {
  const officer = knowledge.account(form.officer);
  if (officer?.state !== 'active' || !officer.designations.includes('export-officer'))
    throw unfit('officer', 'request.fit.officer', { value: form.officer });
  if (officer.username === knowledge.applicant.username) throw unfit('officer', 'request.fit.own-officer', { value: form.officer });
  inOrder('last_day', form.first_day, form.last_day);
  inOrder('valid_until', form.valid_from, form.valid_until);
  notPast('valid_until', form.valid_until, knowledge);
  const leaving = new Set<string>([...form.fields, ...(form.statistics_by ?? [])]);
  const foreign = Object.keys(form.masking ?? {}).find((key) => !leaving.has(key));
  if (foreign !== undefined) throw unfit('masking', 'request.fit.masking', { value: foreign });
  if (form.least_count !== undefined && form.least_count < LEAST_COUNT) {
    throw unfit('least_count', 'request.fit.least-count', { value: form.least_count, least: LEAST_COUNT });
  }
}

function inOrder(field: string, first: string | undefined, last: string | undefined): void {
  if (first !== undefined && last !== undefined && last < first) throw unfit(field, 'request.fit.order', { value: last, first });
}
