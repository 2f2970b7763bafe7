import type { CertificateNumber } from './certificate-number.js';
import type { IdentityDocument } from './identity-document.js';
import type { PartialDate } from './partial-date.js';
import type { FieldKey, Role } from './fields.js';

export const OP_TYPES = ['IA', 'IB', 'ICA', 'ICB', 'ID'] as const;
/** IA marriage · IB divorce · ICA marriage certificate reissued · ICB divorce certificate reissued · ID revocation. */
export type OpType = (typeof OP_TYPES)[number];

export function isOpType(text: string): text is OpType {
  return (OP_TYPES as readonly string[]).includes(text);
}

/** One value a field, normalised; the empty string is "not given". */
export type RowValues = Readonly<Record<FieldKey, string>>;

export type Sex = 'male' | 'female';

/** The field keys of one party, so that a rule can name the column it speaks of. */
export interface PartyFields {
  readonly name: FieldKey;
  readonly idType: FieldKey;
  readonly documentType: FieldKey;
  readonly documentNumber: FieldKey;
  readonly birth: FieldKey;
  readonly nation: FieldKey;
  readonly ethnic: FieldKey;
  readonly occupation: FieldKey;
  readonly education: FieldKey;
  readonly maritalStatus: FieldKey;
  readonly address: FieldKey;
}

export interface Party {
  readonly role: Role;
  readonly sex: Sex;
  readonly fields: PartyFields;
  readonly name: string;
  readonly idType: string;
  readonly documentType: string;
  /** What the document number is, read by shape; `undefined` when none was given. */
  readonly document: IdentityDocument | undefined;
  readonly bornOn: PartialDate | undefined;
  readonly nation: string;
  readonly ethnic: string;
  readonly occupation: string;
  readonly education: string;
  readonly maritalStatus: string;
  readonly address: string;
}

/** A normalised row with its typed readings. A reading is `undefined` when the value is absent or cannot be read. */
export interface Registration {
  readonly values: RowValues;
  /** What the file said, by field key (or by header for unmapped columns), where it differs from `values`. */
  readonly raw: Readonly<Record<string, string>>;
  readonly opType: OpType | undefined;
  readonly registeredOn: PartialDate | undefined;
  readonly effectiveOn: PartialDate | undefined;
  readonly earlierRegisteredOn: PartialDate | undefined;
  readonly cohabitingSince: PartialDate | undefined;
  readonly certificate: CertificateNumber | undefined;
  readonly earlierCertificate: CertificateNumber | undefined;
  readonly man: Party;
  readonly woman: Party;
}
