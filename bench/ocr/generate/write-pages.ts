import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pages } from './pages.js';
import { isProfileName } from './profiles.js';

/** `node build/bench/ocr/generate/write-pages.js --profile printed --pages 5 --seed 1 --out DIRECTORY`: pages to look at, each with its truth as JSON. */
const { values } = parseArgs({
  options: {
    profile: { type: 'string', default: 'printed' },
    pages: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
  },
});
const { profile, out } = values;
if (out === undefined) throw new RangeError('--out DIRECTORY is missing');
if (!isProfileName(profile)) throw new RangeError(`no profile ${profile}`);
mkdirSync(out, { recursive: true });
for await (const { bytes, ...truth } of pages({ profile, count: Number(values.pages), seed: Number(values.seed) })) {
  writeFileSync(join(out, truth.name), bytes);
  writeFileSync(join(out, `${truth.name}.json`), `${JSON.stringify(truth, undefined, 2)}\n`);
}
