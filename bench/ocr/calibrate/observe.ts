import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadPackagedTables } from '../../../src/config/packaged-tables.js';
import { openScan } from '../../../src/ocr/pages/open-scan.js';
import { preparePage } from '../../../src/ocr/preparing/prepare-page.js';
import { groupOf, isHeldBack } from '../../../src/ocr/reading/grade.js';
import { draftPage, openTools, type ReadingTools } from '../../../src/ocr/reading/page-reader.js';
import { packagedForms } from '../generate/forms.js';
import type { GeneratedPage } from '../generate/page.js';
import type { Observation } from './observation.js';

type Truth = Omit<GeneratedPage, 'bytes'>;

/**
 * `node build/bench/ocr/calibrate/observe.js --pages DIRECTORY --out FILE`: reads pages that write-pages.js made from seeds of
 * `FIRST_SEEDS.calibration`, and adds a line of JSON for each field: what was seen of it, and whether it is right.
 */
const { values } = parseArgs({ options: { pages: { type: 'string' }, out: { type: 'string' } } });
const { pages, out } = values;
if (pages === undefined || out === undefined) throw new RangeError('--pages DIRECTORY or --out FILE is missing');
/** Later than any registration that the generator makes. */
const TODAY = 20_260_101;
const tools = await openTools({ tables: loadPackagedTables(), today: TODAY, templates: packagedForms() });
for (const name of readdirSync(pages).toSorted()) {
  if (!name.endsWith('.json')) continue;
  const truth = JSON.parse(readFileSync(join(pages, name), 'utf8')) as Truth;
  const observations = await observe(join(pages, truth.name), truth, tools);
  appendFileSync(out, observations.map((observation) => `${JSON.stringify(observation)}\n`).join(''));
}
await tools.first.close();

async function observe(path: string, page: Truth, reading: ReadingTools): Promise<readonly Observation[]> {
  const scan = await openScan({ path });
  const image = await scan.page(1);
  await scan.close();
  const found = await draftPage(image, await preparePage(image.image, image.dpi), reading);
  if (found === undefined) return [];
  const truth = new Map(page.fields.map((field) => [field.key, field]));
  return [...found.drafts.values()].map((draft) => {
    const field = truth.get(draft.zone.key);
    return {
      page: page.name,
      key: draft.zone.key,
      group: groupOf(draft),
      features: draft.features,
      handwritten: found.handwritten,
      heldBack: isHeldBack(draft),
      right: draft.value === (field?.value ?? ''),
      read: draft.value,
      written: field?.written ?? '',
      evidence: draft.evidence.map(({ kind, values: said }) => `${kind} ${Object.values(said).join(' ')}`.trim()),
    };
  });
}
