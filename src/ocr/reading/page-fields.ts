import type { FieldKey } from '../../domain/fields.js';
import { parseDate } from '../../domain/partial-date.js';
import type { Box, ReadField } from '../../domain/scan.js';
import type { RecognisedForm } from '../templates/recognise-form.js';
import type { Calibration } from './calibration.js';
import { evidenceOf } from './field-draft.js';
import { graded, impliedField } from './grade.js';
import { officeNamed } from './office-names.js';
import type { PageDrafts, ReadingTools } from './page-reader.js';

/** The fields of the form in its order, graded, then what follows from them: the office's code, and what the form itself says. */
export function readFields({ drafts, form, handwritten }: PageDrafts, tools: ReadingTools, calibration: Calibration): readonly ReadField[] {
  const fields = [...drafts.values()].map((draft) => graded(draft, { calibration, handwritten }));
  const implied = Object.entries(form.template.implied) as [FieldKey, string][];
  const known = new Set<FieldKey>(fields.map(({ key }) => key));
  return [
    ...fields,
    ...(known.has('dept_code') ? [] : officeCode(fields, tools)),
    ...implied.filter(([key]) => !known.has(key)).map(([key, value]) => impliedField(key, value, titleBox(form), form.certainty)),
  ];
}

/** No surer than the name and the date that it follows from. */
function officeCode(fields: readonly ReadField[], { offices }: ReadingTools): readonly ReadField[] {
  const name = fields.find(({ key }) => key === 'dept_name');
  const date = fields.find(({ key }) => key === 'op_date');
  if (name === undefined || date === undefined) return [];
  const office = officeNamed(offices, name.value, parseDate(date.value));
  if (office === undefined) return [];
  const isDoubtful = name.standing === 'doubtful' || date.standing === 'doubtful';
  return [
    {
      key: 'dept_code',
      value: office.code,
      written: '',
      confidence: Math.min(name.confidence, date.confidence),
      standing: isDoubtful ? 'doubtful' : 'proved',
      evidence: [evidenceOf('derived-office')],
      box: name.box,
    },
  ];
}

/** The box of a form's title, for what the form itself says. */
function titleBox(form: RecognisedForm): Box {
  const { anchors, frame } = form.template;
  const title = anchors.find(({ role }) => role === 'title');
  return form.zoneBox(title ?? { left: 0, top: 0, width: frame.width, height: 1 });
}
