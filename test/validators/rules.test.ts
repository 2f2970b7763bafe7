import { describe, expect, it } from 'vitest';
import { FIELD_KEYS } from '../../src/domain/fields.js';
import type { Finding } from '../../src/domain/finding.js';
import { checkRow, findRule } from '../../src/validators/index.js';
import { describeFinding } from '../../src/validators/message.js';
import { ROW_RULES } from '../../src/validators/rules.js';
import { aContext } from '../helpers/registration.js';
import { ALL_CASES } from './cases/all-cases.js';
import type { RuleCase } from './cases/rule-case.js';

/** Through `checkRow`, so that types and years in force count; only the findings of the rule at hand are kept. */
function findingsOf(code: string, [, over, , options]: RuleCase): readonly Finding[] {
  return checkRow(aContext(over, options)).filter((finding) => finding.code === code);
}

describe.each(Object.entries(ALL_CASES))('%s', (code, cases) => {
  it.each(cases.map((ruleCase) => ({ sentence: ruleCase[0], ruleCase })))('$sentence', ({ ruleCase }) => {
    const findings = findingsOf(code, ruleCase);
    expect(findings.map(({ severity, fields }) => [severity, ...fields].join(' '))).toEqual(ruleCase[2]);
  });

  it('has a case that fails and one that passes', () => {
    const failing = cases.filter(([, , expected]) => expected.length > 0);
    expect(failing.length).toBeGreaterThan(0);
    expect(failing.length).toBeLessThan(cases.length);
  });

  it('reaches the severity it declares, and no graver', () => {
    const severities = new Set(cases.flatMap((ruleCase) => findingsOf(code, ruleCase).map((finding) => finding.severity)));
    const declared = findRule(code)?.severity;
    expect([...severities]).toContain(declared);
    if (declared === 'warning') expect([...severities]).not.toContain('error');
  });

  it('names columns it declares', () => {
    const declared = new Set(findRule(code)?.fields);
    const named = cases.flatMap((ruleCase) => findingsOf(code, ruleCase).flatMap((finding) => finding.fields));
    expect(named.filter((key) => !declared.has(key))).toEqual([]);
  });

  it.each(['zh', 'en'] as const)('fills every place of its texts in %s', (lang) => {
    for (const ruleCase of cases) {
      for (const finding of findingsOf(code, ruleCase)) {
        const texts = Object.values(describeFinding(finding, lang)).join('\n');
        expect(texts).not.toMatch(/[{}]|undefined|NaN/u);
      }
    }
  });

  it('prints no whole document number', () => {
    for (const ruleCase of cases) {
      for (const finding of findingsOf(code, ruleCase)) {
        expect(Object.values(describeFinding(finding, 'zh')).join('\n')).not.toMatch(/\d{15}/u);
      }
    }
  });
});

it('has cases for every rule of a row', () => {
  expect(Object.keys(ALL_CASES).toSorted()).toEqual(ROW_RULES.map((rule) => rule.code).toSorted());
});

it('declares columns that exist', () => {
  const known = new Set<string>(FIELD_KEYS);
  expect(ROW_RULES.flatMap((rule) => rule.fields).filter((key) => !known.has(key))).toEqual([]);
});
