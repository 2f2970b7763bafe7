import { describe, expect, it } from 'vitest';
import { archive } from '../../samples/generate/archive.js';
import { compactText, dayOf } from '../../samples/generate/civil-day.js';
import { checkCharacter, fifteenDigits, LAST_BIRTH, NumberIssuer } from '../../samples/generate/identity-numbers.js';
import { Random } from '../../samples/generate/random.js';
import { loadPackagedTables } from '../../src/config/packaged-tables.js';

const PREFECTURES = new Set(['442400', '442500', '442800']);
const regions = loadPackagedTables().regions;
const sound = [...archive({ rows: 6_000, seed: 3, defects: 0, fromYear: 1950, toYear: 2025 })].map(({ row }) => row);
const residentNumbers = sound
  .flatMap((row) => [row.cert_num_man, row.cert_num_woman])
  .filter((number) => /^\d{15}$|^\d{17}[\dX]$/.test(number));

/** Both lengths as 18 digits. */
function eighteenDigits(number: string): string {
  if (number.length === 18) return number;
  const seventeen = `${number.slice(0, 6)}19${number.slice(6)}`;
  return seventeen + checkCharacter(seventeen);
}

describe('a number of the samples can be nobody’s', () => {
  const numbers = residentNumbers.map(eighteenDigits);
  const ofPrefectures = numbers.filter((number) => PREFECTURES.has(number.slice(0, 6)));
  const ofCounties = numbers.filter((number) => !PREFECTURES.has(number.slice(0, 6)));

  it('because it names a prefecture, where nobody was registered', () => {
    expect(ofPrefectures.length).toBeGreaterThan(1_000);
    for (const code of PREFECTURES) expect(regions.filter((row) => row.code === code)).toMatchObject([{ level: 'city', to: '1988-01-31' }]);
  });

  it('or because its sequence was kept for people born in the 1800s as long as its county code lived', () => {
    expect(ofCounties.length).toBeGreaterThan(100);
    for (const number of ofCounties) {
      expect(Number(number.slice(14, 17))).toBeGreaterThanOrEqual(996);
      const ends = regions.filter((row) => row.code === number.slice(0, 6)).map((row) => row.to ?? 'still in force');
      expect(ends.toSorted().at(-1)?.localeCompare('1999-10-01')).toBe(-1);
    }
  });

  it('and stays so under a defect that leaves it a believable number', () => {
    const spoilt = [...archive({ rows: 4_000, seed: 4, defects: 1, fromYear: 1991, toYear: 2025 })].flatMap(({ row }) => [
      row.cert_num_man,
      row.cert_num_woman,
    ]);
    const believable = spoilt.filter((number) => /^\d{17}[\dX]$/.test(number) && checkCharacter(number.slice(0, 17)) === number.charAt(17));
    expect(believable.length).toBeGreaterThan(2_000);
    const possible = believable.filter((number) => !PREFECTURES.has(number.slice(0, 6)) && Number(number.slice(14, 17)) < 996);
    expect(possible.filter((number) => regions.some((row) => row.code === number.slice(0, 6)))).toEqual([]);
  });

  it('and nobody is born after the last possible day', () => {
    const latest = numbers
      .map((number) => number.slice(6, 14))
      .toSorted()
      .at(-1);
    expect(latest?.localeCompare(compactText(LAST_BIRTH))).toBeLessThanOrEqual(0);
  });

  it('has 15 digits only where the prefecture makes it impossible', () => {
    const short = residentNumbers.filter((number) => number.length === 15);
    expect(short.length).toBeGreaterThan(500);
    expect(short.filter((number) => !PREFECTURES.has(number.slice(0, 6)))).toEqual([]);
  });
});

describe('the issuer', () => {
  it.each([
    ['an ordinary day', dayOf(1960, 5, 4), 1_400],
    ['a day of the last years', dayOf(1990, 5, 4), 1_400],
    ['the last day', dayOf(1994, 12, 31), 1_400],
  ])('gives everyone born on %s another number', (_name, bornOn, people) => {
    const issuer = new NumberIssuer(new Random(1));
    const issued = Array.from({ length: people }, () => issuer.issue('male', bornOn, LAST_BIRTH).number);
    expect(new Set(issued).size).toBe(people);
  });

  it('puts the birth and the sex where the number has them', () => {
    const { bornOn, number } = new NumberIssuer(new Random(1)).issue('female', dayOf(1971, 2, 3), LAST_BIRTH);
    expect(number.slice(6, 14)).toBe(compactText(bornOn));
    expect(Number(number.charAt(16)) % 2).toBe(0);
  });

  it('never hands out a birth after the latest the caller can use', () => {
    const issuer = new NumberIssuer(new Random(1));
    const latest = dayOf(1989, 6, 1);
    const births = Array.from({ length: 2_000 }, () => issuer.issue('male', latest, latest).bornOn);
    expect(Math.max(...births)).toBeLessThanOrEqual(latest);
  });
});

describe('the check character', () => {
  it.each([
    ['the sample of GB 11643-1999', '11010519491231002', 'X'],
    ['a number of the standard’s method with check 0', '44010619900229001', '0'],
  ])('agrees with %s', (_name, seventeen, check) => expect(checkCharacter(seventeen)).toBe(check));
});

describe('fifteen digits', () => {
  it('drop the century and the check character', () => {
    expect(fifteenDigits('442400196005040013')).toBe('442400600504001');
  });
});
