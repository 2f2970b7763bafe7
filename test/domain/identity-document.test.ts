import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit, eighteenFromFifteen, parseDocument } from '../../src/domain/identity-document.js';

const digits = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
/** Numbers of a region that does not exist, so that none can be a person's. */
const validNumber = digits(11).map((rest) => `999999${rest}${checkDigit(`999999${rest}`)}`);
const checkPasses = (text: string) => checkDigit(text.slice(0, 17)) === text.charAt(17);

describe('checkDigit', () => {
  it.each([
    ["the standard's sample, GB 11643-1999", '11010519491231002', 'X'],
    ['Guangzhou', '44010419800101001', '6'],
    ['Dongguan county before 1985', '44252719560715003', '4'],
    ['Shunde city of 1992', '44900119930808011', '3'],
    ['an impossible date, which has a check digit all the same', '44010619900229001', '0'],
    ['a residence permit of Hong Kong', '81000019900307001', '5'],
    ['a foreign permanent resident', '93268219850101001', '7'],
  ])('of %s', (_name, seventeen, check) => expect(checkDigit(seventeen)).toBe(check));

  it('never accepts one wrong digit — ISO 7064', () => {
    fc.assert(
      fc.property(validNumber, fc.nat(17), fc.constantFrom(...'0123456789'), (number, at, digit) => {
        fc.pre(number.charAt(at) !== digit);
        return !checkPasses(number.slice(0, at) + digit + number.slice(at + 1));
      }),
      { numRuns: 1_000 },
    );
  });

  it('never accepts two neighbours swapped — ISO 7064', () => {
    fc.assert(
      fc.property(validNumber, fc.nat(15), (number, at) => {
        const [left, right] = [number.charAt(at), number.charAt(at + 1)];
        fc.pre(left !== right);
        return !checkPasses(number.slice(0, at) + right + left + number.slice(at + 2));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('eighteenFromFifteen', () => {
  it.each([
    ['gives a centenarian the century before', '440104850101998', '440104188501019982'],
    ['gives the last ordinary sequence the last century', '999999850101995', `99999919850101995${checkDigit('99999919850101995')}`],
    ['keeps the region of the day the number was given', '442701560715001', `44270119560715001${checkDigit('44270119560715001')}`],
  ])('%s', (_name, fifteen, eighteen) => expect(eighteenFromFifteen(fifteen)).toBe(eighteen));

  it('makes a number whose check passes, with the same region, birth and sequence', () => {
    fc.assert(
      fc.property(digits(9), (rest) => {
        const eighteen = eighteenFromFifteen(`999999${rest}`);
        expect(checkPasses(eighteen)).toBe(true);
        expect(eighteen.slice(0, 6) + eighteen.slice(8, 17)).toBe(`999999${rest}`);
      }),
    );
  });
});

describe('parseDocument', () => {
  it('reads a resident number', () => {
    expect(parseDocument('440104198001010016', '1', '1')).toEqual({
      kind: 'resident-18',
      text: '440104198001010016',
      eighteen: '440104198001010016',
      region: '440104',
      birth: '19800101',
      birthIsRealDay: true,
      sex: 'male',
      checkPasses: true,
    });
  });

  it.each([
    ['a sample with X', '11010519491231002X', { checkPasses: true, sex: 'female' }],
    ['a wrong check', '440104198001010017', { checkPasses: false }],
    ['an impossible birth', '440106199002290010', { checkPasses: true, birthIsRealDay: false }],
    [
      'a 15-digit number',
      '440104850101998',
      { kind: 'resident-15', eighteen: '440104188501019982', birth: '18850101', sex: 'female', checkPasses: true },
    ],
    ['a permit of Hong Kong residents', '810000199003070015', { kind: 'residence-permit', region: '810000', checkPasses: true }],
    ['a permit of Macao residents', '820000199003070010', { kind: 'residence-permit' }],
    ['a permit of Taiwan residents', '830000199003070010', { kind: 'residence-permit' }],
  ])('reads %s', (_name, text, reading) => expect(parseDocument(text, '1', '1')).toMatchObject(reading));

  it.each([
    [
      'a new card of a foreign permanent resident',
      '932682198501010017',
      '8',
      '6',
      { generation: 'new', birth: '19850101', checkPasses: true },
    ],
    ['the same with nothing said about the person', '932682198501010017', '', '', { generation: 'new' }],
    ['an old card', 'ZZZ990085010101', '8', '6', { generation: 'old', birth: undefined, checkPasses: undefined }],
  ])('reads %s', (_name, text, documentType, idType, reading) => {
    expect(parseDocument(text, documentType, idType)).toMatchObject({ kind: 'foreign-permanent-resident', ...reading });
  });

  it('reads a mainland party whose region begins with 9 as a resident with a wrong region', () => {
    expect(parseDocument('999999198501010017', '1', '')).toMatchObject({ kind: 'resident-18', region: '999999' });
  });

  it.each([
    ['zeros', '000000000000000000'],
    ['ones', '111111111111111'],
    ['zeros before a birth date, as Beijing keyed them', '000000000019530412'],
    ['counting', '123456789012345678'],
    ['counting with an X', '12345678901234567X'],
    ['a region and zeros', '440104000000000000'],
    ['a word', '不详'],
    ['another word', '无'],
  ])('takes %s for a placeholder', (_name, text) => expect(parseDocument(text, '1', '1')).toEqual({ kind: 'placeholder', text }));

  it.each([
    ['a Hong Kong permit', 'H99999999', '2', '2', 'hong-kong-macao-permit'],
    ['a Macao permit with its reissue', 'M9999999901', '8', '3', 'hong-kong-macao-permit'],
    ['a permit of a foreigner in Hong Kong', 'HA9999999', '8', '2', 'hong-kong-macao-permit'],
    ['a Hong Kong identity card', 'A999999(9)', '2', '2', 'other'],
    ['a Taiwan permit', '99999990', '4', '4', 'taiwan-permit'],
    ['an old Taiwan permit', '9999999990(B)', '8', '4', 'taiwan-permit'],
    ['an old Taiwan permit that begins with zeros', '0012345678', '511', '4', 'taiwan-permit'],
    ['eight digits of nobody known', '99999990', '', '', 'other'],
    ['a Chinese passport', 'E99999999', '', '5', 'passport'],
    ['a foreign passport', 'ZZ9999999A', '5', '6', 'passport'],
    ['a passport shaped like a permit, called a passport', 'H99999999', '5', '6', 'passport'],
    ['something called a passport', '护照9', '5', '6', 'other'],
    ['an officer', '军字第9999999号', '6', '7', 'military'],
    ['a soldier by the type alone', '9999990', '7', '7', 'military'],
    ['a number cut short', '44010419800101', '1', '1', 'other'],
    ['letters in a resident number', '44010419800101O016', '1', '1', 'other'],
  ])('knows the kind of %s', (_name, text, documentType, idType, kind) => {
    expect(parseDocument(text, documentType, idType)).toEqual({ kind, text });
  });

  it('has nothing to read in an empty text', () => expect(parseDocument('', '1', '1')).toBeUndefined());
});
