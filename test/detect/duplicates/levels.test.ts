import { describe, expect, it } from 'vitest';
import { PairComparer } from '../../../src/detect/duplicates/compare-pair.js';
import { HAN } from '../../../src/detect/duplicates/han-likeness.js';
import { COMPARISONS, COUPLE_SHIFT, levelsOf, WOMAN_SHIFT } from '../../../src/detect/duplicates/levels.js';
import { documentOf, wordsOf, type PlainRecord } from './records.js';

/** The levels of two records by comparison. */
function levels(left: Partial<PlainRecord>, right: Partial<PlainRecord>): Readonly<Record<string, string>> {
  const comparer = new PairComparer(
    wordsOf([
      { id: 1, ...left },
      { id: 2, ...right },
    ]),
    HAN,
  );
  comparer.begin(0, 1);
  const persons = comparer.man() | (comparer.woman() << WOMAN_SHIFT) | (comparer.couple() << COUPLE_SHIFT);
  const numbers = levelsOf({ persons, event: comparer.event() });
  return Object.fromEntries(COMPARISONS.map(({ key, levels: keys }, index) => [key, keys[numbers[index] ?? -1] ?? '']));
}

const ofNames = (left: string, right: string): string | undefined => levels({ man: { name: left } }, { man: { name: right } })['name-man'];

describe('names', () => {
  it.each([
    ['陈志强', '陈志强', 'exact'],
    ['陈志强', '', 'missing'],
    ['付明', '傅明', 'homophone-tone'],
    ['陈志强', '程志强', 'one-different'],
    ['张伟', '张威', 'homophone'],
    ['李未', '李末', 'look-alike'],
    ['陈□强', '陈志强', 'look-alike'],
    ['黄志强', '王志强', 'cantonese'],
    ['陈强志', '陈志强', 'swapped'],
    ['陈志强', '陈志', 'one-missing'],
    ['陈志强', '陈志娜', 'one-different'],
    ['陈志强', '陈丽娜', 'surname'],
    ['陈明', '陈娜', 'surname'],
    ['陈志强', '刘丽娜', 'nothing'],
    ['欧阳志强', '欧阳志娜', 'one-different'],
    ['阿卜杜热合曼', '阿卜杜买合曼', 'surname'],
  ])('%s and %s: %s', (left, right, level) => expect(ofNames(left, right)).toBe(level));
});

const ofDocuments = (left: string, right: string): string | undefined =>
  levels({ man: { document: left } }, { man: { document: right } })['document-man'];

const NUMBER = documentOf(19800101, 11);
const withDigit = (at: number, digit: number): string => NUMBER.slice(0, at) + String(digit) + NUMBER.slice(at + 1);

describe('document numbers', () => {
  it.each([
    ['the same', NUMBER, NUMBER, 'exact'],
    ['one digit mistyped', NUMBER, withDigit(9, 7), 'typo'],
    ['another check character', NUMBER, withDigit(17, NUMBER.endsWith('5') ? 6 : 5), 'typo'],
    ['neighbours changed places', NUMBER, `${NUMBER.slice(0, 6)}9180${NUMBER.slice(10)}`, 'typo'],
    ['the next number of the same day, both right', NUMBER, documentOf(19800101, 13), 'neighbour'],
    ['two digits mistyped', NUMBER, `${NUMBER.slice(0, 6)}2980${NUMBER.slice(10, 15)}9${NUMBER.slice(16)}`, 'two-digits'],
    ['born on the same day', NUMBER, documentOf(19800101, 874, 991_234), 'same-birth'],
    ['other persons', NUMBER, documentOf(19711231, 874, 991_234), 'nothing'],
    ['none in one', NUMBER, '', 'missing'],
  ])('%s', (_, left, right, level) => expect(ofDocuments(left, right)).toBe(level));

  it('have the birth in them, which is not counted again', () => {
    const party = { document: NUMBER, birth: 19800101 };
    expect(levels({ man: party }, { man: party })).toMatchObject({ 'document-man': 'exact', 'birth-man': 'implied' });
    expect(levels({ man: party }, { man: { birth: 19800101 } })).toMatchObject({ 'document-man': 'missing', 'birth-man': 'exact' });
    expect(levels({ man: { document: NUMBER } }, { man: { birth: 19800101 } })).toMatchObject({ 'birth-man': 'exact' });
  });
});

describe('dates', () => {
  it.each([
    [19860504, 19860504, 'exact'],
    [19860504, 19860500, 'coarse'],
    [19860504, 19860000, 'coarse'],
    [19860500, 19860700, 'same-year'],
    [19860504, 19860405, 'swapped'],
    [19860504, 19880504, 'one-digit'],
    [19860504, 19860540, 'one-digit'],
    [19860525, 19860526, 'near'],
    // 正月初一 of 1986 was 9 February.
    [19860101, 19860209, 'lunar'],
    [19860504, 19860521, 'close'],
    [19860504, 19861121, 'same-year'],
    [19860504, 19951121, 'nothing'],
    [19860504, 0, 'missing'],
  ])('%s and %s: %s', (left, right, level) => expect(levels({ date: left }, { date: right })['op-date']).toBe(level));
});

describe('certificates', () => {
  it.each([
    [[1, 7, 123], [1, 7, 123], 'exact'],
    [[3, 7, 123], [3, 7, 123], 'exact-old'],
    [[1, 7, 123], [1, 7, 124], 'other-serial'],
    [[1, 7, 123], [1, 7, 132], 'serial-typo'],
    [[1, 7, 123], [1, 7, 623], 'serial-typo'],
    [[1, 7, 12], [1, 7, 82], 'other-serial'],
    [[1, 7, 123], [1, 7, 987], 'other-serial'],
    [[1, 7, 123], [1, 8, 123], 'same-serial'],
    [[1, 7, 123], [2, 7, 123], 'other-form'],
    [[1, 7, 123], [1, 8, 999], 'nothing'],
    [[0, 0, 0], [1, 8, 999], 'missing'],
  ] as const)('%j and %j: %s', (left, right, level) =>
    expect(levels({ certificate: left }, { certificate: right })['certificate']).toBe(level),
  );
});

describe('parties', () => {
  const man = { name: '陈志强', document: NUMBER, address: 7 };
  const woman = { name: '林丽娜', document: documentOf(19820203, 22), address: 9 };

  it('are compared crosswise when they were exchanged', () => {
    expect(levels({ man, woman }, { man: woman, woman: man })).toMatchObject({
      parties: 'crossed',
      'name-man': 'exact',
      'document-woman': 'exact',
      address: 'both',
    });
  });

  it('are known to be exchanged by their births alone', () => {
    const misspelt = levels(
      { man: { name: '汪秀珠', birth: 19351226 }, woman: { name: '杨亚华', birth: 19361115 } },
      { man: { name: '阳亚华', birth: 19361115 }, woman: { name: '王秀珠', birth: 19351226 } },
    );
    expect(misspelt).toMatchObject({ parties: 'crossed', 'name-man': 'homophone', 'birth-woman': 'exact' });
  });

  it('are compared as they stand otherwise', () => {
    expect(levels({ man, woman }, { man, woman })).toMatchObject({ parties: 'straight', address: 'both', folk: 'same' });
    expect(levels({ man, woman }, { man, woman: { ...woman, folk: 8, address: 5 } })).toMatchObject({ address: 'one', folk: 'other' });
    expect(levels({ man: { ...man, folk: 8 }, woman }, { man: { ...man, folk: 8 }, woman })).toMatchObject({ folk: 'same-minority' });
  });
});
