import { join } from 'node:path';
import { Random } from '../../samples/generate/random.js';
import { readLeakedFile } from '../../src/export/trace/leak-file.js';
import { traceLeak, type TraceResult } from '../../src/export/trace/trace.js';
import type { Registry } from '../../src/store/open.js';
import { DISGUISES, writeLeak, type Disguise, type Leak } from './leaks.js';
import { EXPORT_KINDS, exportedRows, formOf, recordExport, type ExportKind, type SyntheticExport } from './synthetic-exports.js';

export interface AttributionPlan {
  readonly registry: Registry;
  /** Where leaked files are written. */
  readonly folder: string;
  readonly records: number;
  readonly exports: number;
  readonly rowsAnExport: number;
  /** Rows of a leak: 1 % of an export, or how many are asked for. */
  readonly rowsALeak: number;
  /** Leaks that are from no export that is kept: copies of the registry, and exports of another registry's key. */
  readonly innocent: number;
  readonly seed: number;
}

/** How one leak was judged. */
export interface Attribution {
  readonly disguise: string;
  readonly kind: ExportKind | 'no export';
  readonly rightlyNamed: boolean;
  /** An export was named that the leak is not from. */
  readonly wronglyNamed: boolean;
  readonly verdict: TraceResult['verdict'];
}

const KINDS: readonly ExportKind[] = ['de-identified', 'masked', 'pseudonymous', 'de-identified', 'plain'];
/** Every four exports hold exactly the same records: only marks tell them apart. */
const TWINS = 4;

/** Makes the exports and leaks each of them once, in one disguise after the other; then leaks that are from none. */
export async function measureAttribution(plan: AttributionPlan, onTrace: (done: number) => void = () => undefined): Promise<Attribution[]> {
  const random = new Random(plan.seed);
  const exports = makeExports(plan, random);
  const judged: Attribution[] = [];
  for (const [index, leaked] of exports.entries()) {
    judged.push(await judgeLeak(plan, leaked, disguiseAt(index), random, true));
    onTrace(judged.length);
  }
  for (let index = 0; index < plan.innocent; index += 1) {
    // Its records are those of a kept export, its key is not.
    const twin = exports[random.below(exports.length)];
    if (twin === undefined) break;
    const unknown = { ...twin, number: `${twin.number} of another house ${index}` };
    judged.push(await judgeLeak(plan, unknown, disguiseAt(index), random, false));
    onTrace(judged.length);
  }
  return judged;
}

function disguiseAt(index: number): Disguise {
  // Kinds come in turns of five, disguises of thirteen: every kind meets every disguise.
  return DISGUISES[index % DISGUISES.length] as Disguise;
}

function makeExports({ registry, records, exports, rowsAnExport }: AttributionPlan, random: Random): readonly SyntheticExport[] {
  let ids: readonly number[] = [];
  return Array.from({ length: exports }, (_, index) => {
    if (index % TWINS === 0) ids = someRecords(records, rowsAnExport, random);
    const made = { number: `E${String(index + 1).padStart(5, '0')}`, kind: KINDS[index % KINDS.length] as ExportKind, ids };
    recordExport(registry, made);
    return made;
  });
}

/** Records spread over the registry, in id order. */
export function someRecords(records: number, count: number, random: Random): readonly number[] {
  const share = count / records;
  return Array.from({ length: records }, (_, index) => index + 1).filter(() => random.chance(share));
}

async function judgeLeak(
  { registry, folder, rowsALeak, records }: AttributionPlan,
  leaked: SyntheticExport,
  disguise: Disguise,
  random: Random,
  isKept: boolean,
): Promise<Attribution> {
  const share = rowsALeak / leaked.ids.length;
  const rows = exportedRows(
    registry,
    leaked,
    leaked.ids.filter(() => random.chance(share)),
  );
  const elsewhere = exportedRows(registry, { ...leaked, number: 'elsewhere' }, someRecords(records, 500, random));
  const leak: Leak = { header: EXPORT_KINDS[leaked.kind].map(({ field }) => field), rows };
  const path = await writeLeak(join(folder, 'leak'), disguise.change(leak, random, elsewhere), disguise.format);
  const result = traceLeak(await readLeakedFile(path, { sampleRows: SAMPLE_ROWS }), registry, formOf, MATCHED_ROWS);
  const named = result.named.map(({ exportNumber }) => exportNumber);
  return {
    disguise: disguise.name,
    kind: isKept ? leaked.kind : 'no export',
    rightlyNamed: isKept && named.includes(leaked.number),
    wronglyNamed: named.some((number) => !isKept || number !== leaked.number),
    verdict: result.verdict,
  };
}

const SAMPLE_ROWS = 4_000;
const MATCHED_ROWS = 400;
