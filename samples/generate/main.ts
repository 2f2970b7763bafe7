import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { archive, type ArchivePlan, type SampleRecord } from './archive.js';
import { labelLine } from './labels.js';
import { writeCsvFile } from './output/csv-file.js';
import { TEXT_ENCODINGS, type TextEncoding } from './output/text-encoding.js';
import { writeWorkbook } from './output/workbook.js';
import { isProfileName, PROFILES, type Profile } from './profiles.js';
import { Random } from './random.js';
import { headersOf, spellRow } from './spelling.js';

const USAGE = `Makes a synthetic archive with labelled defects (docs/samples.md).

  node build/samples/generate/main.js --profile NAME --rows N --seed N --defects P% --out FILE.csv|FILE.xlsx
      [--encoding ${TEXT_ENCODINGS.join('|')}] [--labels FILE.jsonl]

Profiles: ${Object.keys(PROFILES).join(', ')}
`;

interface Order {
  readonly profile: Profile;
  readonly plan: ArchivePlan;
  readonly out: string;
  readonly labels: string | undefined;
  readonly encoding: TextEncoding;
}

function readOrder(): Order {
  const { values } = parseArgs({
    options: {
      profile: { type: 'string', default: 'county-modern' },
      rows: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      defects: { type: 'string', default: '2%' },
      encoding: { type: 'string', default: 'utf-8' },
      out: { type: 'string' },
      labels: { type: 'string' },
    },
  });
  const { profile: name, encoding, out, labels } = values;
  if (out === undefined) throw new RangeError('--out FILE is missing');
  if (!isProfileName(name)) throw new RangeError(`no profile ${name}`);
  const profile = PROFILES[name];
  const plan = { ...profile, rows: wholeNumber(values.rows), seed: wholeNumber(values.seed), defects: share(values.defects) };
  return { profile, plan, out, labels, encoding: encodingOf(encoding) };
}

function wholeNumber(text: string): number {
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a whole number: ${text}`);
  return value;
}

/** `2%` → 0.02 */
function share(text: string): number {
  const percent = Number(text.replace(/%$/, ''));
  if (!(percent >= 0 && percent <= 100)) throw new RangeError(`not a percentage: ${text}`);
  return percent / 100;
}

function encodingOf(text: string): TextEncoding {
  const encoding = TEXT_ENCODINGS.find((known) => known === text);
  if (encoding === undefined) throw new RangeError(`no encoding ${text}`);
  return encoding;
}

type TakeLabel = (line: string) => void;

function* spelled(records: Iterable<SampleRecord>, { profile, plan }: Order, takeLabel: TakeLabel): Generator<readonly string[]> {
  const random = new Random(plan.seed + 1);
  yield headersOf(profile.spelling);
  let record = 0;
  for (const { row, label } of records) {
    record++;
    // No cell holds a line break, so the header is line 1 and record n is line n + 1.
    if (label !== undefined) takeLabel(labelLine(record + 1, record, label));
    yield spellRow(row, profile.spelling, random);
  }
}

async function run(order: Order): Promise<void> {
  const labels = order.labels === undefined ? undefined : createWriteStream(order.labels);
  const cells = spelled(archive(order.plan), order, (line) => labels?.write(line));
  if (order.out.endsWith('.xlsx')) await writeWorkbook(createWriteStream(order.out), [{ name: '登记', rows: cells }]);
  else await writeCsvFile(order.out, cells, order.encoding);
  if (labels === undefined) return;
  labels.end();
  await finished(labels);
}

try {
  await run(readOrder());
} catch (error) {
  if (!(error instanceof RangeError || (error instanceof TypeError && 'code' in error))) throw error;
  process.stderr.write(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
