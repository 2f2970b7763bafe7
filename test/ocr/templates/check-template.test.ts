import { describe, expect, it } from 'vitest';
import { checkTemplate, checkTitles } from '../../../src/ocr/templates/check-template.js';
import type { Template, Zone } from '../../../src/ocr/templates/template.js';
import { aTemplate } from './a-template.js';

const NAME = aTemplate().zones[0] as Zone;

function withZone(over: Partial<Zone>): Template {
  return aTemplate({ zones: [{ ...NAME, ...over }] });
}

function labels(count: number, top: number): Template['anchors'] {
  const [title] = aTemplate().anchors;
  const label = { text: '姓名', role: 'label' as const, left: 5, top, width: 8, height: 4 };
  return [...(title === undefined ? [] : [title]), ...Array.from({ length: count }, () => label)];
}

const found = (template: Template): readonly string[] =>
  checkTemplate(template).map(({ severity, key, place }) => `${severity} ${key} ${place}`);

describe('a template', () => {
  it('that is sound has no problems', () => {
    expect(found(aTemplate())).toEqual([]);
  });

  it.each([
    ['a zone beyond the sheet', withZone({ left: 150, width: 60 }), 'error off-sheet zones.0'],
    ['a zone beside the frame', withZone({ left: 41, top: -20, height: 10 }), 'warning outside-frame zones.0'],
    ['a name read as a date', withZone({ kind: 'date' }), 'error kind-mismatch zones.0.kind'],
    [
      'a date that cannot hold all digits',
      withZone({ key: 'birth_man', kind: 'date', alphabet: '012345678年月日' }),
      'error alphabet-mismatch zones.0.alphabet',
    ],
    [
      'a resident number without its X',
      withZone({ key: 'cert_num_man', kind: 'id-number', alphabet: '0123456789' }),
      'error alphabet-mismatch zones.0.alphabet',
    ],
    ['three lines in 13 mm', withZone({ lines: 4 }), 'warning low-zone zones.0'],
    ['a zone over two rows', withZone({ height: 20 }), 'warning crossed-by-rule zones.0'],
    ['a zone over two columns', withZone({ left: 20 }), 'warning crossed-by-rule zones.0'],
    [
      'printed text outside its zone',
      withZone({ printed: [{ text: '年', left: 10, top: 3, width: 4, height: 4 }] }),
      'error printed-outside zones.0.printed.0',
    ],
    ['a field twice', aTemplate({ zones: [NAME, { ...NAME, top: NAME.top + 15 }] }), 'error twice zones.1.key'],
    [
      'two zones in one place',
      aTemplate({ zones: [NAME, { ...NAME, key: 'name_woman', top: NAME.top + 5, height: 6 }] }),
      'error overlap zones.1',
    ],
    ['a field both implied and written', withZone({ key: 'op_type', kind: 'code' }), 'error implied-and-written implied.op_type'],
    ['no zones', aTemplate({ zones: [] }), 'error no-zones zones'],
    ['no title', { ...aTemplate(), anchors: labels(8, 10).slice(1) }, 'error no-title anchors'],
    ['two labels', { ...aTemplate(), anchors: labels(2, 10) }, 'warning few-labels anchors'],
    ['labels in the upper half alone', { ...aTemplate(), anchors: labels(6, 10) }, 'warning labels-one-side anchors'],
    [
      'a single horizontal rule',
      { ...aTemplate(), rules: [...aTemplate().rules.slice(0, 1), ...aTemplate().rules.slice(-3)] },
      'error too-few-rules rules',
    ],
    ['a frame whose foot is no rule', { ...aTemplate(), frame: { ...aTemplate().frame, height: 130 } }, 'warning frame-not-ruled frame'],
    [
      'a rule beyond the sheet',
      { ...aTemplate(), rules: [...aTemplate().rules, { from: [0, 10] as const, to: [250, 10] as const }] },
      'error rule-off-sheet rules.12',
    ],
  ])('with %s is told so', (_name, template, problem) => {
    expect(found(template)).toContain(problem);
  });
});

describe('titles', () => {
  it('that are the same need other rules', () => {
    const other = aTemplate({ id: 'other' });
    expect(checkTitles([aTemplate(), other]).map(({ key, template }) => [key, template])).toEqual([['titles-alike', 'other']]);
    const wider = {
      ...other,
      rules: other.rules.map(({ from, to }) => ({ from: [from[0], from[1] * 0.7] as const, to: [to[0], to[1] * 0.7] as const })),
    };
    expect(checkTitles([aTemplate(), wider])).toEqual([]);
  });

  it('that differ in one character of nine are told apart', () => {
    const titles = ['结婚登记审查处理表', '离婚登记审查处理表'];
    expect(checkTitles(titles.map((title, index) => aTemplate({ id: `form-${index}`, title })))).toEqual([]);
  });
});
