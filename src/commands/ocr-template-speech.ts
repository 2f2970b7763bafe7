import { translate } from '../i18n/translate.js';
import type { RecognisedForm } from '../ocr/templates/recognise-form.js';
import type { Template } from '../ocr/templates/template.js';
import type { CheckedPage } from './ocr-template-check.js';
import type { Services } from './services.js';

/** Where a template lies on a page, for scripts. */
export function placementDocument(template: Template, { laid, recognised }: CheckedPage) {
  return {
    recognised: recognised === undefined ? null : recognised.template.id,
    certainty: recognised === undefined ? 0 : rounded(recognised.certainty, 4),
    as_this: recognised?.template.id === template.id,
    placement: laid === undefined ? null : laidDocument(laid),
  };
}

function laidDocument({ template, turn, evidence, rules, zoneBox }: RecognisedForm) {
  const { rulesFound, linesExplained, within, residualMm, rulesMoved, title, labelsRead, labelsMatched } = evidence;
  return {
    turn,
    rules_found: rounded(rulesFound, 4),
    lines_explained: rounded(linesExplained, 4),
    within_picture: rounded(within, 4),
    rules_moved: rulesMoved,
    residual_mm: rounded(residualMm, 3),
    largest_residual_mm: rounded(largest(rules), 3),
    title_read: title ?? null,
    labels_read: labelsRead,
    labels_matched: labelsMatched,
    zones: template.zones.map((zone) => ({ key: zone.key, box: { ...zoneBox(zone) } })),
  };
}

/** The same for people. */
export function placementLines(template: Template, { laid, recognised }: CheckedPage, { lang, reporter }: Services): readonly string[] {
  const verdict = verdictLine(template, recognised, lang);
  const lines = [recognised?.template.id === template.id ? reporter.paint.green(verdict) : reporter.paint.yellow(verdict)];
  if (laid === undefined) return lines;
  const { rulesFound, linesExplained, within, residualMm, rulesMoved, title, labelsRead, labelsMatched } = laid.evidence;
  const shares = { found: percent(rulesFound), explained: percent(linesExplained), within: percent(within) };
  lines.push(translate(lang, 'ocr-template.rules', shares));
  if (Number.isFinite(residualMm)) {
    lines.push(translate(lang, 'ocr-template.residual', { rms: residualMm.toFixed(2), most: largest(laid.rules).toFixed(2) }));
  }
  if (rulesMoved > 0) lines.push(translate(lang, 'ocr-template.moved', { count: rulesMoved }));
  if (title !== undefined) lines.push(translate(lang, 'ocr-template.title-read', { title }));
  if (labelsRead > 0) lines.push(translate(lang, 'ocr-template.labels-read', { read: labelsRead, matched: labelsMatched }));
  if (laid.turn !== 0) lines.push(translate(lang, 'ocr-template.turned', { degrees: laid.turn }));
  return lines;
}

function verdictLine({ id }: Template, recognised: RecognisedForm | undefined, lang: Services['lang']): string {
  if (recognised === undefined) return translate(lang, 'ocr-template.unplaced');
  const { template, certainty } = recognised;
  const values = { title: template.title[lang], id: template.id, version: template.version, certainty: certainty.toFixed(3) };
  return translate(lang, template.id === id ? 'ocr-template.placed' : 'ocr-template.other-form', values);
}

/** Of the stretches that were seen. */
function largest(rules: RecognisedForm['rules']): number {
  return rules.reduce((most, { errorMm }) => Math.max(most, Math.abs(errorMm ?? 0)), 0);
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const rounded = (value: number, digits: number): number | null => (Number.isFinite(value) ? Number(value.toFixed(digits)) : null);
