import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadAnomalyRules } from '../../../src/config/anomaly-rules.js';
import { AnomalyRules } from '../../../src/domain/anomaly-rule.js';
import { anomalyText } from '../../../src/domain/anomaly-text.js';

const folder = mkdtempSync(join(tmpdir(), 'mreg-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

const rules = loadAnomalyRules();

function laidOver(...rows: readonly object[]): AnomalyRules {
  writeFileSync(join(folder, 'anomaly-rules.json'), JSON.stringify({ source: 'a decision of the province', rows }));
  return new AnomalyRules(loadAnomalyRules(folder));
}

describe('the rules of anomaly detection', () => {
  it('have each a code of their own', () => {
    expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length);
  });

  it.each(['zh', 'en'] as const)('say in %s what they are about', (lang) => {
    const nameless = rules.filter(({ code }) => anomalyText(lang, code, {}).title === code);
    expect(nameless).toEqual([]);
  });

  it('show words for words and mask numbers', () => {
    const { explanation } = anomalyText('zh', 'sex-differs', { date: '2001-05-06', party: 'woman' });
    expect(explanation).toContain('女方号码');
    expect(anomalyText('en', 'sex-differs', { date: '2001', party: 'man' }).explanation).toContain('the number of the man');
  });

  it('take severity, parameters and being off from the tables of a home', () => {
    const laid = laidOver(
      { code: 'many-marriages', parameters: { months: 36 }, severity: 'hint' },
      { code: 'kin-same-address', enabled: false },
    );
    expect(laid.parameter('many-marriages', 'months')).toBe(36);
    expect(laid.parameter('many-marriages', 'marriages')).toBe(new AnomalyRules(rules).parameter('many-marriages', 'marriages'));
    expect(laid.severity('many-marriages', 'warning')).toBe('hint');
    expect([laid.isOn('kin-same-address'), laid.isOn('many-marriages')]).toEqual([false, true]);
  });

  it.each([
    ['an unknown rule', { code: 'many-marriage' }],
    ['an unknown parameter', { code: 'many-marriages', parameters: { years: 2 } }],
    ['an unknown severity', { code: 'many-marriages', severity: 'fatal' }],
    ['a parameter that is no number', { code: 'many-marriages', parameters: { months: '36' } }],
    ['an unknown member', { code: 'many-marriages', off: true }],
  ])('refuse %s', (_name, row) => {
    expect(() => laidOver(row)).toThrow(expect.objectContaining({ key: 'tables.invalid' }));
  });
});
