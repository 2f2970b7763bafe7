import { appendEntry } from '../ledger/append.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import type { Registry } from '../store/open.js';
import type { StartSettings } from './page-start.js';

/** Writes down that somebody opened the page: what came before his eyes is not told finding by finding, but that it could, and how. */
export function noteReview(
  { database }: Registry,
  { filter, twoPersons, unmasked }: Pick<StartSettings, 'filter' | 'twoPersons' | 'unmasked'>,
  { at, actor }: { readonly at: Date; readonly actor: string },
): number {
  const { kind, minScore = '', maxScore = '', cluster = null } = filter;
  // The ledger holds whole numbers only (docs/ledger.md).
  const body = { kind, min_score: String(minScore), max_score: String(maxScore), cluster, two_persons: twoPersons, unmasked };
  const append = database.transaction(() => appendEntry(database, { at: shanghaiTime(at), actor, kind: 'finding.review', body }).seq);
  return append.immediate();
}

/** The same for pages of scans, whose values are shown whole. */
export function noteScanReview(
  { database }: Registry,
  { twoPass, allFields }: { readonly twoPass: boolean; readonly allFields: boolean },
  { at, actor }: { readonly at: Date; readonly actor: string },
): number {
  const body = { two_pass: twoPass, all_fields: allFields };
  const append = database.transaction(() => appendEntry(database, { at: shanghaiTime(at), actor, kind: 'scan.review', body }).seq);
  return append.immediate();
}
