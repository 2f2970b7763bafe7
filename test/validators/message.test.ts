import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/domain/finding.js';
import { describeRules } from '../../src/validators/describe.js';
import { checkRow, RULES } from '../../src/validators/index.js';
import { foundAlreadyInRegistry } from '../../src/validators/load/already-in-registry.js';
import { foundDiffersFromRegistry } from '../../src/validators/load/differs-from-registry.js';
import { foundDuplicateInFile } from '../../src/validators/load/duplicate-in-file.js';
import { foundScanDoubtful } from '../../src/validators/load/scan-doubtful.js';
import { describeFinding, fieldNames } from '../../src/validators/message.js';
import { foundEncodingDamaged } from '../../src/validators/reader/encoding-damaged.js';
import { foundRowCutOff } from '../../src/validators/reader/row-cut-off.js';
import { foundTooFewCells } from '../../src/validators/reader/row-too-few-cells.js';
import { foundRowTooLarge } from '../../src/validators/reader/row-too-large.js';
import { foundTooManyCells } from '../../src/validators/reader/row-too-many-cells.js';
import { LOAD_RULES, READER_RULES } from '../../src/validators/rules.js';
import { aContext } from '../helpers/registration.js';

const FOUND_ELSEWHERE: readonly Finding[] = [
  foundEncodingDamaged('gb18030', ['name_man']),
  foundRowCutOff(),
  foundTooManyCells(43, 42),
  foundTooFewCells(41, 42),
  foundRowTooLarge(),
  foundDuplicateInFile(17, ['birth_man', 'remark']),
  foundDiffersFromRegistry(1024, ['cert_num_man']),
  foundAlreadyInRegistry(1024),
  foundScanDoubtful(['name_man']),
];

describe('describeFinding', () => {
  it('names the column and masks the number', () => {
    const [finding] = checkRow(aContext({ cert_num_man: '440000199503080011' }));
    expect(finding && describeFinding(finding, 'zh').message).toBe('男方证件号码（4400**********0011）的校验位不正确，至少有一位录错。');
  });

  it('names the party', () => {
    const [finding] = checkRow(aContext({ birth_woman: '2004-05-21' }));
    expect(finding && describeFinding(finding, 'en').message).toBe(
      'On registration the woman had not reached 20 years (reached on 2024-05-21, registered 2024-05-20).',
    );
  });

  it('lists columns', () => {
    expect(fieldNames(['name_man', 'op_date'], 'zh')).toBe('男方姓名、登记日期');
    expect(describeFinding(foundDuplicateInFile(17, ['birth_man', 'remark']), 'zh').message).toContain('第 17 行');
    expect(describeFinding(foundDuplicateInFile(17, ['birth_man', 'remark']), 'zh').message).toContain('男方出生日期、备注');
  });

  it('lets a code of another version stand for itself', () => {
    const finding = { code: 'rule-of-tomorrow', severity: 'warning', fields: [] } as const;
    expect(describeFinding(finding, 'zh').title).toBe('rule-of-tomorrow');
  });

  it.each(FOUND_ELSEWHERE.map((finding) => [finding.code, finding] as const))('fills every place of %s', (_code, finding) => {
    for (const lang of ['zh', 'en'] as const) {
      expect(Object.values(describeFinding(finding, lang)).join('\n')).not.toMatch(/[{}]|undefined/u);
    }
  });

  it('knows a finding for every rule of the readers and the loader', () => {
    const codes = [...READER_RULES, ...LOAD_RULES].map((rule) => rule.code);
    expect(FOUND_ELSEWHERE.map((finding) => finding.code)).toEqual(codes);
  });
});

describe('describeRules', () => {
  it('describes every rule in order with its stage', () => {
    const rows = describeRules('zh');
    expect(rows.map((row) => row.code)).toEqual(RULES.map((rule) => rule.code));
    expect(rows.find((row) => row.code === 'row-cut-off')?.stage).toBe('reader');
    expect(rows.find((row) => row.code === 'minimum-age')).toMatchObject({
      stage: 'row',
      severity: 'error',
      title: '未达法定婚龄',
      appliesTo: ['IA'],
    });
    expect(rows.find((row) => row.code === 'duplicate-in-file')?.stage).toBe('load');
  });
});
