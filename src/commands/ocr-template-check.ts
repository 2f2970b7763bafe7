import { basename } from 'node:path';
import { MregError } from '../domain/error.js';
import { translate } from '../i18n/translate.js';
import { nearestOf } from '../lib/nearest.js';
import { openPaddleReader } from '../ocr/engines/paddle-reader.js';
import { openScan } from '../ocr/pages/open-scan.js';
import { preparePage, turnPrepared } from '../ocr/preparing/prepare-page.js';
import { checkTemplate, checkTitles, type TemplateProblem } from '../ocr/templates/check-template.js';
import { drawForm } from '../ocr/templates/draw-form.js';
import { readTemplateFile, type TemplateFile } from '../ocr/templates/load-templates.js';
import { judgeForms, layForm, LEAST_CERTAINTY, type RecognisedForm } from '../ocr/templates/recognise-form.js';
import type { Template } from '../ocr/templates/template.js';
import { stageFile } from '../report/staged-file.js';
import { countOption, textOption } from './options.js';
import { placementDocument, placementLines } from './ocr-template-speech.js';
import type { Invocation, Services } from './services.js';
import { chosenTemplates } from './template-folders.js';

/** What a template was found to be, and where it lies on a page. */
interface Checked {
  readonly file: TemplateFile;
  readonly problems: readonly TemplateProblem[];
  readonly page?: CheckedPage;
}

/** The checked template on a page as far as it fits, and what the page was recognised as. */
export interface CheckedPage {
  readonly laid: RecognisedForm | undefined;
  readonly recognised: RecognisedForm | undefined;
}

/** `mreg ocr template check TEMPLATE [PAGE]` */
export async function runOcrTemplateCheck(invocation: Invocation): Promise<void> {
  const { args, options, services } = invocation;
  const [wanted = '', scanPath] = args;
  const out = textOption(options, 'out');
  if (out !== undefined && scanPath === undefined) throw new MregError('usage', 'ocr-template.out-needs-page');
  const others = chosenTemplates(invocation).inUse;
  const file = wanted.endsWith('.json') ? readTemplateFile(wanted) : named(wanted, others);
  const templates = [...others.map(({ template }) => template).filter(({ id }) => id !== file.template.id), file.template];
  const problems = [...checkTemplate(file.template), ...checkTitles(templates).filter(({ template }) => template === file.template.id)];
  const sound = problems.every(({ severity }) => severity !== 'error');
  const page =
    scanPath === undefined || !sound
      ? undefined
      : await checkOn(file.template, templates, scanPath, countOption(options, 'page') ?? 1, out);
  report({ file, problems, ...(page === undefined ? {} : { page }) }, page === undefined ? undefined : out, services);
  refuse({ file, problems, ...(page === undefined ? {} : { page }) });
}

function named(id: string, files: readonly TemplateFile[]): TemplateFile {
  const file = files.find(({ template }) => template.id === id);
  if (file !== undefined) return file;
  const suggestion = nearestOf(
    id,
    files.map(({ template }) => template.id),
  );
  throw new MregError('usage', 'ocr-template.unknown', { id, ...(suggestion === undefined ? {} : { suggestion }) });
}

async function checkOn(
  template: Template,
  templates: readonly Template[],
  path: string,
  number: number,
  out: string | undefined,
): Promise<CheckedPage> {
  const scan = await openScan({ path });
  try {
    const { image, dpi } = await scan.page(number);
    const prepared = await preparePage(image, dpi);
    const judged = await withReader(async (reader) => await judgeForms(prepared, templates, reader));
    const best = judged.find(({ certainty }) => certainty >= LEAST_CERTAINTY);
    const laid = judged.find((form) => form.template.id === template.id) ?? layForm(prepared, template);
    if (out !== undefined && laid !== undefined) await write(out, await drawForm(turnPrepared(prepared, laid.turn, image).grey, laid));
    return { laid, recognised: best };
  } finally {
    await scan.close();
  }
}

type Reader = Awaited<ReturnType<typeof openPaddleReader>>;

async function withReader<T>(use: (reader: Reader) => Promise<T>): Promise<T> {
  const reader = await openPaddleReader();
  try {
    return await use(reader);
  } finally {
    await reader.close();
  }
}

async function write(path: string, bytes: Buffer): Promise<void> {
  const file = await stageFile(path, async (sink) => {
    await sink(bytes);
  });
  file.publish();
}

function report({ file, problems, page }: Checked, drawn: string | undefined, services: Services): void {
  const { id, version } = file.template;
  const document = {
    id,
    version,
    file: file.path,
    sound: isSound(problems),
    problems: problems.map(({ severity, key, place, values }) => ({ severity, key, place, values: { ...values } })),
    page: page === undefined ? null : placementDocument(file.template, page),
    drawn: drawn ?? null,
  };
  services.reporter.result(document, () => [
    ...problemLines(file, problems, services),
    ...(isSound(problems) ? [soundLine(file.template, services)] : []),
    ...(page === undefined ? [] : placementLines(file.template, page, services)),
    ...(drawn === undefined ? [] : [translate(services.lang, 'ocr-template.drawn', { file: drawn })]),
  ]);
}

const isSound = (problems: readonly TemplateProblem[]): boolean => problems.every(({ severity }) => severity !== 'error');

function soundLine({ id, version, zones, anchors, rules }: Template, { lang }: Services): string {
  return translate(lang, 'ocr-template.sound', { id, version, zones: zones.length, anchors: anchors.length, rules: rules.length });
}

function problemLines({ path }: TemplateFile, problems: readonly TemplateProblem[], { lang, reporter }: Services): readonly string[] {
  return problems.flatMap(({ severity, key, place, values }) => {
    const word = translate(lang, `ocr-template.${severity}`);
    const painted = severity === 'error' ? reporter.paint.red(word) : reporter.paint.yellow(word);
    const text = translate(lang, `ocr-template.problem.${key}`, { file: basename(path), place, ...values });
    return [`${painted}  ${text}`, `      ${translate(lang, `ocr-template.problem.${key}.hint`)}`];
  });
}

/** @throws MregError `findings` for a template with errors, or one that is not what its page was recognised as. */
function refuse({ file, problems, page }: Checked): void {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) throw new MregError('findings', 'ocr-template.unsound', { file: basename(file.path), count: errors });
  if (page !== undefined && page.recognised?.template.id !== file.template.id) throw new MregError('findings', 'ocr-template.unplaced');
}
