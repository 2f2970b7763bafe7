import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createWorker } from 'tesseract.js';

/**
 * `node plain-tesseract.js FOLDER K N [MODEL]`: reads every Nth page from the Kth on as it is, whole, with Chinese text recognition as anyone
 * would set it up; a line of JSON a page.
 */
const [folder = '', k = '0', n = '1', model = '4.0.0_best_int'] = process.argv.slice(2);
const models = dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/chi_sim/package.json'));
const worker = await createWorker('chi_sim', 1, { langPath: join(models, model), gzip: true, cacheMethod: 'none' });
const names = readdirSync(folder).toSorted();
for (const [index, name] of names.entries()) {
  if (index % Number(n) !== Number(k)) continue;
  const { data } = await worker.recognize(join(folder, name));
  process.stdout.write(`${JSON.stringify({ name, text: data.text })}\n`);
}
await worker.terminate();
