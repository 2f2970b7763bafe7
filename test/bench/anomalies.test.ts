import { describe, expect, it } from 'vitest';
import { makeScenario } from '../../bench/anomalies/scenario.js';
import { scoreOf } from '../../bench/anomalies/score.js';
import { detectAnomalies } from '../../src/detect/anomalies/detect-anomalies.js';
import { OFFICE_SCANS } from '../../src/detect/anomalies/office-scans.js';
import { aContext } from '../detect/anomalies/a-scan.js';

const TODAY = new Date('2026-05-20T12:00:00.000+08:00');

describe('a small archive with anomalies of every rule', () => {
  it('gives all of them up, and no false error', async () => {
    const context = aContext();
    const plan = { rows: 24_000, seed: 4, offices: 12, casesOfPersons: 2, today: TODAY };
    const scenario = makeScenario(context.registry, plan);
    await detectAnomalies(context, { at: '2026-05-20T12:00:00.000+08:00', actor: '省厅 (st)' }, OFFICE_SCANS);
    const { missed, falseErrors, rules } = scoreOf(context.registry, scenario);
    expect(missed.map(({ rule, what }) => `${rule}: ${what}`)).toEqual([]);
    expect(falseErrors).toBe(0);
    const unplanted = context.rules.all
      .map(({ code }) => code)
      .filter((code) => !rules.some(({ rule, planted }) => rule === code && planted > 0));
    expect(unplanted).toEqual([]);
  });
});
