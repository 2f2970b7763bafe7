import { translate } from '../i18n/translate.js';
import type { TemplateFile } from '../ocr/templates/load-templates.js';
import { tableLines } from '../ui/table.js';
import type { Invocation, Services } from './services.js';
import { chosenTemplates, PACKAGED_TEMPLATES } from './template-folders.js';

const COLUMNS = ['id', 'version', 'title', 'zones', 'sheet', 'source'] as const;

/** `mreg ocr template list` */
export async function runOcrTemplateList(invocation: Invocation): Promise<void> {
  const { lang, reporter } = invocation.services;
  const { inUse, replaced } = chosenTemplates(invocation);
  const document = { templates: inUse.map(documentOf), replaced: replaced.map(documentOf) };
  reporter.result(document, () => [
    ...tableLines(
      COLUMNS.map((name) => ({ title: translate(lang, `ocr-template.column.${name}`) })),
      inUse.map((file) => rowOf(file, invocation.services)),
    ),
    '',
    translate(lang, 'ocr-template.count', { count: inUse.length }),
    ...replaced.map(({ template: { id, version }, path }) => translate(lang, 'ocr-template.replaced', { id, version, file: path })),
  ]);
}

function documentOf({ template, path }: TemplateFile) {
  const { id, version, title, zones, sheet } = template;
  return { id, version, title: title.zh, title_en: title.en, zones: zones.length, sheet_mm: [sheet.width, sheet.height], file: path };
}

function rowOf({ template, path }: TemplateFile, { lang }: Services): readonly string[] {
  const { id, version, title, zones, sheet } = template;
  const source = path.startsWith(PACKAGED_TEMPLATES) ? translate(lang, 'ocr-template.source.packaged') : path;
  return [id, String(version), title[lang], String(zones.length), `${sheet.width} × ${sheet.height}`, source];
}
