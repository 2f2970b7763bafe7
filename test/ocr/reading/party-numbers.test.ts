import { describe, expect, it } from 'vitest';
import { checkDigit } from '../../../src/domain/identity-document.js';
import { settleParty } from '../../../src/ocr/reading/party-numbers.js';
import { aDraft, kindsOf } from './drafts.js';

/** Region 99xxxx was never given out. */
const withCheck = (seventeen: string): string => seventeen + checkDigit(seventeen);
const NUMBER = withCheck('99010119700304123');
const CHECKS = { sex: 'male', regionExisted: (code: string) => code === '990101', today: 20260101 } as const;

/** The number with one place read as another digit, of which the recogniser was not sure. */
function misread(number: string, place: number, digit: string, share = 0.3) {
  const right = number.charAt(place - 1);
  const read = number.slice(0, place - 1) + digit + number.slice(place);
  return { read, doubts: { [place - 1]: { [digit]: 0.96 - share, [right]: share } } };
}

const settle = (number: ReturnType<typeof aDraft>, birth: ReturnType<typeof aDraft> | undefined) => settleParty({ number, birth }, CHECKS);

describe('a number that passes its checks', () => {
  it('proves itself and the birth date it agrees with', () => {
    const { number, birth } = settle(
      aDraft('cert_num_man', 'id-number', NUMBER),
      aDraft('birth_man', 'date', '1970-03-04', '1970年3月4日'),
    );
    expect(kindsOf(number)).toEqual(['check-digit', 'birth-in-number']);
    expect(kindsOf(birth)).toEqual(['number-has-birth']);
    expect([number?.features.checks, birth?.features.checks]).toEqual([2, 2]);
  });

  it('says less where the form has no birth date', () => {
    const { number } = settle(aDraft('cert_num_man', 'id-number', NUMBER), undefined);
    expect([kindsOf(number), number?.features.checks]).toEqual([['check-digit'], 1]);
  });

  it('stands beside a partial birth date that holds its own', () => {
    const { birth } = settle(aDraft('cert_num_man', 'id-number', NUMBER), aDraft('birth_man', 'date', '1970-03', '1970年3月'));
    expect([birth?.value, birth?.barred]).toEqual(['1970-03', false]);
  });
});

describe('a misread digit', () => {
  it.each([
    ['of the sequence', 16],
    ['of the region', 4],
    ['of the birth date', 10],
    ['that checks the others', 18],
  ])('%s is put right where exactly one repair is consistent, and says so', (_name, place) => {
    const right = NUMBER.charAt(place - 1);
    const { read, doubts } = misread(NUMBER, place, right === '7' ? '1' : '7');
    const { number } = settle(
      aDraft('cert_num_man', 'id-number', read, read, { doubts }),
      aDraft('birth_man', 'date', '1970-03-04', '1970年3月4日'),
    );
    expect(number?.value).toBe(NUMBER);
    expect(number?.evidence[0]).toEqual({ kind: 'repaired-digit', values: { place, from: right === '7' ? '1' : '7', to: right } });
    expect(number?.features.repairs).toBe(-1);
  });

  it('that the recogniser never doubted stays: the paper may say so', () => {
    const wrong = NUMBER.slice(0, 15) + ((Number(NUMBER.charAt(15)) + 1) % 10) + NUMBER.slice(16);
    const { number } = settle(aDraft('cert_num_man', 'id-number', wrong), undefined);
    expect([number?.value, number?.barred, kindsOf(number)]).toEqual([wrong, true, ['number-fails']]);
  });

  it('with two repairs that are as good stays for a person', () => {
    const place = 15;
    const sequences = ['123', '323'].map((sequence) => withCheck(`99010119700304${sequence}`));
    const read = withCheck('99010119700304723').slice(0, 17);
    const doubts = {
      [place - 1]: { '7': 0.5, '1': 0.2, '3': 0.2 },
      17: Object.fromEntries(sequences.map((number) => [number.charAt(17), 0.3])),
    };
    const text = `${read}0`;
    const { number } = settle(aDraft('cert_num_man', 'id-number', text, text, { doubts }), undefined);
    expect([number?.barred, kindsOf(number)]).toEqual([true, ['number-fails']]);
  });

  it('of the birth field is put right by a number that needs no repair', () => {
    const { birth } = settle(
      aDraft('cert_num_man', 'id-number', NUMBER),
      aDraft('birth_man', 'date', '1970-08-04', '1970年8月4日', { doubts: { 5: { '8': 0.6, '3': 0.35 } } }),
    );
    expect([birth?.value, kindsOf(birth)]).toEqual(['1970-03-04', ['repaired-date', 'number-has-birth']]);
  });
});

describe('a birth date that clearly differs from the number', () => {
  it('stays, and both are for a person', () => {
    const { number, birth } = settle(
      aDraft('cert_num_man', 'id-number', NUMBER),
      aDraft('birth_man', 'date', '1971-12-14', '1971年12月14日'),
    );
    expect([birth?.value, birth?.barred, kindsOf(birth)]).toEqual(['1971-12-14', true, ['differs-from-number']]);
    expect([number?.value, number?.barred]).toEqual([NUMBER, true]);
  });
});

it('a digit that was left out is put back where the rules leave one way', () => {
  const read = NUMBER.slice(0, 7) + NUMBER.slice(8);
  const doubts = { 6: { '1': 0.95 } };
  const { number } = settle(
    aDraft('cert_num_man', 'id-number', read, read, { doubts }),
    aDraft('birth_man', 'date', '1970-03-04', '1970年3月4日'),
  );
  // Nothing of the ninth digit was seen at all: the rules alone must not invent it.
  expect([number?.value, number?.barred]).toEqual([read, true]);
});

it('a woman cannot have the number of a man', () => {
  const { number } = settleParty({ number: aDraft('cert_num_woman', 'id-number', NUMBER), birth: undefined }, { ...CHECKS, sex: 'female' });
  expect([number?.barred, kindsOf(number)]).toEqual([true, ['number-fails']]);
});
