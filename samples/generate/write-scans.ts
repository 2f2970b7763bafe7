import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawn, scanContent, scanSamples } from './scans.js';

/** `node build/samples/generate/write-scans.js [DIRECTORY]`: makes the committed scans and what stands on them again. */
const directory = process.argv[2] ?? join('samples', 'scans');
mkdirSync(directory, { recursive: true });
const samples = scanSamples();
for (const { name, wishes, pack } of samples) writeFileSync(join(directory, name), await pack(await Promise.all(wishes.map(drawn))));
writeFileSync(join(directory, 'content.json'), `${JSON.stringify(scanContent(samples), undefined, 2)}\n`);
