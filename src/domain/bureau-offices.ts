import type { OfficeRow, RegionRow } from './reference.js';

/** Registration of marriages begins with the Marriage Law of 1950; no office can be older. */
const FIRST_REGISTRATIONS = '1950-05-01';
const FIRST_CODE_LIST_BEGINS = '1980-01-01';

/** Since the regulations of 2003 the bureau's registry signs; before, the seal may be the government's. */
const REGISTRIES_OF_BUREAUS_FROM = '2003-10-01';

/**
 * The civil-affairs bureau registry of each region of a province, under the region's own code and open as long as it.
 * The form of real office codes (DEPT_CODE) is not published: the six digits stand for the bureau, and longer codes that
 * begin with them for its townships (see `Reference.office`). A region of the first code list may be older than the list,
 * so its office counts from the first registrations.
 */
export function bureauOffices(regions: readonly RegionRow[], province: string): readonly OfficeRow[] {
  const names = new Map(regions.map((region) => [region.code, region.name]));
  return regions.filter((region) => hasBureau(region, province)).map((region) => bureauOffice(region, names));
}

/** The code for a city's urban districts together names no government. */
function hasBureau(region: RegionRow, province: string): boolean {
  return region.code.startsWith(province.slice(0, 2)) && !region.name.endsWith('市辖区');
}

function bureauOffice(region: RegionRow, names: ReadonlyMap<string, string>): OfficeRow {
  const place = fullName(region, names);
  const openedOn = region.from === FIRST_CODE_LIST_BEGINS ? FIRST_REGISTRATIONS : region.from;
  return {
    code: region.code,
    name: region.level === 'province' ? `${place}民政厅` : `${place}民政局婚姻登记处`,
    ...(region.level === 'province' ? {} : { formerNames: formerNames(place, openedOn) }),
    region: region.code,
    openedOn,
    ...(region.to === undefined ? {} : { closedOn: region.to }),
    source: `the region's row (${region.source})`,
  };
}

/** A district is named with its city (广州市越秀区), a county or county-level city alone (始兴县), as the ministry's rules name registries. */
function fullName(region: RegionRow, names: ReadonlyMap<string, string>): string {
  const city = region.level === 'county' && region.name.endsWith('区') ? names.get(region.parent) : undefined;
  return city === undefined || region.parent.endsWith('0000') ? region.name : `${city}${region.name}`;
}

function formerNames(place: string, openedOn: string): readonly string[] {
  return openedOn < REGISTRIES_OF_BUREAUS_FROM ? [`${place}民政局`, `${place}人民政府`] : [`${place}民政局`];
}
