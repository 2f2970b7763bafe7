import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { DEFAULT_PACKAGE_LIMITS } from '../../src/import/readers/packages.js';
import { ZipArchive } from '../../src/tables/zip-archive.js';
import { temporaryFolder } from './temporary-folder.js';
import { zipBytes } from './zip-bytes.js';

const folder = temporaryFolder();

it('an archive can be closed while a member is half read', async () => {
  const path = await folder.write('half.zip', zipBytes([{ name: 'a.bin', content: randomBytes(3_000_000) }]));
  for (let round = 0; round < 20; round += 1) {
    const archive = await ZipArchive.open(path, path, DEFAULT_PACKAGE_LIMITS);
    for (const entry of archive.entries) {
      for await (const chunk of archive.read(entry)) {
        expect(chunk.length).toBeGreaterThan(0);
        break;
      }
    }
    await archive.close();
  }
});
