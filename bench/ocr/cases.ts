import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, WORK } from '../lib/work-files.js';
import { packagedForms } from './generate/forms.js';
import type { GeneratedPage } from './generate/page.js';
import { pages, type PageOrder } from './generate/pages.js';

/** What is exactly on a page of the bench; the page itself is a file of this name. */
export type PageTruth = Omit<GeneratedPage, 'bytes'>;

export interface Cases {
  readonly folder: string;
  readonly truths: readonly PageTruth[];
}

const TRUTH_FILE = 'truth.json';

/** The pages of an order, drawn at first use; the folder's name carries a digest of what draws them. */
export async function casesOf(order: PageOrder): Promise<Cases> {
  const folder = join(WORK, 'ocr', `${order.profile}-${order.seed}-${order.count}-${generatorDigest()}`);
  if (!existsSync(folder)) await draw(order, folder);
  return { folder: join(folder, 'pages'), truths: JSON.parse(readFileSync(join(folder, TRUTH_FILE), 'utf8')) as PageTruth[] };
}

async function draw(order: PageOrder, folder: string): Promise<void> {
  const unfinished = `${folder}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(join(unfinished, 'pages'), { recursive: true });
  const truths: PageTruth[] = [];
  for await (const { bytes, ...truth } of pages(order)) {
    writeFileSync(join(unfinished, 'pages', truth.name), bytes);
    truths.push(truth);
  }
  writeFileSync(join(unfinished, TRUTH_FILE), JSON.stringify(truths));
  renameSync(unfinished, folder);
}

function generatorDigest(): string {
  const hash = createHash('sha256').update(JSON.stringify(packagedForms()));
  const folder = join(ROOT, 'build', 'bench', 'ocr', 'generate');
  for (const name of readdirSync(folder).toSorted()) hash.update(readFileSync(join(folder, name)));
  return hash.digest('hex').slice(0, 12);
}
