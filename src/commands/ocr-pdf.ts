import { loadPackagedTables } from '../config/packaged-tables.js';
import { MregError } from '../domain/error.js';
import { isMessageKey, translate } from '../i18n/translate.js';
import { shanghaiDay } from '../lib/shanghai-time.js';
import { modelsInFolder } from '../ocr/engines/model-folder.js';
import { openPageTextReader } from '../ocr/page-text/page-text.js';
import { writeVolume, type PageProblem, type VolumeRequest, type VolumeSummary } from '../scans/searchable-pdf/write-volume.js';
import { countText } from '../ui/table.js';
import { countOption, switchOption, textOption } from './options.js';
import type { Invocation, Services } from './services.js';
import { chosenTemplates } from './template-folders.js';

/** `mreg ocr pdf PATH… --out FILE.pdf [--quality N] [--dpi N] [--straighten] [--templates DIR] [--models DIR] [--force]` */
export async function runOcrPdf(invocation: Invocation): Promise<void> {
  const { args, options, services } = invocation;
  const { lang, reporter, clock, signal, packageVersion } = services;
  const modelFolder = textOption(options, 'models');
  const startedMs = clock.now().getTime();
  const bar = reporter.progress('ocr-pdf.progress');
  let summary: VolumeSummary;
  try {
    summary = await writeVolume(requestFrom(args, options), {
      openReader: async () => {
        const templates = chosenTemplates(invocation).inUse.map(({ template }) => template);
        const models = modelFolder === undefined ? {} : { models: modelsInFolder(modelFolder) };
        return await openPageTextReader({ tables: loadPackagedTables(), today: shanghaiDay(clock.now()), templates, ...models });
      },
      missingText: (file, page) => translate(lang, 'ocr-pdf.missing', { file, page }),
      producer: `mreg ${packageVersion}`,
      signal,
      onPage: ({ pages, fraction }) => bar.update({ rows: pages, fraction }),
    });
  } finally {
    bar.stop();
  }
  const seconds = (clock.now().getTime() - startedMs) / 1_000;
  reporter.result({ ...document(summary, services), seconds }, () => lines(summary, seconds, services));
}

const DEFAULT_QUALITY = 80;
const BEST_QUALITY = 100;
const LEAST_DPI = 50;
const MOST_DPI = 1_200;

function requestFrom(paths: readonly string[], options: Invocation['options']): VolumeRequest {
  const quality = countOption(options, 'quality') ?? DEFAULT_QUALITY;
  const dpi = countOption(options, 'dpi');
  if (quality < 1 || quality > BEST_QUALITY) throw new MregError('usage', 'ocr-pdf.bad-quality', { quality });
  if (dpi !== undefined && (dpi < LEAST_DPI || dpi > MOST_DPI)) throw new MregError('usage', 'ocr-pdf.bad-dpi', { dpi });
  return {
    paths,
    out: textOption(options, 'out') ?? '',
    force: switchOption(options, 'force'),
    quality,
    dpi,
    straightened: switchOption(options, 'straighten'),
  };
}

function document(summary: VolumeSummary, { lang }: Services) {
  const told = ({ file, page, ...reason }: PageProblem) => ({ file, page, reason: reasonText(reason, lang) });
  return {
    ...summary,
    without_text: summary.without_text.map(told),
    without_picture: summary.without_picture.map(told),
  };
}

function reasonText({ problem, values }: Pick<PageProblem, 'problem' | 'values'>, lang: Services['lang']): string {
  return isMessageKey(problem) ? translate(lang, problem, values) : translate(lang, 'ocr-pdf.unknown-problem');
}

function lines(summary: VolumeSummary, seconds: number, { lang, reporter }: Services): readonly string[] {
  const { file, pages, forms, files } = summary;
  const rate = Math.round((pages * 60) / Math.max(seconds, 0.001));
  const values = {
    file,
    pages: countText(pages),
    files: countText(files),
    forms: countText(forms),
    seconds: seconds.toFixed(1),
    rate: countText(rate),
  };
  const named = (key: 'ocr-pdf.without-text' | 'ocr-pdf.without-picture', problem: PageProblem): string =>
    reporter.paint.yellow(translate(lang, key, { file: problem.file, page: problem.page, reason: reasonText(problem, lang) }));
  return [
    translate(lang, 'ocr-pdf.done', values),
    ...summary.without_text.map((problem) => named('ocr-pdf.without-text', problem)),
    ...summary.without_picture.map((problem) => named('ocr-pdf.without-picture', problem)),
    ...(summary.skipped.length > 0 ? [translate(lang, 'ocr-pdf.skipped', { count: countText(summary.skipped.length) })] : []),
    translate(lang, 'ocr-pdf.whole-numbers'),
  ];
}
