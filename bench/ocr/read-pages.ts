import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadPackagedTables } from '../../src/config/packaged-tables.js';
import type { PageImage } from '../../src/ocr/pages/scan.js';
import { openScan } from '../../src/ocr/pages/open-scan.js';
import { openPageReader, openTools } from '../../src/ocr/reading/page-reader.js';
import { packagedForms } from './generate/forms.js';
import { openDetectorReading } from './read-by-detector.js';
import type { ReadPage } from './score.js';
import { isStep, openPartialReading } from './read-without.js';

/**
 * `node read-pages.js FOLDER K N [WAY]`: reads every Nth page from the Kth on; a line of JSON a page. Without a way, as an import reads it;
 * with the name of a step of preparing, without that step; with `detector`, by the lines found on the page instead of the zones of the form;
 * with `tesseract`, as an import with that second opinion.
 */
const [folder = '', k = '0', n = '1', way = ''] = process.argv.slice(2);
/** The day after the last one that generated pages speak of. */
const OPTIONS = { tables: loadPackagedTables(), today: 20251101, templates: packagedForms() };

type ReadOne = (page: PageImage) => Promise<Omit<ReadPage, 'name'>>;

async function openReading(): Promise<ReadOne> {
  if (way === 'detector') return openDetectorReading(await openTools(OPTIONS));
  if (isStep(way)) return openPartialReading(await openTools(OPTIONS), way);
  const reader = await openPageReader(way === 'tesseract' ? { ...OPTIONS, secondOpinion: way } : OPTIONS);
  return async (page) => await reader.read(page);
}

const read = await openReading();
for (const [index, name] of readdirSync(folder).toSorted().entries()) {
  if (index % Number(n) !== Number(k)) continue;
  process.stdout.write(`${JSON.stringify(await readFile(name))}\n`);
}
// The engines hold threads of their own.
process.exit(0);

async function readFile(name: string): Promise<ReadPage> {
  const scan = await openScan({ path: join(folder, name) });
  const { outcome, template, fields } = await read(await scan.page(1));
  await scan.close();
  const values = fields.map(({ key, value, written, confidence, standing }) => ({ key, value, written, confidence, standing }));
  return { name, outcome, template, fields: values };
}
