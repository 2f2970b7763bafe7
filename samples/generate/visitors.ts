import { padded } from './eras.js';
import type { Role } from '../../src/domain/fields.js';
import type { Random } from './random.js';
import type { SampleRow } from './row.js';

/**
 * Makes one party a resident of Hong Kong or a foreigner. Their document numbers cannot exist either: a permit reissued
 * for the ninety-ninth time, a passport of twelve characters where ICAO Doc 9303 has room for nine.
 */
export function writeVisitor(row: SampleRow, role: Role, random: Random): void {
  if (random.chance(0.8)) writeHongKongResident(row, role, random);
  else writeForeigner(row, role, random);
}

function writeHongKongResident(row: SampleRow, role: Role, random: Random): void {
  row[`id_type_${role}`] = '2';
  row[`cert_type_${role}`] = '8';
  row[`cert_num_${role}`] = `H${padded(random.below(100_000_000), 8)}99`;
  row[`nation_${role}`] = '344';
  row[`reg_detail_${role}`] = '香港';
}

function writeForeigner(row: SampleRow, role: Role, random: Random): void {
  row[`id_type_${role}`] = '6';
  row[`cert_type_${role}`] = '5';
  row[`cert_num_${role}`] = `SPECIMEN${padded(random.below(10_000), 4)}`;
  row[`nation_${role}`] = '840';
  row[`folk_${role}`] = '';
  row[`reg_detail_${role}`] = '';
}
