import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPackagedTables } from '../../../src/config/packaged-tables.js';
import { createReference } from '../../../src/domain/reference-index.js';
import type { LineReader } from '../../../src/ocr/engines/engine.js';
import { openTesseractReader } from '../../../src/ocr/engines/tesseract-reader.js';
import { loadCalibration } from '../../../src/ocr/reading/calibration.js';
import { barring, evidenceOf, type FieldDraft } from '../../../src/ocr/reading/field-draft.js';
import { graded } from '../../../src/ocr/reading/grade.js';
import { askedAgain } from '../../../src/ocr/reading/second-opinion.js';
import { pictureOf } from '../engines/pictures.js';
import { aDraft, kindsOf } from './drafts.js';

const calibration = loadCalibration();
const TITLE = '结婚登记审查处理表';
/** Likelier right than not, and not certain. */
const UNSURE = { surest: 3.2, lead: 1.9 };
let facts: {
  readonly second: LineReader;
  readonly calibration: typeof calibration;
  readonly reference: ReturnType<typeof createReference>;
};

beforeAll(async () => {
  facts = { second: await openTesseractReader(), calibration, reference: createReference(loadPackagedTables()) };
});
afterAll(async () => await facts.second.close());

/** What becomes of a field that stands on the fixture `printed-title`. */
async function asked(draft: FieldDraft, handwritten = false): Promise<FieldDraft> {
  const { key } = draft.zone;
  const lines = new Map([[key, [await pictureOf('printed-title')]]]);
  return (await askedAgain({ drafts: new Map([[key, draft]]), lines, handwritten }, facts)).get(key) ?? draft;
}

const standingOf = (draft: FieldDraft): string => graded(draft, { calibration, handwritten: false }).standing;

describe('a second opinion by another engine', () => {
  it('settles a field that lacked nothing but certainty where it is the same', async () => {
    const draft = aDraft('remark', 'text', TITLE, TITLE, { features: UNSURE });
    expect(standingOf(draft)).toBe('doubtful');
    const settled = await asked(draft);
    expect([standingOf(settled), kindsOf(settled)]).toEqual(['agreed', ['engines-agree']]);
  });

  it('leaves it to a person where it is another', async () => {
    const settled = await asked(aDraft('remark', 'text', '离婚登记审查处理表', TITLE, { features: UNSURE }));
    expect([standingOf(settled), kindsOf(settled)]).toEqual(['doubtful', ['engines-differ']]);
  });

  it.each<[string, FieldDraft, boolean]>([
    ['certain already', aDraft('remark', 'text', TITLE, TITLE, { features: { surest: 8, lead: 6 } }), false],
    ['likelier wrong', aDraft('remark', 'text', TITLE, TITLE, { features: { surest: -1, lead: 0.1 } }), false],
    ['read otherwise at another width', aDraft('remark', 'text', TITLE, TITLE, { features: { ...UNSURE, agreement: -1, lead: 6 } }), false],
    ['read in part', aDraft('remark', 'text', TITLE, TITLE, { features: { ...UNSURE, covered: 0.9, lead: 3 } }), false],
    ['contradicted', barring(aDraft('remark', 'text', TITLE, TITLE, { features: UNSURE }), evidenceOf('no-pattern')), false],
    ['handwritten', aDraft('remark', 'text', TITLE, TITLE, { features: UNSURE }), true],
    ['of a name with an unusual surname', aDraft('name_man', 'name', '洗兰', '洗兰', { features: UNSURE }), false],
    ['of a kind with a list', aDraft('folk_man', 'code', TITLE, TITLE, { features: UNSURE }), false],
  ])('is not asked about a field that is %s', async (_name, draft, handwritten) => {
    expect(kindsOf(await asked(draft, handwritten))).not.toContain('engines-agree');
  });
});
