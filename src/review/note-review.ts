import { appendEntry } from '../ledger/append.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import type { Registry } from '../store/open.js';
import type { StartSettings } from './page-start.js';

/** Writes down that somebody opened the page: what came before his eyes is not told finding by finding, but that it could, and how. */
export function noteReview(
  { database }: Registry,
  { filter, twoPersons, unmasked }: Omit<StartSettings, 'lang'>,
  { at, actor }: { readonly at: Date; readonly actor: string },
): number {
  const { kind, minScore = '', maxScore = '', cluster = null } = filter;
  // The ledger holds whole numbers only (docs/ledger.md).
  const body = { kind, min_score: String(minScore), max_score: String(maxScore), cluster, two_persons: twoPersons, unmasked };
  const append = database.transaction(() => appendEntry(database, { at: shanghaiTime(at), actor, kind: 'finding.review', body }).seq);
  return append.immediate();
}
