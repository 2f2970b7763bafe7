import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Masking } from '../../../src/domain/approval.js';
import { FIELD_KEYS, fieldOf, type FieldKey } from '../../../src/domain/fields.js';
import { checkDigit } from '../../../src/domain/identity-document.js';
import { planMasks } from '../../../src/export/masking/mask-plan.js';
import { placeWords } from '../../../src/export/masking/place-words.js';
import { treatments } from '../../../src/export/masking/treatments.js';
import { createPseudonymiser } from '../../../src/export/marks/pseudonym.js';

const REGIONS = ['广东省', '广州市', '顺德县', '顺德', '天河区'];
const pseudonymise = createPseudonymiser(Buffer.alloc(32, 1));

/** How one value leaves. */
function leaving(field: FieldKey, value: string, masking?: Masking): string {
  const row = [value];
  planMasks(
    { fields: [field], masking: masking === undefined ? {} : { [field]: masking } },
    { regionNames: REGIONS, pseudonymise },
  ).maskRow(row);
  return row[0] ?? '';
}

describe('a value that the approval does not name', () => {
  it.each<[FieldKey, string, string]>([
    ['name_man', '张三丰', '张*'],
    ['name_woman', '买买提·江', '买*'],
    ['operator', '李四', '李*'],
    ['cert_num_man', '990101199001011234', '990101************'],
    ['cert_num_man', '990101900101123', '990101************'],
    ['cert_num_woman', 'H12345678', '***'],
    ['cert_num_woman', '', ''],
    ['birth_man', '1990-01-01', '1990'],
    ['op_date', '2019-05-20', '2019-05'],
    ['op_date', '1986', '1986'],
    ['cert_no', 'J990101-2019-000123', 'J******-****-******'],
    ['reg_detail_man', '广东省顺德县新圩乡第8村', '广东省顺德县'],
    ['reg_detail_man', '天河区某小区1栋', '天河区'],
    ['reg_detail_man', '某小区1栋', '***'],
    ['folk_man', '01', '01'],
    ['folk_man', '56', '***'],
    ['nation_man', '840', '***'],
    ['print_num_man', '粤1234567', '粤*******'],
    ['scan_files', '张三.png', '***'],
    ['remark', '990101199001011234 补办', '***'],
    ['remark', '', ''],
    ['doc_no', '1952-结-00001', '****-结-*****'],
    ['op_type', 'IA', 'IA'],
    ['dept_name', '某民政局', '某民政局'],
  ])('%s %j leaves as %j', (field, value, expected) => expect(leaving(field, value)).toBe(expected));

  it.each(FIELD_KEYS.filter((key) => fieldOf(key).maxCharacters >= 15))(
    '%s holds no whole document number, even where columns slipped',
    (key) => {
      expect(leaving(key, '990101199001011234')).not.toContain('199001011234');
    },
  );
});

describe('docs/exports.md', () => {
  const page = readFileSync(new URL('../../../docs/exports.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| ([a-z-]+) \| [^|]+ \| (plain|mask|generalise) \|/gmu)].map(([, name, byDefault]) => [
    name,
    byDefault,
  ]);

  it('says of every class how it leaves by default', () => {
    const byClass = treatments(placeWords(REGIONS));
    expect(rows).toEqual(Object.entries(byClass).map(([name, { byDefault }]) => [name, byDefault]));
  });
});

describe('a value whose masking is approved', () => {
  it.each<[FieldKey, Masking, string, string]>([
    ['cert_num_man', 'mask', '990101199001011234', '9901**********1234'],
    ['cert_num_man', 'plain', '990101199001011234', '990101199001011234'],
    ['dept_code', 'generalise', '990101003', '990101'],
    ['birth_man', 'mask', '1990-01-01', '***'],
    ['op_type', 'mask', 'IA', '***'],
    ['op_type', 'generalise', 'IA', 'IA'],
  ])('%s by %s: %j leaves as %j', (field, masking, value, expected) => expect(leaving(field, value, masking)).toBe(expected));

  it('gives a person the same pseudonym on both sides of a couple, in 15 and in 18 digits, and another person another', () => {
    const eighteen = `99010119900101123${checkDigit('99010119900101123')}`;
    const pseudonym = leaving('cert_num_man', eighteen, 'pseudonym');
    expect(leaving('cert_num_woman', eighteen, 'pseudonym')).toBe(pseudonym);
    expect(leaving('cert_num_woman', '990101900101123', 'pseudonym')).toBe(pseudonym);
    expect(leaving('cert_num_man', '990101900101124', 'pseudonym')).not.toBe(pseudonym);
  });

  it('gives no pseudonym to a placeholder, which would make one person of many', () => {
    expect(leaving('cert_num_man', '000000000000000000', 'pseudonym')).toBe('');
  });

  it('never confuses a name with a number of the same text', () => {
    expect(leaving('name_man', 'A1234567', 'pseudonym')).not.toBe(leaving('cert_num_man', 'A1234567', 'pseudonym'));
  });
});
