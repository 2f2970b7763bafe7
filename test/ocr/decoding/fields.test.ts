import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCertificate, type CertificateKnowledge } from '../../../src/ocr/decoding/certificate.js';
import { decodeDate, type DateKnowledge } from '../../../src/ocr/decoding/date.js';
import { decodeWord, lexiconOf } from '../../../src/ocr/decoding/lexicon.js';
import { logProbabilityOf } from '../../../src/ocr/decoding/forward.js';
import { narrowLattice } from '../../../src/ocr/decoding/narrow-lattice.js';
import { latticeOf, latticeOfText, type Place } from './lattices.js';

const ALPHABET = '0123456789OJL-.()/年月日号曰一二三四五六七八九十〇廿粤穗结婚离字第民';

describe('dates', () => {
  const KNOWLEDGE: DateKnowledge = { from: 19_000_101, to: 20_261_231 };
  const valueOf = (text: string, over: Partial<DateKnowledge> = {}, doubts: Readonly<Record<number, Place>> = {}) =>
    decodeDate(latticeOfText(text, ALPHABET, doubts), { ...KNOWLEDGE, ...over }).candidates[0]?.value;

  it.each([
    ['1986年5月4日', '1986-05-04'],
    ['1986年05月04日', '1986-05-04'],
    ['86年5月4日', '1986-05-04'],
    ['1986年5月4', '1986-05-04'],
    ['一九八六年五月四日', '1986-05-04'],
    ['二〇〇六年十一月二十五日', '2006-11-25'],
    ['一九五〇年十月廿一日', '1950-10-21'],
    ['1986-5-4', '1986-05-04'],
    ['1986.05.04', '1986-05-04'],
    ['1986/12/31', '1986-12-31'],
    ['19860504', '1986-05-04'],
  ])('are read in the way they are written: %s', (text, value) => {
    expect(valueOf(text)).toBe(value);
  });

  it.each([
    ['a day that the calendar does not have', '1986年2月30日', { 7: { 3: 0.7, 2: 0.2 } }, '1986-02-20'],
    ['a month that the year does not have', '1986年13月4日', { 6: { 3: 0.7, 2: 0.2 } }, '1986-12-04'],
    ['a day outside the span', '2066年5月4日', { 2: { 6: 0.7, 0: 0.2 } }, '2006-05-04'],
  ])('are never %s', (_name, text, doubts, value) => {
    expect(valueOf(text, {}, doubts)).toBe(value);
  });

  it('take what else is known of the day', () => {
    const doubts = { 3: { 5: 0.6, 6: 0.3 } };
    expect(valueOf('1985年5月4日', {}, doubts)).toBe('1985-05-04');
    expect(valueOf('1985年5月4日', { from: 19_860_504, to: 19_860_504 }, doubts)).toBe('1986-05-04');
  });

  it('count a value once, however it may be written', () => {
    const decoded = decodeDate(latticeOfText('1986年15月4日', ALPHABET, { 5: { 0: 0.4 } }), KNOWLEDGE);
    expect(decoded.candidates.filter(({ value }) => value === '1986-05-04')).toHaveLength(1);
    expect(decoded.margin).toBeGreaterThan(5);
  });

  it.each([
    ['1986年5月', 'month', '1986-05'],
    ['1986年', 'year', '1986'],
    ['1986年5月4日', 'year', '1986-05-04'],
  ] as const)('may be of less precision, where that is said: %s', (text, precision, value) => {
    expect(valueOf(text, { precision })).toBe(value);
    if (precision !== 'year' || value.length < 10) expect(valueOf(text)).not.toBe(value);
  });

  it('are none where the line says something else', () => {
    const decoded = decodeDate(latticeOfText('婚结', ALPHABET), KNOWLEDGE);
    expect(decoded.candidates).toEqual([]);
    expect(decoded.cost).toBe(Infinity);
  });
});

describe('certificate numbers', () => {
  const KNOWLEDGE: CertificateKnowledge = { regions: ['990102'], years: [1950, 2026], places: ['粤穗', '穗'] };
  const decodedOf = (text: string, doubts: Readonly<Record<number, Place>> = {}) =>
    decodeCertificate(latticeOfText(text, ALPHABET, doubts), KNOWLEDGE);

  it.each([
    ['J990102-2015-000123', 'J990102-2015-000123'],
    ['粤穗结字010500123号', '粤穗结字010500123号'],
    ['(1986)穗结字第123号', '(1986)穗结字第123号'],
    ['结字第0123号', '结字第0123号'],
    ['0012345', '0012345'],
  ])('are read by their forms: %s', (text, value) => {
    expect(decodedOf(text).candidates[0]?.value).toBe(value);
  });

  it('have any place before their kind, where places are not said', () => {
    const decoded = decodeCertificate(latticeOfText('民字第123号', ALPHABET), { years: [1950, 2026] });
    expect(decoded.candidates[0]?.value).toBe('民字第123号');
  });

  it('have a region that is known', () => {
    const decoded = decodedOf('J990102-2015-000123', { 6: { 7: 0.7, 2: 0.1 } });
    expect([decoded.candidates[0]?.value, decoded.free]).toEqual(['J990102-2015-000123', 'J990107-2015-000123']);
  });

  it('show by their margin that a serial is in doubt', () => {
    expect(decodedOf('J990102-2015-000123', { 18: { 3: 0.5, 8: 0.4 } }).margin).toBeLessThan(0.5);
    expect(decodedOf('J990102-2015-000123').margin).toBeGreaterThan(2.5);
  });
});

describe('words of a lexicon', () => {
  const words = ['汉族', '壮族', '满族', '回族', '土家族'];
  const lexicon = lexiconOf([...words.map((text, index) => ({ text, value: String(index) })), { text: '汉', value: '0' }]);
  const alphabet = [...words.join(''), '旦'].join('');

  it.each([
    ['as they stand', '汉族', {}, '0'],
    ['by another spelling of the same value', '汉', {}, '0'],
    ['with a character that is not made out', '土旦族', { 1: { 旦: 0.95, 家: 0.01 } }, '4'],
  ])('are found %s', (_name, text, doubts, value) => {
    const decoded = decodeWord(latticeOfText(text, alphabet, doubts), lexicon);
    expect(decoded.candidates[0]?.value).toBe(value);
    expect(decoded.presence).toBeGreaterThan(3);
  });

  it('are told from an empty crop, on which there is a likeliest word as well', () => {
    const empty = decodeWord(latticeOf([{}, {}, {}], alphabet), lexicon);
    expect(empty.candidates.length).toBeGreaterThan(0);
    expect(empty.presence).toBeLessThan(0);
  });

  it('cost what the engine has to be talked out of', () => {
    const certain = decodeWord(latticeOfText('壮族', alphabet), lexicon);
    const doubtful = decodeWord(latticeOfText('旦族', alphabet, { 0: { 旦: 0.9, 壮: 0.01 } }), lexicon);
    expect(certain.cost).toBeLessThan(0.2);
    expect(doubtful.cost).toBeGreaterThan(3);
    expect(doubtful.candidates[0]?.value).toBe('1');
  });

  it('are weighed as exactly one by one as together — the forward variables of CTC', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.double({ min: 0.01, max: 0.3, noNaN: true }), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        (rows) => {
          const lattice = latticeOf(
            rows.map(([汉 = 0, 壮 = 0, 族 = 0]) => ({ 汉, 壮, 族 })),
            alphabet,
          );
          const narrow = narrowLattice(
            lattice,
            lexicon.characters.map((text) => ({ text })),
          );
          for (const { written, logProbability } of decodeWord(lattice, lexicon).candidates) {
            expect(logProbability).toBeCloseTo(logProbabilityOf(narrow, written), 6);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('are found among many', () => {
    const many = lexiconOf(Array.from({ length: 2_000 }, (_, index) => ({ text: `第${index}号`, value: String(index) })));
    expect(decodeWord(latticeOfText('第1986号', ALPHABET), many).candidates[0]?.value).toBe('1986');
  });
});
