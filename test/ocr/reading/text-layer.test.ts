import { describe, expect, it } from 'vitest';
import { loadPackagedTables } from '../../../src/config/packaged-tables.js';
import type { FieldKey } from '../../../src/domain/fields.js';
import { createReference } from '../../../src/domain/reference-index.js';
import type { Box, Straightening } from '../../../src/domain/scan.js';
import { straighteningOf, backToScan, at } from '../../../src/ocr/preparing/geometry.js';
import type { FieldDraft } from '../../../src/ocr/reading/field-draft.js';
import { graded } from '../../../src/ocr/reading/grade.js';
import { loadCalibration } from '../../../src/ocr/reading/calibration.js';
import { heldAgainstTextLayer } from '../../../src/ocr/reading/text-layer.js';
import type { ZoneKind } from '../../../src/ocr/templates/template.js';
import { aDraft, kindsOf } from './drafts.js';

const reference = createReference(loadPackagedTables());
const SCAN = { width: 2_000, height: 1_400 };
const LEVEL = straighteningOf(SCAN, 0, 0, 1);
/** Where drafts of the builder stand: 600 by 90 from the corner. */
const INSIDE: Box = { left: 20, top: 20, width: 400, height: 50 };

function held(draft: FieldDraft, text: string, box: Box = INSIDE, straightening: Straightening = LEVEL): FieldDraft {
  const image = { ...SCAN, pixels: new Uint8Array(0) };
  const drafts = new Map<FieldKey, FieldDraft>([[draft.zone.key, draft]]);
  const page = { image, dpi: 300, text: [{ text, box }] };
  return heldAgainstTextLayer(drafts, page, straightening, reference).get(draft.zone.key) ?? draft;
}

describe('the text layer of a PDF', () => {
  it.each<[string, FieldKey, ZoneKind, string, string, string]>([
    ['a name', 'name_man', 'name', '张三', '张三', '张 三'],
    ['a date however it is written', 'birth_man', 'date', '1951-03-05', '1951年3月5日', '1951.03.05'],
    ['a code by its name', 'folk_man', 'code', '01', '汉族', '汉族'],
    ['a row of the form as one piece', 'name_man', 'name', '张三', '张三', '男方姓名张三性别男'],
  ])('that says the same of %s is a reason for it', (_name, key, kind, value, written, text) => {
    const box = text.includes('性别') ? { ...INSIDE, left: -300, width: 1_200 } : INSIDE;
    const draft = held(aDraft(key, kind, value, written), text, box);
    expect([kindsOf(draft), draft.barred]).toEqual([['text-layer-agrees'], false]);
  });

  it('that says something else leaves the field to a person, however sure the reading is', () => {
    const draft = held(aDraft('name_man', 'name', '张三', '张三', { features: { surest: 8, lead: 6 } }), '张山');
    const field = graded(draft, { calibration: loadCalibration(), handwritten: false });
    expect(field.standing).toBe('doubtful');
    expect(field.evidence[0]).toEqual({ kind: 'text-layer-differs', values: { text: '张山' } });
  });

  it('that has text where nothing is written leaves the field to a person', () => {
    const draft = held(aDraft('name_man', 'name', ''), '张山');
    const field = graded(draft, { calibration: loadCalibration(), handwritten: false });
    expect([field.standing, kindsOf(draft)]).toEqual(['doubtful', ['text-layer-differs']]);
  });

  it('is told masked where it is a document number, and without what steers a terminal', () => {
    const number = held(aDraft('cert_num_man', 'id-number', '990101195001010018'), '990101195001010026');
    expect(JSON.stringify(number.evidence)).not.toMatch(/\d{9}/u);
    expect(number.evidence[0]?.values['text']).toMatch(/^9901\*+0026$/u);
    expect(held(aDraft('name_man', 'name', '张三'), '张\u001b[31m山').evidence[0]?.values).toEqual({ text: '张[31m山' });
  });

  it.each([
    ['beside the field', '张山', { left: 700, top: 20, width: 200, height: 50 }],
    ['below the field', '张山', { left: 20, top: 120, width: 200, height: 50 }],
    ['of marks alone', '——', INSIDE],
  ])('says nothing %s', (_name, text, box) => {
    expect(held(aDraft('name_man', 'name', '张三'), text, box).evidence).toEqual([]);
  });

  it.each([0, 90, 180, 270] as const)('is found where it lies on a page turned by %i, scaled and leaning', (turn) => {
    const straightening = straighteningOf(SCAN, turn, 1.5, 1.5);
    const [x, y] = at(backToScan(straightening, SCAN), 300, 45);
    const [width, height] = turn === 90 || turn === 270 ? [30, 200] : [200, 30];
    const box = { left: x - width / 2, top: y - height / 2, width, height };
    expect(kindsOf(held(aDraft('name_man', 'name', '张三'), '张三', box, straightening))).toEqual(['text-layer-agrees']);
  });
});
