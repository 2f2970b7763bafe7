import type { LedgerReceipt } from '../../ledger/entry.js';
import { closeOffice, openOffice, renameOffice, type DecidedBy } from '../offices/change-office.js';
import type { Desk } from './desk.js';
import { closingDraft, openingDraft, renamingDraft } from './form-checks.js';
import type { CarryOut, Executor, Matter } from './matter.js';

/** Art. 11 */
export const carryOutOrgOpen: Executor<'org-open'> = async (desk, matter) =>
  once(matter.form.new_office, () =>
    openOffice(desk.registry.database, openingDraft(matter.form), decidedBy(desk, matter), desk.offices.base),
  );

/** Art. 12 */
export const carryOutOrgClose: Executor<'org-close'> = async (desk, matter) =>
  once(matter.form.office, () =>
    closeOffice(desk.registry.database, closingDraft(matter.form), decidedBy(desk, matter), desk.offices.base),
  );

/** Art. 13 */
export const carryOutOrgRename: Executor<'org-rename'> = async (desk, matter) =>
  once(matter.form.office, () =>
    renameOffice(desk.registry.database, renamingDraft(matter.form), decidedBy(desk, matter), desk.offices.base),
  );

function once(office: string, change: () => LedgerReceipt): CarryOut {
  return () => ({ office, change_entry: change().seq });
}

function decidedBy({ at, actor }: Desk, { request }: Pick<Matter<'org-open'>, 'request'>): DecidedBy {
  return { at, actor, request: request.number };
}
