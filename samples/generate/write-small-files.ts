import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectedOf } from './expected.js';
import { smallFiles } from './small-files.js';

/** `node build/samples/generate/write-small-files.js [DIRECTORY]`: makes the committed samples and samples/expected.json again. */
const directory = process.argv[2] ?? 'samples';
const files = await smallFiles();
for (const { name, bytes } of files) writeFileSync(join(directory, name), bytes);
const expected = Object.fromEntries(files.map(({ name, records }) => [name, expectedOf(records)]));
writeFileSync(join(directory, 'expected.json'), `${JSON.stringify(expected, undefined, 2)}\n`);
