import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagedDirectory } from '../../../src/config/packaged-directory.js';
import type { Template } from '../../../src/ocr/templates/template.js';

/** The forms that come with mreg, in order of their names. */
export function packagedForms(): readonly Template[] {
  const folder = join(packagedDirectory(), 'ocr-templates');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Template);
}
