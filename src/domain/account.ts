/**
 * Who acts: accounts of real persons, the roles of Article 16 and the designations given on top of them.
 * A region is a six-digit code; an account's area is everything under it.
 */
export const ACCOUNT_ROLES = ['province-admin', 'city-admin', 'county-admin', 'registrar', 'temporary', 'staff'] as const;

/** `staff` has no power of its own and holds designations: the auditor, the export officer who does nothing else. */
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

export const DESIGNATIONS = ['export-officer', 'approver', 'auditor', 'system-operator', 'security-admin'] as const;

/** A task given to a named person by the province (Art. 33; the three administrators of DOMAIN §9). */
export type Designation = (typeof DESIGNATIONS)[number];

/** The person behind a command, as the session proved it. */
export interface Principal {
  /** Allotted by the province, never used again for another person. */
  readonly username: string;
  readonly name: string;
  readonly role: AccountRole;
  readonly designations: readonly Designation[];
  /** Six digits: `440000` the province, `440100` a city, `440104` a county. */
  readonly region: string;
  /** The office code of a registrar; absent for those who work at a bureau. */
  readonly office?: string;
}

/** `张三 (zhangsan)`, as written into ledger entries. */
export function actorOf({ name, username }: Pick<Principal, 'name' | 'username'>): string {
  return name === username ? name : `${name} (${username})`;
}

/** What the codes of an area begin with: `44`, `4401` or `440104`. */
export function areaPrefix(region: string): string {
  if (region.endsWith('0000')) return region.slice(0, 2);
  return region.endsWith('00') ? region.slice(0, 4) : region;
}

/** Whether a region or office code lies in the area of a region. A longer office code begins with its region's. */
export function covers(region: string, code: string): boolean {
  return code.startsWith(areaPrefix(region));
}

/**
 * What the codes begin with that a person works on: those of the office when bound to one (Art. 7), else of the region; '' for the
 * province, which also holds what other provinces send.
 */
export function workAreaOf({ region, office }: Pick<Principal, 'region' | 'office'>): string {
  if (office !== undefined) return office;
  return levelOf(region) === 'province' ? '' : areaPrefix(region);
}

export type AreaLevel = 'province' | 'city' | 'county';

export function levelOf(region: string): AreaLevel {
  if (region.endsWith('0000')) return 'province';
  return region.endsWith('00') ? 'city' : 'county';
}

/** The bureau one level up and the province: of a county its city; of the province nobody but itself. */
export function bureausAbove(region: string, province: string): readonly string[] {
  const city = `${region.slice(0, 4)}00`;
  return region === city || region === province ? [province] : [city, province];
}
