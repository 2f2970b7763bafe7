import { fieldOf, isFieldKey, type FieldKey } from '../../domain/fields.js';
import { MregError } from '../../domain/error.js';
import type { Straightening } from '../../domain/scan.js';
import { translate } from '../../i18n/translate.js';
import { appendEntry } from '../../ledger/append.js';
import { shanghaiTime } from '../../lib/shanghai-time.js';
import { storeError } from '../../store/open.js';
import { ScanCheckRepository, type StoredScanCheck } from '../../store/scan-check-repository.js';
import { ScanTaskReader } from '../../store/scan-task-reader.js';
import type { QueueFilter } from '../protocol.js';
import type { CheckTask, CheckVerdict } from '../scan-protocol.js';
import type { Effect, Reviewer, Sent, SourceQueue, TaskSource } from '../task-source.js';
import { scanReach, type ScanTaskSettings } from './scan-context.js';
import { confidenceText, shownValue } from './scan-words.js';

const MOST_QUEUED = 500;

type CheckSettings = Pick<ScanTaskSettings, 'registry' | 'reference' | 'lang' | 'pictures' | 'now'>;
/** A page of a scan and where a keyed row differs from it. */
interface ComparedPage {
  readonly checks: readonly StoredScanCheck[];
  readonly sha256: string;
  readonly page: number;
  readonly straightening: Straightening;
}

/**
 * Keyed rows that say something else than their scans, as tasks: a person says for each field which of the two is right. The registry
 * does not change by it; a row that is wrong is corrected as the Measures want it (Art. 31).
 */
export function checkTasks(settings: CheckSettings): TaskSource {
  const { registry, lang } = settings;
  const reader = new ScanTaskReader(registry.database);
  const within = (rowId: number, reviewer: Reviewer): ComparedPage => {
    const compared = reader.isCheckWithin(rowId, scanReach(reviewer)) ? comparedPage(settings, rowId) : undefined;
    if (compared === undefined) throw new MregError('usage', 'review.unknown-task', { task: rowId });
    return compared;
  };
  const inOne = <T>(work: () => T): T => {
    try {
      return registry.database.transaction(work).immediate();
    } catch (cause) {
      throw storeError(cause, registry.path);
    }
  };
  return {
    kind: 'check',
    permission: 'scans.review',
    queue: (filter, reviewer) => queueOf(reader, filter, reviewer),
    counts: ({ principal, since }) => {
      const { rows, firstAt } = reader.checkCounts(principal.username, since);
      return { done: rows, unsure: 0, waiting: 0, firstAt };
    },
    show: (rowId, reviewer) => checkView(settings, rowId, within(rowId, reviewer)),
    act: (rowId, sent, reviewer) => inOne(() => decide(settings, rowId, within(rowId, reviewer), sent, reviewer)),
    newest: ({ principal, since }) => reader.lastCheck(principal.username, since)?.ledgerSeq ?? 0,
    undo: ({ principal, since, actor }) =>
      inOne(() => {
        const last = reader.lastCheck(principal.username, since);
        if (last === undefined) throw new MregError('usage', 'review.nothing-to-undo');
        const body = { row: last.rowId };
        const entry = { at: shanghaiTime(settings.now()), actor, kind: 'scan.verdict-withdraw', body };
        reader.reopenChecks(last.ledgerSeq, appendEntry(registry.database, entry).seq);
        return { id: last.rowId, effect: 'withdrawn', message: translate(lang, 'scan-review.effect.withdrawn') };
      }),
    picture: async (rowId, reviewer) => settings.pictures.of(within(rowId, reviewer)),
  };
}

function queueOf(reader: ScanTaskReader, { kind, severity, minScore, maxScore, cluster }: QueueFilter, reviewer: Reviewer): SourceQueue {
  const isNarrow = severity !== '' || minScore !== undefined || maxScore !== undefined || cluster !== undefined;
  if (kind !== 'check' && (kind !== '' || isNarrow)) return { ids: [], left: 0, isMore: false };
  const ids = reader.openChecks(scanReach(reviewer), MOST_QUEUED);
  return { ids, left: ids.length, isMore: ids.length === MOST_QUEUED };
}

/** The page with something open that comes first; with nothing open the first page. A row may have several scans: they come one by one. */
function comparedPage({ registry }: CheckSettings, rowId: number): ComparedPage | undefined {
  const repository = new ScanCheckRepository(registry);
  const checks = repository.checksOf(rowId);
  const first = checks.find(({ state }) => state === 'open') ?? checks[0];
  const compared = repository.comparisonsOf(rowId).find(({ sha256, page }) => sha256 === first?.sha256 && page === first.page);
  if (first === undefined || compared === undefined) return undefined;
  const { sha256, page, straightening } = compared;
  return { checks: checks.filter((check) => check.sha256 === sha256 && check.page === page), sha256, page, straightening };
}

function checkView({ lang, reference }: CheckSettings, rowId: number, { checks, page, straightening }: ComparedPage): CheckTask {
  const isOpen = checks.some(({ state }) => state === 'open');
  const newest = checks.find(({ state }) => state !== 'open');
  return {
    kind: 'check',
    name: `check-${rowId}`,
    id: rowId,
    seen: seenOf(checks),
    isOpen,
    decided:
      isOpen || newest === undefined
        ? ''
        : translate(lang, 'scan-review.checked', { actor: newest.decidedBy, at: minutes(newest.decidedAt) }),
    title: translate(lang, 'scan-review.title.compare'),
    place: translate(lang, 'scan-review.check-place', { row: rowId, page }),
    page: { width: straightening.width, height: straightening.height },
    fields: checks.map(({ key, keyed, read, confidence, box, state }) => ({
      key,
      label: fieldOf(key)[lang],
      keyed: shownValue(key, keyed, reference),
      read: shownValue(key, read, reference),
      confidence: confidenceText(confidence),
      box,
      verdict: state,
    })),
  };
}

/** Changes with every decision and its withdrawal. */
function seenOf(checks: readonly StoredScanCheck[]): string {
  return checks.map(({ key, state, ledgerSeq }) => `${key} ${state} ${ledgerSeq}`).join(',');
}

function decide({ registry, lang, now }: CheckSettings, rowId: number, { checks }: ComparedPage, sent: Sent, reviewer: Reviewer): Effect {
  if (sent['seen'] !== seenOf(checks)) throw new MregError('busy', 'scan-review.moved-on');
  const verdicts = verdictsFrom(sent['verdicts']);
  const open = checks.filter(({ state }) => state === 'open');
  const missing = open.filter(({ key }) => !verdicts.has(key));
  if (missing.length > 0) throw new MregError('usage', 'scan-review.incomplete', { count: missing.length });
  const decided = open.map(({ key }) => ({ key, state: verdicts.get(key) ?? 'keyed' }));
  const at = shanghaiTime(now());
  // Which fields, and who is right: no values.
  const body = { row: rowId, keyed: keysOf(decided, 'keyed'), scan: keysOf(decided, 'scan') };
  const { seq } = appendEntry(registry.database, { at, actor: reviewer.actor, kind: 'scan.verdict', body });
  const repository = new ScanCheckRepository(registry);
  const by = { by: reviewer.principal.username, at, ledgerSeq: seq };
  for (const { key, state } of decided) repository.decideCheck({ rowId, key }, { state, ...by });
  const wrong = body.scan.length;
  return {
    effect: 'decided',
    message: translate(lang, wrong > 0 ? 'scan-review.effect.scan-right' : 'scan-review.effect.keyed-right', { count: wrong }),
  };
}

function keysOf(decided: readonly { readonly key: FieldKey; readonly state: CheckVerdict }[], verdict: CheckVerdict): readonly string[] {
  return decided.filter(({ state }) => state === verdict).map(({ key }) => key);
}

function verdictsFrom(sent: unknown): ReadonlyMap<FieldKey, CheckVerdict> {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) throw new MregError('usage', 'review.bad-question');
  return new Map(
    Object.entries(sent).map(([key, verdict]): [FieldKey, CheckVerdict] => {
      if (!isFieldKey(key) || (verdict !== 'keyed' && verdict !== 'scan')) throw new MregError('usage', 'review.bad-question');
      return [key, verdict];
    }),
  );
}

function minutes(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}
