import type { OpType, Sex } from '../../../src/domain/registration.js';
import type { CivilDay } from '../../../samples/generate/civil-day.js';
import type { Place } from './places.js';

/** One party as the archive has them. Cells are written as they stand: `''` where the archive is silent. */
export interface Party {
  readonly sex: Sex;
  surname: string;
  given: string;
  /** What the paper says, empty when it is the surname and the given name. */
  nameText: string;
  /** All 18 characters; people registered before there were numbers have one, too, which their row does not show. */
  number: string;
  numberText: string;
  bornOn: CivilDay;
  birthText: string;
  ethnic: string;
  maritalStatus: string;
  address: string;
}

/** One event as one archive has it. */
export interface Registration {
  opType: OpType;
  day: CivilDay;
  dateText: string;
  place: Place;
  serial: number;
  certificate: string;
  oldCertificate: string;
  oldDateText: string;
  officeCode: string;
  officeName: string;
  operator: string;
  renewed: boolean;
  man: Party;
  woman: Party;
  fonds: string;
  archiveYear: string;
  volume: string;
  pages: number;
}

export function nameOf(party: Party): string {
  return party.nameText === '' ? party.surname + party.given : party.nameText;
}

/** A second paper of the same event: whoever keyed it may spoil it without spoiling the first. */
export function copyOf(registration: Registration): Registration {
  return { ...registration, man: { ...registration.man }, woman: { ...registration.woman } };
}
