import { loadPackagedTables } from '../../../src/config/packaged-tables.js';
import { dayFromIso, dayOf, type CivilDay } from '../../../samples/generate/civil-day.js';
import type { Random } from '../../../samples/generate/random.js';
import { Choice } from './choice.js';
import { yearOf } from './days.js';

/** A county-level region of Guangdong as one period of it has it, with what its papers say. Towns and roads are made up. */
export interface Place {
  readonly index: number;
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly towns: readonly string[];
  /** Of the place as it stands today: archives are filed under it. */
  readonly fonds: string;
}

interface Period extends Place {
  readonly from: CivilDay;
  readonly to: CivilDay;
}

const TOWNS = [
  '青禾',
  '石桥',
  '沙溪',
  '榕木',
  '望岗',
  '白藤',
  '龙潭',
  '东渡',
  '鹤岭',
  '松涛',
  '竹园',
  '新圩',
  '大坪',
  '水口',
  '上塘',
  '黄泥',
  '北斗',
  '古城',
];
const TOWNS_EACH = 7;

/** Regions of the first list may be older than it; the samples let them stand since the Republic. */
const FIRST_LIST = dayOf(1980, 1, 1);
const EVER = 1_000_000;

/** Places by year, each in force for the whole of it, big ones first. */
export class Places {
  readonly #byYear = new Map<number, Choice<Place>>();
  readonly #periods: readonly Period[];

  constructor() {
    const { regions } = loadPackagedTables();
    const names = new Map(regions.map((region) => [region.code, region.name]));
    this.#periods = regions
      .filter(({ level, code, name }) => level === 'county' && code.startsWith('44') && !code.endsWith('01') && !name.endsWith('市辖区'))
      .map((region, index) => ({
        index,
        code: region.code,
        name: region.name,
        city: names.get(region.parent) ?? '',
        towns: Array.from({ length: TOWNS_EACH }, (_, town) => TOWNS[(index * 5 + town) % TOWNS.length] ?? ''),
        fonds: `${region.successors?.[0] ?? region.code}-MZ`,
        from: dayFromIso(region.from) <= FIRST_LIST ? -EVER : dayFromIso(region.from),
        to: region.to === undefined ? EVER : dayFromIso(region.to),
      }));
  }

  /** The period that continues the place on that day: the same name or fonds, else any. */
  heir(place: Place, day: CivilDay, random: Random): Place {
    const own = this.#periods[place.index];
    if (own !== undefined && own.from < day && own.to > day) return place;
    return this.#periods.find(({ fonds, from, to }) => fonds === place.fonds && from < day && to > day) ?? this.on(day, random);
  }

  on(day: CivilDay, random: Random): Place {
    const year = yearOf(day);
    let choice = this.#byYear.get(year);
    if (choice === undefined) {
      const standing = this.#periods.filter(({ from, to }) => from < dayOf(year, 1, 1) && to > dayOf(year, 12, 31));
      choice = new Choice(standing, (place) => 1 + ((place.index * 37) % 11));
      this.#byYear.set(year, choice);
    }
    return choice.pick(random);
  }
}
