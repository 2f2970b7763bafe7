import { MregError } from '../../domain/error.js';
import { AccountRepository, type Account } from '../../store/account-repository.js';
import {
  changePermission,
  closeAccount,
  openAccount,
  openAccountNamed,
  type By,
  type TrainingCertificate,
} from '../accounts/operations.js';
import { recordDeparture } from '../accounts/upkeep.js';
import { writeInitialPassword } from '../passwords/initial-password.js';
import { todayAt, type Desk } from './desk.js';
import { permissionAfter } from './form-checks.js';
import type { FormOf } from './forms.js';
import type { Executor } from './matter.js';

/** The province allots the username and hands out the first password (Art. 18, 19). */
export const carryOutUserOpen: Executor<'user-open'> = async (desk, { request, form, handover }) => {
  const { username, initialPasswordPath } = handover;
  if (username === undefined) throw new MregError('usage', 'request.username-missing', { request: request.number });
  if (initialPasswordPath === undefined) throw new MregError('usage', 'request.password-file-missing', { request: request.number });
  const { password, hash } = await desk.firstPassword();
  const draft = { ...accountDraft(form), username, passwordHash: hash, mustChangePassword: true };
  return () => {
    const account = openAccount(desk.registry.database, draft, byOf(desk));
    // Within the transaction: an account whose password could not be handed over must not exist.
    writeInitialPassword(initialPasswordPath, password);
    return { username: account.username };
  };
};

function accountDraft({ name, role, region, office, designations = [], document_number: holder, ...form }: FormOf<'user-open'>) {
  const certificate = certificateOf(form);
  return {
    name,
    role,
    region,
    designations,
    ...(office === undefined ? {} : { office }),
    ...(holder === undefined ? {} : { holder }),
    ...(certificate === undefined ? {} : { certificate }),
  };
}

type CertificateBlanks = Pick<FormOf<'user-open'>, 'certificate' | 'certificate_issuer' | 'certificate_issued_on'>;

function certificateOf(form: CertificateBlanks): TrainingCertificate | undefined {
  const { certificate: number, certificate_issuer: issuer, certificate_issued_on: issuedOn } = form;
  return number === undefined || issuer === undefined || issuedOn === undefined ? undefined : { number, issuer, issuedOn };
}

/** The departure is written down with it, unless the bureau did so before (Art. 21). */
export const carryOutUserClose: Executor<'user-close'> = async (desk, { form }) => {
  return () => {
    const { database } = desk.registry;
    const account = accountNamed(desk, form.username);
    if (account.departed_on === null) recordDeparture(database, account, form.departed_on, todayAt(desk), byOf(desk));
    closeAccount(database, account.username, form.reason, byOf(desk));
    return { username: account.username };
  };
};

/** What the form leaves blank stays as it is on the day of the approval, not as it was on that of the application. */
export const carryOutUserPermission: Executor<'user-permission'> = async (desk, { form }) => {
  return () => {
    const { database } = desk.registry;
    const account = accountNamed(desk, form.username);
    const { username, role, region, office } = changePermission(database, account.username, permissionAfter(account, form), byOf(desk));
    return { username, role, region, office };
  };
};

function accountNamed({ registry }: Desk, username: string): Account {
  return openAccountNamed(new AccountRepository(registry.database), username);
}

function byOf({ at, actor }: Desk): By {
  return { at, actor };
}
