import { flagOf, hasFlag, type FormField, type RequestForm } from '../access/requests/form-field.js';
import { REQUEST_FORMS } from '../access/requests/forms.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import { markdownTable } from './reference.js';

/** docs/request-forms.md, whole: the form of every kind of request, from the same description as the flags and the questions. */
export function requestFormsMarkdown(lang: Lang): string {
  const blocks = [
    `# ${translate(lang, 'request.reference.title')}`,
    translate(lang, 'request.reference.made'),
    ...Object.values(REQUEST_FORMS).flatMap((form) => formSection(form, lang)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function formSection({ kind, title, article, fields, scans, scanWithOpinion }: RequestForm, lang: Lang): readonly string[] {
  const header = ['request.form.key', 'request.form.flag', 'request.form.label', 'request.form.required', 'request.form.example'] as const;
  const scanLine = translate(lang, 'request.form.scans', { label: scans.label[lang], least: scans.least });
  return [
    `## ${translate(lang, 'request.form.title', { kind: `\`${kind}\``, title: title[lang], article })}`,
    markdownTable(
      header.map((key) => translate(lang, key)),
      fields.map((field) => fieldRow(field, lang)),
    ),
    scanWithOpinion ? `${scanLine}\n\n${translate(lang, 'request.reference.scan-with-opinion')}` : scanLine,
  ];
}

function fieldRow(field: FormField, lang: Lang): readonly string[] {
  const { key, label, required, example } = field;
  const flag = hasFlag(field) ? `\`${flagOf(key)}\`` : '';
  return [`\`${key}\``, flag, label[lang], translate(lang, required ? 'request.form.yes' : 'request.form.no'), `\`${example}\``];
}
