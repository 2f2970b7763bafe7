import { dayFromIso, type CivilDay } from './civil-day.js';

/**
 * Places of the samples: a county's names and codes in order of time (GB/T 2260 and its yearly changes; the days of change
 * since 2000 are those of docs/records.md, the earlier ones stand for their year). The towns and communes are made up.
 */
export interface County {
  readonly city: string;
  readonly periods: readonly CountyPeriod[];
  readonly towns: readonly string[];
}

export interface CountyPeriod {
  readonly from: CivilDay;
  readonly code: string;
  readonly name: string;
}

/** One county a line: `city: code name, day code name, …`; the first period has no day, it begins with the Republic. */
const COUNTY_LINES = [
  '广州市: 440103 荔湾区',
  '广州市: 440105 海珠区',
  '广州市: 440126 番禺县, 1992-06-01 449003 番禺市, 1995-06-01 440181 番禺市, 2000-05-21 440113 番禺区',
  '广州市: 440125 增城县, 1993-12-08 449017 增城市, 1995-06-01 440183 增城市, 2014-01-25 440118 增城区',
  '韶关市: 442329 翁源县, 1983-06-22 440229 翁源县',
  '韶关市: 442322 始兴县, 1983-06-22 440222 始兴县',
  '珠海市: 442629 斗门县, 1983-06-01 440421 斗门县, 2001-04-04 440403 斗门区',
  '佛山市: 442623 顺德县, 1983-06-01 440623 顺德县, 1992-03-26 449001 顺德市, 1995-06-01 440681 顺德市, 2002-12-08 440606 顺德区',
  '佛山市: 442622 南海县, 1983-06-01 440622 南海县, 1992-09-01 449004 南海市, 1995-06-01 440682 南海市, 2002-12-08 440605 南海区',
  '江门市: 442625 新会县, 1983-06-01 440721 新会县, 1992-10-01 449006 新会市, 1995-06-01 440782 新会市, 2002-06-22 440705 新会区',
  '江门市: 442628 开平县, 1983-06-01 440724 开平县, 1993-01-01 449007 开平市, 1995-06-01 440783 开平市',
  '湛江市: 442923 遂溪县, 1983-09-01 440823 遂溪县',
  '湛江市: 442925 徐闻县, 1983-09-01 440825 徐闻县',
  '茂名市: 442929 高州县, 1983-09-01 440922 高州县, 1993-06-01 449012 高州市, 1995-06-01 440981 高州市',
  '肇庆市: 442823 广宁县, 1988-01-07 441223 广宁县',
  '肇庆市: 442824 怀集县, 1988-01-07 441224 怀集县',
  '惠州市: 442526 博罗县, 1988-01-07 441322 博罗县',
  '梅州市: 442422 大埔县, 1988-01-07 441422 大埔县',
  '梅州市: 442424 五华县, 1988-01-07 441424 五华县',
  '梅州市: 442425 兴宁县, 1988-01-07 441425 兴宁县, 1994-06-01 449030 兴宁市, 1995-06-01 441481 兴宁市',
  '汕尾市: 442531 海丰县, 1988-01-07 441521 海丰县',
  '河源市: 442522 紫金县, 1988-01-07 441621 紫金县',
  '清远市: 442328 英德县, 1983-06-22 440228 英德县, 1988-01-07 441822 英德县, 1994-01-15 449019 英德市, 1995-06-01 441881 英德市',
  '揭阳市: 442727 普宁县, 1983-09-01 440527 普宁县, 1991-12-07 445223 普宁县, 1993-05-01 449009 普宁市, 1995-06-01 445281 普宁市',
  '云浮市: 442830 罗定县, 1988-01-07 441230 罗定县, 1993-05-01 449010 罗定市, 1994-06-01 445381 罗定市',
];

const BEGIN = '1949-10-01';

const TOWNS = ['青禾', '石桥', '沙溪口', '榕木', '望岗', '白藤', '龙潭', '东渡', '鹤岭', '松涛', '竹园', '新圩'];
const TOWNS_PER_COUNTY = 5;

export const COUNTIES: readonly County[] = COUNTY_LINES.map((line, index) => {
  const [city = '', periods = ''] = line.split(': ');
  return { city, periods: periods.split(', ').map(readPeriod), towns: townsOf(index) };
});

function readPeriod(text: string): CountyPeriod {
  const words = text.split(' ');
  const [from, code, name] = words.length === 2 ? [BEGIN, ...words] : words;
  if (from === undefined || code === undefined || name === undefined) throw new RangeError(`not a county's period: ${text}`);
  return { from: dayFromIso(from), code, name };
}

function townsOf(countyIndex: number): readonly string[] {
  return Array.from({ length: TOWNS_PER_COUNTY }, (_, town) => TOWNS[(countyIndex * TOWNS_PER_COUNTY + town) % TOWNS.length] ?? '');
}

/** The county as it stood on a day, or its first known state for an earlier day. */
export function countyOn(county: County, day: CivilDay): CountyPeriod {
  const period = county.periods.findLast(({ from }) => from <= day) ?? county.periods[0];
  if (period === undefined) throw new RangeError(`a county without a period in ${county.city}`);
  return period;
}

/** The county as it stands today: archives are backfilled under today's office code. */
export function countyToday(county: County): CountyPeriod {
  return countyOn(county, Number.MAX_SAFE_INTEGER);
}

/** By today's code. */
export function countyByCode(code: string): County {
  const county = COUNTIES.find((candidate) => countyToday(candidate).code === code);
  if (county === undefined) throw new RangeError(`no sample county ${code}`);
  return county;
}
