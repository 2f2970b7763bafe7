import { loadPackagedTables } from '../config/packaged-tables.js';
import { MregError } from '../domain/error.js';
import { fieldOf } from '../domain/fields.js';
import { maskNumber, maskNumbersIn } from '../domain/masking.js';
import type { PageOutcome, PageReading, ReadField } from '../domain/scan.js';
import type { Lang } from '../i18n/lang.js';
import { isMessageKey, translate, type PlaceValues } from '../i18n/translate.js';
import { shanghaiDay } from '../lib/shanghai-time.js';
import { readsByTesseract } from '../ocr/engines/first-reader.js';
import { packagedModels } from '../ocr/engines/model-files.js';
import { modelsInFolder } from '../ocr/engines/model-folder.js';
import { listScans } from '../ocr/pages/list-scans.js';
import { openScan } from '../ocr/pages/open-scan.js';
import { evidenceText } from '../ocr/reading/evidence-text.js';
import { openPageReader, type PageReader } from '../ocr/reading/page-reader.js';
import { SECOND_OPINIONS } from '../ocr/reading/second-opinion.js';
import { tableLines } from '../ui/table.js';
import { textOption } from './options.js';
import type { Invocation, Services } from './services.js';
import { chosenTemplates } from './template-folders.js';

/** One page of a file with what was read from it. */
interface ReadPage {
  readonly file: string;
  readonly page: number;
  readonly reading: PageReading;
}

/** `mreg ocr read PATH…` */
export async function runOcrRead(invocation: Invocation): Promise<void> {
  const { args, options, services } = invocation;
  const { reporter, clock, signal } = services;
  const templates = chosenTemplates(invocation).inUse.map(({ template }) => template);
  const { files } = await listScans(args);
  const modelFolder = textOption(options, 'models');
  const models = modelFolder === undefined ? packagedModels() : modelsInFolder(modelFolder);
  const asked = textOption(options, 'secondOpinion');
  const secondOpinion = SECOND_OPINIONS.find((name) => name === asked) ?? 'none';
  const reader = await openPageReader({ tables: loadPackagedTables(), today: shanghaiDay(clock.now()), templates, models, secondOpinion });
  if (readsByTesseract(reader.id)) reporter.warn('ocr.engine.fallback');
  const bar = reporter.progress('ocr-read.progress');
  const pages: ReadPage[] = [];
  try {
    for (const file of files) {
      for await (const page of pagesOf(file, reader, signal)) {
        pages.push(page);
        bar.update({ rows: pages.length });
        reporter.tell(...pageLines(page, services));
      }
    }
  } finally {
    bar.stop();
    await reader.close();
  }
  const totals = totalsOf(pages);
  reporter.result({ ...totals, reader: reader.id, results: pages.map(documentOf) }, () => [
    translate(services.lang, 'ocr-read.total', totals),
  ]);
}

async function* pagesOf(path: string, reader: PageReader, signal: AbortSignal): AsyncGenerator<ReadPage> {
  const scan = await openScan({ path });
  try {
    for (let page = 1; page <= scan.pages; page += 1) {
      if (signal.aborted) throw new MregError('interrupted', 'ocr-read.interrupted');
      yield { file: path, page, reading: await readOrFail(async () => await reader.read(await scan.page(page))) };
    }
  } finally {
    await scan.close();
  }
}

const UNCHANGED = { turn: 0, skewDegrees: 0, scale: 1, width: 0, height: 0 } as const;

/** A page that is broken is told as such; the others are read all the same. */
async function readOrFail(read: () => Promise<PageReading>): Promise<PageReading> {
  try {
    return await read();
  } catch (cause) {
    if (!(cause instanceof MregError) || cause.kind !== 'input-refused') throw cause;
    return { outcome: 'failed', problem: cause.key, template: '', templateVersion: 0, reader: '', straightening: UNCHANGED, fields: [] };
  }
}

function totalsOf(pages: readonly ReadPage[]) {
  const count = (outcome: PageOutcome): number => pages.filter(({ reading }) => reading.outcome === outcome).length;
  return { pages: pages.length, read: count('read'), blank: count('blank'), unrecognised: count('unrecognised'), failed: count('failed') };
}

function documentOf({ file, page, reading }: ReadPage) {
  const { outcome, problem, template, templateVersion, straightening, fields } = reading;
  return {
    file,
    page,
    outcome,
    problem,
    template,
    template_version: templateVersion,
    straightening: { ...straightening },
    fields: fields.map(({ box, evidence, ...field }) => ({
      ...field,
      evidence: evidence.map(({ kind, values }) => ({ kind, values: { ...values } })),
      box: { ...box },
    })),
  };
}

function pageLines({ file, page, reading }: ReadPage, { lang, reporter }: Services): readonly string[] {
  const head = translate(lang, 'ocr-read.page', { file, page, outcome: outcomeText(reading, lang, { file, page }) });
  if (reading.outcome !== 'read') return [head, ''];
  const columns = [
    { title: translate(lang, 'ocr-read.column.field') },
    { title: translate(lang, 'ocr-read.column.value') },
    { title: translate(lang, 'ocr-read.column.confidence'), align: 'right' as const },
    { title: translate(lang, 'ocr-read.column.standing') },
    { title: translate(lang, 'ocr-read.column.evidence') },
  ];
  const [title = '', ...rows] = tableLines(
    columns,
    reading.fields.map((field) => fieldRow(field, lang)),
  );
  return [
    reporter.paint.bold(head),
    reporter.paint.dim(title),
    ...rows.map((row, index) => painted(row, reading.fields[index], reporter.paint)),
    '',
  ];
}

function painted(row: string, field: ReadField | undefined, paint: Services['reporter']['paint']): string {
  return field?.standing === 'doubtful' ? paint.yellow(row) : row;
}

function outcomeText({ outcome, problem, template, fields }: PageReading, lang: Lang, place: PlaceValues): string {
  if (outcome === 'failed')
    return translate(lang, 'ocr-read.outcome.failed', { problem: isMessageKey(problem) ? translate(lang, problem, place) : problem });
  const doubtful = fields.filter(({ standing }) => standing === 'doubtful').length;
  return translate(lang, `ocr-read.outcome.${outcome}`, { form: template, fields: fields.length, doubtful });
}

function fieldRow({ key, value, written, confidence, standing, evidence }: ReadField, lang: Lang): readonly string[] {
  const field = fieldOf(key);
  const shown = field.kind === 'document-number' ? maskNumber(value) : maskNumbersIn(value === '' ? written : value);
  return [
    field[lang],
    shown,
    confidence.toFixed(3),
    translate(lang, `ocr-read.standing.${standing}`),
    evidence.map((each) => evidenceText(each, key, lang)).join('；'),
  ];
}
