import { FIELDS, fieldOf, type FieldKey } from '../../domain/fields.js';
import type { ReadField } from '../../domain/scan.js';
import type { Lang } from '../../i18n/lang.js';
import { translate } from '../../i18n/translate.js';
import { evidenceText } from '../../ocr/reading/evidence-text.js';
import type { ScanField, ScanTask } from '../scan-protocol.js';
import { UNREADABLE, type Keying } from './keying-mode.js';
import type { ScanRowAtHand, ScanTaskSettings } from './scan-context.js';
import { confidenceText, findingTexts, shownValue } from './scan-words.js';

/** A page of a scan as the page shows it. @param check the rules for whoever looks */
export function scanView(
  row: ScanRowAtHand,
  keying: Keying,
  username: string,
  { lang, reference, checkFor }: ScanTaskSettings,
  area: string,
): ScanTask {
  const { record, page } = row;
  const isOpen = record.state === 'open' && !row.keyings.some((keyed) => keyed.settles || keyed.username === username);
  const findings = keying.mode === 'key' ? [] : checkFor(area)(record.cells).findings;
  const wrong = new Set(findings.filter(({ severity }) => severity === 'error').flatMap(({ fields }) => fields));
  const shown = row.fields.map((field) => shownField(field, keying, wrong, { lang, reference }));
  return {
    kind: 'scan',
    name: `scan-${record.id}`,
    id: record.id,
    seen: keying.seen,
    isOpen,
    decided: decidedText(row, isOpen, lang),
    title: translate(lang, `scan-review.title.${keying.mode}`),
    place: translate(lang, 'scan-review.place', { file: nearestNames(record.fileName), page: page.page }),
    mode: keying.mode,
    page: { width: page.straightening.width, height: page.straightening.height },
    fields: [
      ...shown.filter(({ mustLook }) => mustLook),
      ...shown.filter(({ mustLook }) => !mustLook),
      ...absentFields(row, wrong, { lang, reference }),
    ],
    findings: findingTexts(findings, lang),
    unreadable: UNREADABLE,
  };
}

function shownField(
  { key, value, confidence, standing, evidence, box }: ReadField,
  { mode, wanted, others, disputed }: Keying,
  wrong: ReadonlySet<FieldKey>,
  { lang, reference }: Pick<ScanTaskSettings, 'lang' | 'reference'>,
): ScanField {
  const isBlind = mode === 'key' && wanted.has(key);
  const said = others.map(({ entries }) => shownValue(key, entries[key] ?? value, reference));
  const agreed = mode === 'decide' && !disputed.has(key) ? said[0] : undefined;
  return {
    key,
    label: fieldOf(key)[lang],
    standing,
    value: isBlind || disputed.has(key) ? '' : (agreed ?? shownValue(key, value, reference)),
    confidence: isBlind ? '' : confidenceText(confidence),
    evidence: isBlind ? [] : evidence.map((reason) => evidenceText(reason, key, lang)),
    box,
    mustLook: wanted.has(key) || (mode === 'check' && wrong.has(key)),
    isBlind,
    opinions: disputed.has(key) ? said : [],
  };
}

/** What this form does not ask for. Some of it may be known all the same, from the name of a folder or of the office. */
function absentFields(
  { record, fields }: ScanRowAtHand,
  wrong: ReadonlySet<FieldKey>,
  { lang, reference }: Pick<ScanTaskSettings, 'lang' | 'reference'>,
): readonly ScanField[] {
  const read = new Set(fields.map(({ key }) => key));
  return FIELDS.filter(({ key }) => !read.has(key) && key !== 'scan_files').map(({ key }) => ({
    key,
    label: fieldOf(key)[lang],
    standing: 'absent',
    value: shownValue(key, record.cells[key] ?? '', reference),
    confidence: '',
    evidence: [],
    box: undefined,
    mustLook: wrong.has(key),
    isBlind: false,
    opinions: [],
  }));
}

function decidedText({ record, keyings }: ScanRowAtHand, isOpen: boolean, lang: Lang): string {
  if (isOpen) return '';
  if (record.state === 'open') return translate(lang, 'scan-review.waits', { at: minutes(keyings.at(-1)?.at ?? '') });
  const { state, resolvedBy = '', resolvedAt = '', repairedAs = 0 } = record;
  return translate(lang, `scan-review.state.${state}`, { actor: resolvedBy, at: minutes(resolvedAt), registration: repairedAs });
}

function minutes(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}

/** A file with the folder it lies in: whoever has the paper at hand knows it by these. */
function nearestNames(path: string): string {
  return path.split(/[\\/]/u).slice(-2).join('/');
}
