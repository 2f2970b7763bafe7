import type { Principal } from '../../domain/account.js';
import type { Reference } from '../../domain/reference.js';
import type { Account } from '../../store/account-repository.js';
import type { Holder } from '../accounts/holder.js';
import type { OfficeBook } from '../offices/office-book.js';

/** An account as far as a form may speak of it. */
export type KnownAccount = Pick<
  Account,
  | 'username'
  | 'name'
  | 'role'
  | 'designations'
  | 'region'
  | 'office'
  | 'state'
  | 'certificate_number'
  | 'certificate_issuer'
  | 'certificate_issued_on'
>;

/** What a form is held against: the tables, the accounts and the records of the day it is handed in. */
export interface FormKnowledge {
  readonly reference: Reference;
  readonly offices: OfficeBook;
  /** yyyymmdd */
  readonly today: number;
  readonly applicant: Principal;
  /** Whose document number it is. @throws MregError when it is none */
  readonly holder: (documentNumber: string) => Holder;
  readonly account: (username: string) => KnownAccount | undefined;
  /** The office code of a registration; `undefined` when there is none of this number that stands. */
  readonly officeOfRecord: (id: number) => string | undefined;
}
