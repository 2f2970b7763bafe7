import { parseCertificate } from './certificate-number.js';
import type { Role } from './fields.js';
import { parseDocument } from './identity-document.js';
import { parseDate } from './partial-date.js';
import { OP_TYPES, type OpType, type Party, type PartyFields, type Registration, type RowValues } from './registration.js';

/** The columns of each party. The registry form has one man and one woman; the role says which column, not who signed. */
export const PARTY_FIELDS: Readonly<Record<Role, PartyFields>> = {
  man: {
    name: 'name_man',
    idType: 'id_type_man',
    documentType: 'cert_type_man',
    documentNumber: 'cert_num_man',
    birth: 'birth_man',
    nation: 'nation_man',
    ethnic: 'folk_man',
    occupation: 'job_man',
    education: 'degree_man',
    maritalStatus: 'marry_status_man',
    address: 'reg_detail_man',
  },
  woman: {
    name: 'name_woman',
    idType: 'id_type_woman',
    documentType: 'cert_type_woman',
    documentNumber: 'cert_num_woman',
    birth: 'birth_woman',
    nation: 'nation_woman',
    ethnic: 'folk_woman',
    occupation: 'job_woman',
    education: 'degree_woman',
    maritalStatus: 'marry_status_woman',
    address: 'reg_detail_woman',
  },
};

/** Gives a normalised row its typed readings. Pure and total: what cannot be read is `undefined`, and a rule says so. */
export function readRegistration(values: RowValues, raw: Readonly<Record<string, string>>): Registration {
  return {
    values,
    raw,
    opType: OP_TYPES.find((type): type is OpType => type === values.op_type),
    registeredOn: parseDate(values.op_date),
    effectiveOn: parseDate(values.effective_date),
    earlierRegisteredOn: parseDate(values.old_op_date),
    cohabitingSince: parseDate(values.cohabit_date),
    certificate: parseCertificate(values.cert_no),
    earlierCertificate: parseCertificate(values.old_cert_no),
    man: readParty('man', values),
    woman: readParty('woman', values),
  };
}

function readParty(role: Role, values: RowValues): Party {
  const fields = PARTY_FIELDS[role];
  const documentType = values[fields.documentType];
  const idType = values[fields.idType];
  return {
    role,
    sex: role === 'man' ? 'male' : 'female',
    fields,
    name: values[fields.name],
    idType,
    documentType,
    document: parseDocument(values[fields.documentNumber], documentType, idType),
    bornOn: parseDate(values[fields.birth]),
    nation: values[fields.nation],
    ethnic: values[fields.ethnic],
    occupation: values[fields.occupation],
    education: values[fields.education],
    maritalStatus: values[fields.maritalStatus],
    address: values[fields.address],
  };
}
