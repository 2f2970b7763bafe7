import { OfficeRepository } from '../../store/office-repository.js';
import { closeOffice, openOffice, renameOffice, type DecidedBy } from '../offices/change-office.js';
import { officeBook } from '../offices/office-book.js';
import { changeSheet } from '../offices/office-sheets.js';
import { changedProfile } from '../offices/read-profile.js';
import type { Desk } from './desk.js';
import { closingDraft, openingDraft, profileDraft, renamingDraft } from './form-checks.js';
import type { FormOf } from './forms.js';
import type { Executor } from './matter.js';

/** Art. 11; what the form says of the office begins its profile. */
export const carryOutOrgOpen: Executor<'org-open'> = async (desk, { request, form }) => {
  return () => {
    const { seq } = openOffice(desk.registry.database, openingDraft(form), decidedBy(desk, request.number), desk.offices.base);
    beginProfile(desk, form);
    return { office: form.new_office, change_entry: seq };
  };
};

function beginProfile(desk: Desk, form: FormOf<'org-open'>): void {
  const { database } = desk.registry;
  const { tables } = officeBook(desk.offices.base, new OfficeRepository(database).changes());
  const edit = (): ReturnType<typeof changedProfile> => changedProfile({}, profileDraft(form));
  changeSheet(database, tables, { table: 'office_profile', office: form.new_office, edit }, desk);
}

/** Art. 12 */
export const carryOutOrgClose: Executor<'org-close'> = async (desk, { request, form }) => {
  return () => {
    const { seq } = closeOffice(desk.registry.database, closingDraft(form), decidedBy(desk, request.number), desk.offices.base);
    return { office: form.office, change_entry: seq };
  };
};

/** Art. 13 */
export const carryOutOrgRename: Executor<'org-rename'> = async (desk, { request, form }) => {
  return () => {
    const { seq } = renameOffice(desk.registry.database, renamingDraft(form), decidedBy(desk, request.number), desk.offices.base);
    return { office: form.office, change_entry: seq };
  };
};

function decidedBy({ at, actor }: Desk, request: string): DecidedBy {
  return { at, actor, request };
}
