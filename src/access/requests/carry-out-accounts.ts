import { MregError } from '../../domain/error.js';
import { AccountRepository } from '../../store/account-repository.js';
import { changePermission, closeAccount, openAccount, type TrainingCertificate } from '../accounts/operations.js';
import { writeInitialPassword } from '../passwords/initial-password.js';
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
    const account = openAccount(desk.registry.database, draft, desk);
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

export const carryOutUserClose: Executor<'user-close'> = async (desk, { form }) => {
  return () => {
    const account = closeAccount(desk.registry.database, form.username, form.reason, desk);
    return { username: account.username };
  };
};

/** What the form leaves blank stays as it is on the day of the approval, not as it was on that of the application. */
export const carryOutUserPermission: Executor<'user-permission'> = async (desk, { form }) => {
  return () => {
    const { database } = desk.registry;
    const account = new AccountRepository(database).find(form.username);
    if (account === undefined) throw new MregError('input-refused', 'access.no-account', { username: form.username });
    const { username, role, region, office } = changePermission(database, account.username, permissionAfter(account, form), desk);
    return { username, role, region, office };
  };
};
