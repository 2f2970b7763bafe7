import { checkDigit } from '../../../src/domain/identity-document.js';
import { nobodysNumber, nobodysOldNumber } from '../../helpers/registration.js';
import type { RuleCases } from './rule-case.js';

const HONG_KONG_PERMIT = nobodysNumber('19950308', 'male', '810000');
const TAIWAN_PERMIT = nobodysNumber('19950308', 'male', '830000');
/** The foreigner's card published in docs/records.md. */
const FOREIGN_CARD = '932682198501010017';
const OLD_MAN = nobodysOldNumber('19600308', 'male');
const OLD_WOMAN = nobodysOldNumber('19611121', 'female');
const IMPOSSIBLE_DAY = `44000019900229001${checkDigit('44000019900229001')}`;

export const identityCases: RuleCases = {
  'document-number-rounded': [
    ['a sound number', {}, []],
    ['scientific notation', { cert_num_man: '4.40106E+17' }, ['error cert_num_man']],
    ['eighteen digits that end in 000 and fail', { cert_num_woman: '440000199611211000' }, ['error cert_num_woman']],
    ['a decimal point', { cert_num_man: '440000950308001.0' }, ['error cert_num_man']],
    ['a passport with an E', { id_type_man: '6', cert_type_man: '5', cert_num_man: 'E12345678' }, []],
    ['a wrong digit is no spreadsheet', { cert_num_man: '440000199503080011' }, []],
  ],
  'document-placeholder': [
    ['a sound number', {}, []],
    ['zeros and the birth date in 1975', { op_date: '1975-05-04', cert_num_man: '000000000019500308' }, ['warning cert_num_man']],
    ['zeros today', { cert_num_woman: '000000000000000000' }, ['error cert_num_woman']],
    ['zeros for a foreigner today', { id_type_man: '6', cert_num_man: '00000000' }, ['warning cert_num_man']],
    ['zeros in 2003', { op_date: '2003-12-31', cert_num_woman: '000000000000000000' }, ['warning cert_num_woman']],
  ],
  'document-shape': [
    ['eighteen digits', {}, []],
    ['fifteen digits', { cert_num_man: OLD_MAN }, []],
    ['a lost digit', { cert_num_man: '44000019950308001' }, ['error cert_num_man']],
    ['a passport with an identity card named', { cert_num_woman: 'EA1234567' }, ['error cert_num_woman']],
    ['a mainland party without a document type', { cert_type_man: '', cert_num_man: '介2024-15' }, ['error cert_num_man']],
    ['a letter of introduction in 1975', { op_date: '1975-05-04', cert_num_man: '介75-15' }, ['warning cert_num_man']],
    ['a shape of nothing, with nothing said', { id_type_man: '', cert_type_man: '', cert_num_man: '介2024-15' }, ['warning cert_num_man']],
    ['a permit with nothing said', { id_type_man: '', cert_type_man: '', cert_num_man: 'H01234567' }, []],
    ['a Hong Kong identity card', { id_type_man: '2', cert_type_man: '2', cert_num_man: 'Z000000(0)' }, []],
    ['a destroyed number is said once', { cert_num_man: '4.40106E+17' }, []],
  ],
  'document-check-digit': [
    ['a sound number', {}, []],
    ['fifteen digits have none', { cert_num_man: OLD_MAN }, []],
    ['one wrong digit', { cert_num_man: '440000199503080011' }, ['error cert_num_man']],
    ['a residence permit', { cert_num_man: HONG_KONG_PERMIT }, []],
    [
      'a residence permit with a wrong digit',
      { cert_num_man: `${HONG_KONG_PERMIT.slice(0, 17)}${HONG_KONG_PERMIT.endsWith('1') ? '2' : '1'}` },
      ['error cert_num_man'],
    ],
    ['a new foreign card', { id_type_man: '6', cert_type_man: '8', cert_num_man: FOREIGN_CARD }, []],
    [
      'a new foreign card with a wrong digit',
      { id_type_man: '6', cert_type_man: '8', cert_num_man: '932682198501010018' },
      ['error cert_num_man'],
    ],
    ['a destroyed number is said once', { cert_num_woman: '440000199611211000' }, []],
  ],
  'document-birth-impossible': [
    ['a real day', {}, []],
    ['29 February 1990 with a passing check', { cert_num_man: IMPOSSIBLE_DAY }, ['error cert_num_man']],
    ['fifteen digits with month 13', { cert_num_man: '440000601308001' }, ['error cert_num_man']],
    ['silent while the check fails', { cert_num_man: '440000199002290019' }, []],
  ],
  'document-birth-differs': [
    ['the same day', {}, []],
    ['the year of the number', { birth_man: '1995', cert_num_man: nobodysNumber('19950308', 'male') }, []],
    ['another day today', { birth_man: '1995-03-09', cert_num_man: nobodysNumber('19950308', 'male') }, ['error birth_man cert_num_man']],
    ['another year', { birth_woman: '1997', cert_num_woman: nobodysNumber('19961121', 'female') }, ['error birth_woman cert_num_woman']],
    ['another day in 1995', { op_date: '1995-05-04', birth_man: '1960-03-09', cert_num_man: OLD_MAN }, ['warning birth_man cert_num_man']],
    ['the lunar reading of that day', { birth_man: '1995-02-08', cert_num_man: nobodysNumber('19950308', 'male') }, []],
    ['no number', { birth_man: '1995-03-08', cert_num_man: '' }, []],
  ],
  'birth-looks-lunar': [
    ['the same day', {}, []],
    [
      'the eighth of the second month of 1995 is 8 March',
      { birth_man: '1995-02-08', cert_num_man: nobodysNumber('19950308', 'male') },
      ['warning birth_man cert_num_man'],
    ],
    ['a month off is not lunar by itself', { birth_man: '1995-02-01', cert_num_man: nobodysNumber('19950308', 'male') }, []],
  ],
  'same-document': [
    ['two numbers', {}, []],
    ['one number twice', { cert_num_woman: nobodysNumber('19950308', 'male') }, ['error cert_num_man cert_num_woman']],
    [
      'fifteen and eighteen digits of one person',
      { cert_num_man: OLD_MAN, cert_num_woman: nobodysNumber('19600308', 'male') },
      ['error cert_num_man cert_num_woman'],
    ],
    ['zeros twice', { cert_num_man: '000000000000000000', cert_num_woman: '000000000000000000' }, []],
    [
      'one passport twice',
      { cert_type_man: '5', cert_type_woman: '5', cert_num_man: 'X0000001', cert_num_woman: 'X0000001' },
      ['error cert_num_man cert_num_woman'],
    ],
    ['neither has one', { cert_num_man: '', cert_num_woman: '' }, []],
  ],
  'parties-swapped': [
    ['as it should be', {}, []],
    [
      'both reversed',
      { cert_num_man: nobodysNumber('19961121', 'female'), cert_num_woman: nobodysNumber('19950308', 'male') },
      ['error cert_num_man cert_num_woman name_man name_woman'],
    ],
    ['one reversed', { cert_num_man: nobodysNumber('19961121', 'female') }, []],
  ],
  'document-sex-differs': [
    ['as it should be', {}, []],
    ["a woman's number on the man", { cert_num_man: nobodysNumber('19950308', 'female') }, ['error cert_num_man']],
    ['fifteen digits', { cert_num_woman: nobodysOldNumber('19611121', 'male') }, ['error cert_num_woman']],
    [
      'both reversed is said once',
      { cert_num_man: nobodysNumber('19961121', 'female'), cert_num_woman: nobodysNumber('19950308', 'male') },
      [],
    ],
    ['silent while the check fails', { cert_num_man: '440000199503080021' }, []],
  ],
  'document-region': [
    ['a code in use', {}, []],
    ['a code abolished after the birth', { birth_man: '1970-03-08', cert_num_man: nobodysNumber('19700308', 'male', '440125') }, []],
    ['a code of another province', { cert_num_man: nobodysNumber('19950308', 'male', '110199') }, []],
    ['a residence permit', { cert_num_man: HONG_KONG_PERMIT }, []],
    ['a code that never was', { cert_num_man: nobodysNumber('19950308', 'male', '440199') }, ['error cert_num_man']],
    ['no province begins with 99', { cert_num_man: nobodysNumber('19950308', 'male', '990101') }, ['error cert_num_man']],
    ['a code that ended before the birth', { cert_num_man: nobodysNumber('19950308', 'male', '442527') }, ['error cert_num_man']],
    ['within a year of its end', { birth_man: '1994-06-08', cert_num_man: nobodysNumber('19940608', 'male', '440125') }, []],
    [
      'a code that ended before there were numbers',
      { op_date: '1990-05-04', birth_man: '1960-03-08', cert_num_man: nobodysOldNumber('19600308', 'male', '442300') },
      [],
    ],
    [
      'a code abolished in 1982',
      { op_date: '1990-05-04', birth_man: '1960-03-08', cert_num_man: nobodysOldNumber('19600308', 'male', '440199') },
      ['error cert_num_man'],
    ],
    [
      'a code younger than the registration',
      { op_date: '2005-05-04', birth_man: '1980-03-08', cert_num_man: nobodysNumber('19800308', 'male', '440118') },
      ['warning cert_num_man'],
    ],
    [
      'the same number added later to a record of 1990',
      { op_date: '1990-05-04', birth_man: '1960-03-08', cert_num_man: nobodysNumber('19600308', 'male', '440118') },
      [],
    ],
    [
      'Swapped codes of Guangzhou are both right',
      { birth_man: '1970-03-08', cert_num_man: nobodysNumber('19700308', 'male', '440107') },
      [],
    ],
  ],
  'document-fifteen-late': [
    ['eighteen digits', {}, []],
    ['fifteen digits in 2012', { op_date: '2012-12-31', cert_num_man: OLD_MAN }, []],
    [
      'fifteen digits in 2013',
      { op_date: '2013-01-01', cert_num_man: OLD_MAN, cert_num_woman: OLD_WOMAN },
      ['error cert_num_man', 'error cert_num_woman'],
    ],
  ],
  'document-not-yet-issued': [
    ['eighteen digits today', {}, []],
    ['fifteen digits in 1985', { op_date: '1985-05-04', cert_num_man: OLD_MAN, cert_num_woman: OLD_WOMAN }, []],
    ['fifteen digits in 1980', { op_date: '1980-05-04', cert_num_man: OLD_MAN, cert_num_woman: '' }, ['warning cert_num_man']],
    ['eighteen digits in 1998', { op_date: '1998-05-04' }, ['warning cert_num_man', 'warning cert_num_woman']],
    ['1999 may lie after October', { op_date: '1999' }, []],
    ['a residence permit in 2017', { op_date: '2017-05-04', cert_num_man: HONG_KONG_PERMIT }, ['warning cert_num_man']],
    [
      'a new foreign card in 2022',
      { op_date: '2022-05-04', id_type_man: '6', cert_type_man: '8', cert_num_man: FOREIGN_CARD },
      ['warning cert_num_man'],
    ],
  ],
  'document-type-differs': [
    ['a resident number with an identity card', {}, []],
    ['a resident number with a passport', { cert_type_man: '5' }, ['warning cert_type_man cert_num_man']],
    ['a broken number proves nothing', { cert_type_man: '5', cert_num_man: '440000199503080011' }, []],
    ['a Hong Kong permit as other document', { cert_type_man: '8', cert_num_man: HONG_KONG_PERMIT }, []],
    ['a Hong Kong permit as Hong Kong document', { cert_type_man: '2', cert_num_man: HONG_KONG_PERMIT }, []],
    ['a Taiwan permit as Hong Kong document', { cert_type_man: '2', cert_num_man: TAIWAN_PERMIT }, ['warning cert_type_man cert_num_man']],
    ['a foreign card as passport', { id_type_man: '6', cert_type_man: '5', cert_num_man: FOREIGN_CARD }, []],
    [
      "a foreign card as officer's card",
      { id_type_man: '6', cert_type_man: '6', cert_num_man: FOREIGN_CARD },
      ['warning cert_type_man cert_num_man'],
    ],
    ['a passport', { id_type_man: '6', cert_type_man: '5', cert_num_man: 'X0000001' }, []],
    ['no shape of a passport', { id_type_man: '6', cert_type_man: '5', cert_num_man: '护照X1' }, ['warning cert_type_man cert_num_man']],
    [
      'no shape of a Taiwan permit',
      { id_type_man: '4', cert_type_man: '511', cert_num_man: '1234' },
      ['warning cert_type_man cert_num_man'],
    ],
    ['no type given', { cert_type_man: '' }, []],
  ],
};
