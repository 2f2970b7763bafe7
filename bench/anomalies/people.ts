import { compactText, dayOf, isoText, yearOf, type CivilDay } from '../../samples/generate/civil-day.js';
import { checkCharacter } from '../../samples/generate/identity-numbers.js';
import { makeName } from '../../samples/generate/names.js';
import type { Random } from '../../samples/generate/random.js';
import type { SampleRow } from '../../samples/generate/row.js';
import type { Role } from '../../src/domain/fields.js';

export interface BenchPerson {
  readonly role: Role;
  readonly name: string;
  readonly bornOn: CivilDay;
  /** 18 digits, of a region that does not exist. */
  readonly number: string;
  readonly address: string;
}

const EIGHTEEN_DIGITS_BEGIN = dayOf(1999, 10, 1);
const PEOPLE_OF_A_REGION = 499;
const REGIONS = 9_999;

/** Makes people who have numbers of their own: region and sequence are those of the nth person. */
export class Population {
  private count = 0;
  private readonly random: Random;
  private readonly firstRegion: number;

  /** @param firstRegion two populations that share no region share no number */
  constructor(random: Random, firstRegion = 990_001) {
    this.random = random;
    this.firstRegion = firstRegion;
  }

  /** Somebody who is of age on a day. */
  person(role: Role, on: CivilDay, over: Partial<Pick<BenchPerson, 'name' | 'bornOn' | 'address'>> = {}): BenchPerson {
    const { random } = this;
    const youngest = role === 'man' ? 23 : 21;
    const bornOn = over.bornOn ?? dayOf(yearOf(on) - youngest - random.bell(20), 1 + random.below(12), 2 + random.below(26));
    return {
      role,
      bornOn,
      name: over.name ?? makeName(role === 'man' ? 'male' : 'female', yearOf(bornOn), random),
      number: this.number(role, bornOn),
      address: over.address ?? `广东省样板县第${random.below(40)}街道第${random.below(90)}村${1 + random.below(400)}号`,
    };
  }

  private number(role: Role, bornOn: CivilDay): string {
    const nth = this.count;
    this.count += 1;
    const region = this.firstRegion + (Math.floor(nth / PEOPLE_OF_A_REGION) % REGIONS);
    // The sequence steps through all values, so that its digits are even, as those of a large archive are.
    const sequence = 2 * ((nth * 37) % PEOPLE_OF_A_REGION) + (role === 'man' ? 1 : 2);
    return numberOf(region, bornOn, sequence);
  }
}

export function numberOf(region: number, bornOn: CivilDay, sequence: number): string {
  const body = `${region}${compactText(bornOn)}${String(sequence).padStart(3, '0')}`;
  return body + checkCharacter(body);
}

export function writePerson(row: SampleRow, { role, name, bornOn, number, address }: BenchPerson, on: CivilDay, status: string): void {
  row[`name_${role}`] = name;
  row[`id_type_${role}`] = '1';
  row[`cert_type_${role}`] = '1';
  row[`cert_num_${role}`] = on < EIGHTEEN_DIGITS_BEGIN ? number.slice(0, 6) + number.slice(8, 17) : number;
  row[`birth_${role}`] = isoText(bornOn);
  row[`nation_${role}`] = '156';
  row[`folk_${role}`] = '01';
  row[`marry_status_${role}`] = status;
  row[`reg_detail_${role}`] = address;
}

/** `2019-05-20` → the day. */
export function day(text: string): CivilDay {
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number);
  return dayOf(year, month, date);
}
