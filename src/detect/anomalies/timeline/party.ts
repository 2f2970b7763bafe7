import { parseDocument, type IdentityDocument, type ResidentNumber } from '../../../domain/identity-document.js';
import { personKey } from '../../../domain/person-key.js';
import type { Role } from '../../../domain/fields.js';
import { AT, type ScannedRow } from '../scan.js';
import { packDate } from './day.js';
import { packName, type PackedName } from './name-likeness.js';

/** One side of a registration as the timelines see it. */
export interface ScannedParty {
  readonly role: Role;
  /** By which the registrations of a person are joined; 0 when there is no number, or one that names nobody. */
  readonly key: number;
  /** The resident number when it can be believed: check digit and birthday are right. */
  readonly sound: ResidentNumber | undefined;
  readonly name: PackedName;
  /** From the column, else from a sound number; 0 when neither says. */
  readonly birth: number;
  readonly ethnic: string;
  /** A two-digit code; 0 when not given. */
  readonly statusCode: number;
  readonly address: string;
}

const PLACES = {
  man: {
    name: AT.name_man,
    idType: AT.id_type_man,
    documentType: AT.cert_type_man,
    number: AT.cert_num_man,
    birth: AT.birth_man,
    ethnic: AT.folk_man,
    status: AT.marry_status_man,
    address: AT.reg_detail_man,
  },
  woman: {
    name: AT.name_woman,
    idType: AT.id_type_woman,
    documentType: AT.cert_type_woman,
    number: AT.cert_num_woman,
    birth: AT.birth_woman,
    ethnic: AT.folk_woman,
    status: AT.marry_status_woman,
    address: AT.reg_detail_woman,
  },
} as const satisfies Readonly<Record<Role, object>>;

/** Shorter numbers are house numbers and slips of the pen: they would join strangers. */
const SHORTEST_JOINED_CHARACTERS = 6;

export function scannedParty(role: Role, row: ScannedRow): ScannedParty {
  const at = PLACES[role];
  const value = (place: number): string => row[place] ?? '';
  const number = value(at.number);
  const document = parseDocument(number, value(at.documentType), value(at.idType));
  const sound = soundResident(document);
  const birth = packDate(value(at.birth));
  return {
    role,
    key: joinKey(number, document),
    sound,
    name: packName(value(at.name)),
    birth: birth === 0 && sound !== undefined ? Number(sound.birth) : birth,
    ethnic: value(at.ethnic),
    statusCode: Number(value(at.status)) || 0,
    address: value(at.address),
  };
}

/** A placeholder is in many registrations and is nobody: it is never joined on. */
export function joinKey(number: string, document: IdentityDocument | undefined): number {
  if (document === undefined || document.kind === 'placeholder' || number.length < SHORTEST_JOINED_CHARACTERS) return 0;
  return personKey(number);
}

function soundResident(document: IdentityDocument | undefined): ResidentNumber | undefined {
  if (document === undefined || !('checkPasses' in document) || !('sex' in document)) return undefined;
  return document.checkPasses && document.birthIsRealDay ? document : undefined;
}
