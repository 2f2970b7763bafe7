import type { FieldKey } from '../../domain/fields.js';
import { probabilityOf } from '../../domain/linkage-model.js';
import { compareFields } from '../../findings/side-by-side.js';
import type { ReportedPair } from '../../report/duplicate-report-data.js';
import { registrationsById, type StoredRegistration } from '../../store/registration-repository.js';
import type { DuplicateResult } from './find-duplicates.js';
import { clusterIdOf, levelsOfPair, rarityOfPair } from './found-pairs.js';
import type { PairColumns } from './pair-list.js';
import type { DuplicateReportContext } from './report-data.js';

/** How many examples of each kind: just over and just under the threshold, in the middle of what was found, the surest. */
const NEAR = 5;
const MIDDLE = 2;
const SUREST = 2;
/** Some of those under the threshold may speak of registrations that are not active any more. */
const NEAR_CANDIDATES = 4 * NEAR;

/** What is compared, and where the file is. */
const SHOWN_FIELDS: ReadonlySet<FieldKey> = new Set<FieldKey>([
  'op_type',
  'op_date',
  'cert_no',
  'dept_name',
  'operator',
  'renew_flag',
  'name_man',
  'cert_num_man',
  'birth_man',
  'reg_detail_man',
  'name_woman',
  'cert_num_woman',
  'birth_woman',
  'reg_detail_woman',
  'doc_no',
]);

/** Example pairs side by side, the most doubtful first. */
export function reportedPairs(context: DuplicateReportContext, result: DuplicateResult): readonly ReportedPair[] {
  const { columns, threshold } = { columns: result.search.pairs, threshold: thresholdBits(result.threshold) };
  const over = overExamples(result, threshold);
  const under = nearestPairs(columns, NEAR_CANDIDATES, (bits) => (bits < threshold ? threshold - bits : undefined));
  const ids = [...over, ...under].flatMap((pair) => idsOf(context, columns, pair));
  const known = new Map(registrationsById(context.registry.database, ids).map((registration) => [registration.id, registration]));
  const isActive = (pair: number): boolean => idsOf(context, columns, pair).every((id) => known.get(id)?.state === 'active');
  const chosen = [...over, ...under.filter(isActive).slice(0, NEAR)];
  return chosen
    .toSorted((one, other) => Math.abs((columns.bits[one] ?? 0) - threshold) - Math.abs((columns.bits[other] ?? 0) - threshold))
    .map((pair) => reported(context, result, pair, known));
}

const thresholdBits = (probability: number): number => Math.log2(probability / (1 - probability));

/** Places of pairs that are findings and that nobody dismissed: the nearest to the threshold, some of the middle, the surest. */
function overExamples({ found, search }: DuplicateResult, threshold: number): readonly number[] {
  const distance = (pair: number): number => Math.abs((search.pairs.bits[pair] ?? 0) - threshold);
  const places = found.pairs
    .filter(({ isDismissed }) => !isDismissed)
    .map(({ pair }) => pair)
    .toSorted((one, other) => distance(one) - distance(other));
  const middle = Math.floor(places.length / 2);
  return [...new Set([...places.slice(0, NEAR), ...places.slice(middle, middle + MIDDLE), ...places.slice(-SUREST)])];
}

/** The places with the least cost, in no order; a pair without one is out. One pass, because there may be many million pairs. */
function nearestPairs({ count, bits }: PairColumns, most: number, costOf: (bits: number) => number | undefined): readonly number[] {
  let nearest: { readonly pair: number; readonly cost: number }[] = [];
  let worst = Infinity;
  for (let pair = 0; pair < count; pair += 1) {
    const cost = costOf(bits[pair] ?? 0);
    if (cost === undefined || cost >= worst) continue;
    nearest = [...nearest, { pair, cost }].toSorted((one, other) => one.cost - other.cost).slice(0, most);
    if (nearest.length === most) worst = nearest.at(-1)?.cost ?? Infinity;
  }
  return nearest.map(({ pair }) => pair);
}

function idsOf({ records }: DuplicateReportContext, { left, right }: PairColumns, pair: number): readonly [number, number] {
  return [records.idOf(left[pair] ?? 0), records.idOf(right[pair] ?? 0)];
}

function reported(
  context: DuplicateReportContext,
  { search, found }: DuplicateResult,
  pair: number,
  known: ReadonlyMap<number, StoredRegistration>,
): ReportedPair {
  const [leftId, rightId] = idsOf(context, search.pairs, pair);
  const probability = probabilityOf(search.pairs.bits[pair] ?? 0);
  return {
    leftId,
    rightId,
    clusterId: clusterIdOf({ left: leftId, right: rightId, probability }, found.clusters),
    probability,
    evidence: { model: search.model.version, levels: levelsOfPair(search.pairs, pair), rarity: rarityOfPair(search.pairs, pair) },
    fields: fieldsOf(context, known.get(leftId), known.get(rightId)),
  };
}

/** Nothing of two registrations of which one lies outside the area. */
function fieldsOf(
  { area }: DuplicateReportContext,
  left: StoredRegistration | undefined,
  right: StoredRegistration | undefined,
): ReportedPair['fields'] {
  if (left === undefined || right === undefined || !area.holds(left.dept_code) || !area.holds(right.dept_code)) return [];
  const shown = compareFields([left, right]).filter(({ field }) => SHOWN_FIELDS.has(field));
  return shown.map(({ field, values: [one = '', other = ''] }) => ({ field, left: one, right: other }));
}
