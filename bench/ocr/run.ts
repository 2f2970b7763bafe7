import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fixed, thousands } from '../lib/result-table.js';
import { casesOf, type Cases } from './cases.js';
import { isProfileName, PROFILES, type ProfileName } from './generate/profiles.js';
import { FIRST_SEEDS } from './generate/seeds.js';
import { importPages, type Imported } from './import-pages.js';
import { runTogether, type Ran } from './processes.js';
import { STEPS } from './read-without.js';
import { accuracyTable, calibrationTable, errorLines, safetyLines, worstLines } from './report.js';
import { judge, type Judged, type ReadPage } from './score.js';

const USAGE = `Measures how pages are read, on pages drawn with exact truth (docs/benchmarks.md).

  npm run bench:ocr -- [--profile ${Object.keys(PROFILES).join('|')}|all] [--pages N] [--seed N] [--import] [--second-opinion] [--ablation] [--errors] [--no-tesseract]
`;

const { values: options } = parseArgs({
  options: {
    profile: { type: 'string', default: 'all' },
    pages: { type: 'string', default: '40' },
    seed: { type: 'string', default: String(FIRST_SEEDS.bench) },
    ablation: { type: 'boolean', default: false },
    'second-opinion': { type: 'boolean', default: false },
    errors: { type: 'boolean', default: false },
    import: { type: 'boolean', default: false },
    'no-tesseract': { type: 'boolean', default: false },
  },
});

const READERS = 2;
const READ_PAGES = program('read-pages.js');
const PLAIN_TESSERACT = program('plain-tesseract.js');

function program(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

interface PlainPage {
  readonly name: string;
  readonly text: string;
}

interface Measured<T> extends Ran {
  readonly pages: ReadonlyMap<string, T>;
}

/** Two processes share the pages, as the two workers of an import do. */
async function readBy<T extends { readonly name: string }>(
  script: string,
  { folder }: Cases,
  ...more: readonly string[]
): Promise<Measured<T>> {
  const ran = await runTogether(Array.from({ length: READERS }, (_, k) => [script, folder, String(k), String(READERS), ...more]));
  const lines = ran.stdouts.flatMap((text) => text.split('\n')).filter((line) => line.startsWith('{'));
  const pages = lines.map((line) => JSON.parse(line) as T);
  return { ...ran, pages: new Map(pages.map((page) => [page.name, page])) };
}

function judgeAll({ truths }: Cases, read: ReadonlyMap<string, ReadPage>, plain?: ReadonlyMap<string, PlainPage>): readonly Judged[] {
  return truths.flatMap((truth) => judge(truth, read.get(truth.name), plain?.get(truth.name)?.text));
}

function speedOf(name: string, pages: number, { seconds, processorSeconds, peakMegabytes }: Ran): string {
  return `${name}: ${fixed((60 * pages) / seconds, 1)} pages/min in ${READERS} processes, ${fixed(processorSeconds / pages, 1)} processor seconds a page, ${thousands(peakMegabytes)} MB at most for all of them together`;
}

async function benchProfile(profile: ProfileName): Promise<void> {
  const order = { profile, count: Number(options.pages), seed: Number(options.seed) };
  const cases = await casesOf(order);
  print(`\n── ${profile}: ${order.count} pages from seed ${order.seed} ──`);
  const read = await readBy<ReadPage>(READ_PAGES, cases, options['second-opinion'] ? 'tesseract' : '');
  const plain = options['no-tesseract'] ? undefined : await readBy<PlainPage>(PLAIN_TESSERACT, cases);
  const fields = judgeAll(cases, read.pages, plain?.pages);
  print(accuracyTable(fields));
  print(`\n${safetyLines(fields).join('\n')}`);
  print(`forms not recognised: ${cases.truths.filter(({ name, template }) => read.pages.get(name)?.template !== template).length}`);
  print(`\n${calibrationTable(fields)}\n`);
  print(speedOf('mreg', order.count, read));
  if (options.import) print(importLine(order.count, await importPages(cases)));
  if (plain !== undefined) print(speedOf('tesseract.js chi_sim, whole raw page', order.count, plain));
  print(`\nwrong fields by form, kind and hand:\n${worstLines(fields, 12).join('\n')}`);
  if (options.errors) print(errorLines(fields).join('\n'));
  if (options.ablation) await ablate(cases);
}

function importLine(pages: number, { seconds, processorSeconds, peakMegabytes, loaded, waiting, wrong }: Imported): string {
  const outcome = `${loaded} records loaded without a person (wrong values in them: ${wrong.length}${wrong.length > 0 ? `: ${wrong.join('; ')}` : ''}), ${waiting} waiting`;
  return `mreg import, start to end: ${fixed((60 * pages) / seconds, 1)} pages/min, ${fixed(processorSeconds / pages, 1)} processor seconds a page, ${thousands(peakMegabytes)} MB at most for all its processes; ${outcome}`;
}

/** One step left out at a time: how much of the exactness it carries. */
async function ablate(cases: Cases): Promise<void> {
  print('\nexact % of written fields, and what each step costs when it is left out:');
  for (const step of ['', ...STEPS, 'detector']) {
    const read = await readBy<ReadPage>(READ_PAGES, cases, step);
    const written = judgeAll(cases, read.pages).filter(({ truth }) => truth !== '');
    const right = written.filter((field) => field.right).length;
    print(`${wayName(step).padEnd(24)} ${fixed((100 * right) / written.length, 1).padStart(6)}   ${fixed(read.seconds, 0)} s`);
  }
}

function wayName(step: string): string {
  if (step === '') return 'all steps, zones';
  return step === 'detector' ? 'lines found by network' : `without ${step}`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function profilesWished(): readonly ProfileName[] {
  if (options.profile === 'all') return Object.keys(PROFILES) as ProfileName[];
  if (isProfileName(options.profile)) return [options.profile];
  throw new RangeError(`no profile ${options.profile}\n\n${USAGE}`);
}

for (const profile of profilesWished()) await benchProfile(profile);
