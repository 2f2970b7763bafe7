import type { OfficeRow, Reference } from '../../domain/reference.js';
import type { Party } from '../../domain/registration.js';
import type { Rule, RuleContext } from '../../domain/rule.js';
import { once, warning } from '../check.js';
import { isMainland } from '../party-facts.js';
import { officeOf } from './office-of.js';

/** Names of Guangdong's cities and counties are told apart by their first two characters: 广州, 天河, 连山. */
export const STEM_CHARACTERS = 2;
const PLACE_WORDS = /省|自治区|[^城]市/u;

/**
 * No finding: the law table does not bind the date to the hukou alone (it does from 2003-10-01 to 2021-05-31), the office is unknown or provincial, a party is not mainland or
 * has no address, or one address names the city or county of the office, or one names no city or province at all.
 * An address is only a hint of the hukou, so never an error. From the pilot of 2021-06-01 a residence permit was enough.
 */
export const jurisdiction: Rule = {
  code: 'jurisdiction',
  severity: 'warning',
  fields: ['dept_code', 'reg_detail_man', 'reg_detail_woman'],
  appliesTo: ['IA', 'IB'],
  source: '婚姻登记条例(国务院令第387号) Art. 4, 10; Guangdong pilot of 2021-06-01; 国务院令第804号 (2025-05-10)',
  inForce: { from: '2003-10-01', to: '2025-05-09' },
  text: {
    zh: {
      title: '双方户籍都不在登记机关辖区',
      message: '双方户籍地址都没有提到登记机关所在的{place}。',
      advice: '当时应由一方户籍地机关登记；请核对户籍地址和机关代码，属实的可保留。',
    },
    en: {
      title: 'Neither party lives in the district',
      message: 'Neither registered residence speaks of {place}, where the office is.',
      advice: "One party's place of hukou was competent then: check the addresses and the office code; if they are true they may stay.",
    },
  },
  check: once((context) => {
    const { man, woman } = context.registration;
    if (!isBoundToHukou(context) || !saysElsewhere(man) || !saysElsewhere(woman)) return undefined;
    const office = officeOf(context);
    const places = office === undefined ? [] : placesOf(office, context.reference);
    if (places.length === 0 || mentions(man.address, places) || mentions(woman.address, places)) return undefined;
    return warning(jurisdiction.code, ['dept_code', 'reg_detail_man', 'reg_detail_woman'], { place: places.join('') });
  }),
};

function isBoundToHukou({ registration: { registeredOn }, reference }: RuleContext): boolean {
  if (registeredOn === undefined) return false;
  return reference.law('jurisdiction', registeredOn.last)?.values['rule'] === 'residence';
}

/** A mainland party whose address names some city or province, so that not naming ours means something. */
function saysElsewhere(party: Party): boolean {
  return party.address !== '' && isMainland(party) && PLACE_WORDS.test(party.address);
}

/**
 * Names, as of today's table, of the counties and cities an office is competent for, also of those it took over; none for
 * provincial offices and unknown regions.
 */
export function placesOf(office: OfficeRow, reference: Reference): readonly string[] {
  const own = namesOfRegion(office.region, reference);
  if (own.length === 0 || office.tookOver === undefined) return own;
  return [...new Set([...own, ...office.tookOver.flatMap((area) => namesOfRegion(area, reference))])];
}

/** The city's name and the county's; the city's alone when it is one. */
function namesOfRegion(code: string, reference: Reference): readonly string[] {
  const county = reference.region(code, 0, 99_999_999);
  if (county.status === 'unknown' || county.row.level === 'province') return [];
  if (county.row.level === 'city') return [county.row.name];
  const city = reference.region(county.row.parent, 0, 99_999_999);
  return city.status === 'unknown' ? [county.row.name] : [city.row.name, county.row.name];
}

function mentions(address: string, places: readonly string[]): boolean {
  return places.some((place) => address.includes(place.slice(0, STEM_CHARACTERS)));
}
