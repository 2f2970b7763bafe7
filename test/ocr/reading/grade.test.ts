import { describe, expect, it } from 'vitest';
import { loadCalibration, probabilityOf, sumOf } from '../../../src/ocr/reading/calibration.js';
import { FEATURES, NO_FEATURES } from '../../../src/ocr/reading/features.js';
import { barring, evidenceOf, passing } from '../../../src/ocr/reading/field-draft.js';
import { graded } from '../../../src/ocr/reading/grade.js';
import { aDraft } from './drafts.js';

const calibration = loadCalibration();
const PRINT = { calibration, handwritten: false };
const HAND = { calibration, handwritten: true };
const SURE = { surest: 8, lead: 6 };

describe('the calibration that comes with mreg', () => {
  it.each(Object.entries(calibration.groups))('%s never falls as a field gets surer', (_group, { weights, steps }) => {
    expect(FEATURES.filter((feature) => weights[feature] < 0)).toEqual([]);
    expect(steps.map(([from]) => from)).toEqual(steps.map(([from]) => from).toSorted((a, b) => a - b));
    expect(steps.map(([, share]) => share)).toEqual(steps.map(([, share]) => share).toSorted((a, b) => a - b));
  });

  it('grades a sum below all that was seen by the lowest step', () => {
    for (const group of Object.values(calibration.groups)) expect(probabilityOf(-99_999, group)).toBe(group.steps[0]?.[1]);
  });

  it('lets nothing pass that something speaks against', () => {
    expect(calibration.groups.barred.acceptFrom).toBeUndefined();
  });

  it('promises 0.99 only where 165 fields at least bear it out', () => {
    for (const { fields, steps } of Object.values(calibration.groups))
      if ((steps.at(-1)?.[1] ?? 0) >= 0.99) expect(fields).toBeGreaterThanOrEqual(165);
  });
});

describe('the standing of a field', () => {
  it('that was read surely and twice alike is agreed', () => {
    expect(graded(aDraft('name_man', 'name', '张明', '张明', { features: SURE }), PRINT).standing).toBe('agreed');
  });

  it('with checks of its own and a second reading is proved', () => {
    const draft = passing(aDraft('folk_man', 'code', '01', '汉族', { features: SURE }), evidenceOf('listed'));
    expect(graded(draft, PRINT).standing).toBe('proved');
  });

  it.each([
    ['another second reading', aDraft('name_man', 'name', '张明', '张明', { features: { ...SURE, agreement: -1 } })],
    ['one unsure character', aDraft('name_man', 'name', '张明', '张明', { features: { surest: 0, lead: 0.4 } })],
    ['ink that no character explains', aDraft('name_man', 'name', '张明', '张明', { features: { surest: 4, lead: 4, covered: 0.5 } })],
    [
      'something against it',
      barring(aDraft('name_man', 'name', '张明', '张明', { features: SURE }), evidenceOf('rule', { rule: 'same-name' })),
    ],
    ['too little ink to be sure', { ...aDraft('name_man', 'name', '张明', '张明', { features: SURE }), ink: 'faint' as const }],
  ])('with %s is for a person', (_name, draft) => {
    expect(graded(draft, PRINT).standing).toBe('doubtful');
  });

  it('of a name, an address and a certificate in handwriting is always for a person', () => {
    for (const kind of ['name', 'address', 'certificate', 'text', 'number'] as const) {
      const field = graded(aDraft('remark', kind, '张明', '张明', { features: SURE }), HAND);
      expect([field.standing, field.evidence.at(-1)?.kind]).toEqual(['doubtful', 'handwritten']);
    }
  });

  it('of a date in handwriting is for a person, but where a number holds the same date', () => {
    const date = aDraft('old_op_date', 'date', '2000-10-12', '2000年10月12日', { features: SURE });
    expect(graded(passing(date, evidenceOf('year-agrees'), 0.3), HAND).standing).toBe('doubtful');
    expect(graded(passing(date, evidenceOf('number-has-birth'), 2), HAND).standing).toBe('proved');
    expect(graded(date, PRINT).standing).toBe('agreed');
  });

  it('of an empty zone is blank', () => {
    expect(graded(aDraft('remark', 'text', ''), HAND)).toMatchObject({
      standing: 'blank',
      value: '',
      evidence: [{ kind: 'nothing-written' }],
    });
  });
});

it('a surer field has no lower sum', () => {
  for (const group of Object.values(calibration.groups)) {
    for (const feature of FEATURES)
      expect(sumOf({ ...NO_FEATURES, [feature]: 2 }, group)).toBeGreaterThanOrEqual(sumOf(NO_FEATURES, group));
  }
});
