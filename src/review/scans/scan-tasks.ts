import { FIELD_KEYS, fieldOf, isFieldKey, type FieldKey } from '../../domain/fields.js';
import { MregError } from '../../domain/error.js';
import type { Lang } from '../../i18n/lang.js';
import { translate } from '../../i18n/translate.js';
import { appendEntry } from '../../ledger/append.js';
import { shanghaiTime } from '../../lib/shanghai-time.js';
import { checkScanRow } from '../../scans/settle-row.js';
import { storeError } from '../../store/open.js';
import { QuarantineRepository } from '../../store/quarantine-repository.js';
import { ScanRepository } from '../../store/scan-repository.js';
import { ScanTaskReader } from '../../store/scan-task-reader.js';
import type { QueueFilter } from '../protocol.js';
import type { TypedAnswer } from '../scan-protocol.js';
import type { Effect, Reviewer, Sent, SourceQueue, TaskSource } from '../task-source.js';
import { keyingOf, type Keyed } from './keying-mode.js';
import type { KeyedLoader, KeyedLoading } from './load-keyed.js';
import { scanReach, scanRowWithin, type ScanTaskSettings } from './scan-context.js';
import { scanView } from './scan-view.js';
import { findingTexts, shownValue } from './scan-words.js';
import { takePage } from './take-page.js';

/** What a person gets through in some hours; the page asks again then. */
const MOST_QUEUED = 500;
const MOST_COUNTED = 10_000;

const NOTHING: SourceQueue = { ids: [], left: 0, isMore: false };

/** Pages of scans that wait in quarantine for a person, as tasks. */
export function scanTasks(settings: ScanTaskSettings, loader: KeyedLoader): TaskSource {
  const { registry, lang } = settings;
  const reader = new ScanTaskReader(registry.database);
  /** Who is not sure leaves no trace but that the page comes last, until the program ends. */
  const skipped = new Map<string, Set<number>>();
  const skippedBy = ({ principal }: Reviewer): Set<number> => {
    const own = skipped.get(principal.username) ?? new Set();
    skipped.set(principal.username, own);
    return own;
  };
  const act = (rowId: number, sent: Sent, reviewer: Reviewer): Effect => {
    const own = skippedBy(reviewer);
    if (sent['skip'] === true) {
      scanRowWithin(registry, rowId, reviewer);
      own.add(rowId);
      return { effect: 'noted', message: translate(lang, 'scan-review.effect.noted') };
    }
    const keying = { rowId, seen: textFrom(sent['seen']), values: valuesFrom(sent['values']), at: shanghaiTime(settings.now()) };
    const effect = takePage(settings, keying, reviewer);
    own.delete(rowId);
    return {
      effect,
      message: [translate(lang, `scan-review.effect.${effect}`), ...loadingTold(loader.loadBefore(rowId, reviewer), lang)].join(''),
    };
  };
  return {
    kind: 'scan',
    permission: 'scans.review',
    queue: (filter, reviewer) => (asksForScans(filter) ? queueOf(reader, reviewer, skippedBy(reviewer)) : NOTHING),
    counts: (reviewer) => {
      const { pages, waiting, firstAt } = reader.keyingCounts(reviewer.principal.username, reviewer.since);
      return { done: pages, waiting, firstAt, unsure: skippedBy(reviewer).size };
    },
    show: (rowId, reviewer) => {
      const row = scanRowWithin(registry, rowId, reviewer);
      const { username } = reviewer.principal;
      return scanView(row, keyingOf(row, username, settings), username, settings, scanReach(reviewer).prefix);
    },
    act,
    newest: ({ principal, since }) => reader.lastKeying(principal.username, since)?.ledgerSeq ?? 0,
    undo: (reviewer) => {
      const id = withdrawLast(settings, reader, reviewer);
      return { id, effect: 'withdrawn', message: translate(lang, 'scan-review.effect.withdrawn') };
    },
    ask: (rowId, sent, reviewer) => typedAnswer(settings, rowId, valuesFrom(sent['values']), reviewer),
    picture: async (rowId, reviewer) => settings.pictures.of(scanRowWithin(registry, rowId, reviewer).page),
  };
}

/** What the reviewer has to know of pages finished before. */
function loadingTold({ refused, isBusy }: KeyedLoading, lang: Lang): readonly string[] {
  const told = refused.map(({ reasons }) => translate(lang, 'scan-review.refused-later', { reasons }));
  return isBusy ? [...told, translate(lang, 'scan-review.loads-later')] : told;
}

function asksForScans({ kind, severity, minScore, maxScore, cluster }: QueueFilter): boolean {
  if (kind !== '') return kind === 'scan';
  return severity === '' && minScore === undefined && maxScore === undefined && cluster === undefined;
}

function queueOf(reader: ScanTaskReader, reviewer: Reviewer, skipped: ReadonlySet<number>): SourceQueue {
  const { username } = reviewer.principal;
  const reach = scanReach(reviewer);
  const open = reader.openPages(username, reach, MOST_QUEUED + skipped.size);
  const left = reader.countOpenPages(username, reach, MOST_COUNTED);
  const ids = [...open.filter((id) => !skipped.has(id)), ...open.filter((id) => skipped.has(id))];
  return { ids, left, isMore: left === MOST_COUNTED };
}

/**
 * Takes back the newest keying of a person while its row has not become a registration.
 * @throws MregError `usage` when it has: a registration is taken back by its batch and nowhere else
 */
function withdrawLast({ registry, now }: ScanTaskSettings, reader: ScanTaskReader, { principal, since, actor }: Reviewer): number {
  const work = (): number => {
    const last = reader.lastKeying(principal.username, since);
    if (last === undefined) throw new MregError('usage', 'review.nothing-to-undo');
    const record = new QuarantineRepository(registry).find(last.rowId);
    if (record?.state !== 'open') throw new MregError('usage', 'scan-review.too-late-to-undo', { registration: record?.repairedAs ?? 0 });
    const by = { at: shanghaiTime(now()), actor };
    const body = { batch: record.batchId, row: last.rowId };
    const { seq } = appendEntry(registry.database, { ...by, kind: 'scan.keying-withdraw', body });
    new ScanRepository(registry).withdrawKeying(last.id, seq);
    return last.rowId;
  };
  try {
    return registry.database.transaction(work).immediate();
  } catch (cause) {
    throw storeError(cause, registry.path);
  }
}

/** What the rules of an import say of a page with these values. Who keys unseen hears of what he keyed and of nothing else. */
function typedAnswer(settings: ScanTaskSettings, rowId: number, values: Keyed, reviewer: Reviewer): TypedAnswer {
  const { registry, reference, lang } = settings;
  const row = scanRowWithin(registry, rowId, reviewer);
  const { mode } = keyingOf(row, reviewer.principal.username, settings);
  const checked = checkScanRow(registry, rowId, values, settings.checkFor(scanReach(reviewer).prefix));
  const findings = (checked?.findings ?? []).filter(
    ({ fields }) => mode !== 'key' || (fields.length > 0 && fields.every((key) => values[key] !== undefined)),
  );
  const written = FIELD_KEYS.filter((key) => values[key] !== undefined).map((key): [string, string] => [
    key,
    shownValue(key, checked?.values[key] ?? '', reference),
  ]);
  return { values: Object.fromEntries(written), findings: findingTexts(findings, lang) };
}

function textFrom(value: unknown): string {
  if (typeof value !== 'string' || value.length > 100) throw new MregError('usage', 'review.bad-question');
  return value;
}

/** By field, each no longer than the registry takes twice over: what is too long is the rules' to say. */
function valuesFrom(sent: unknown): Keyed {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) throw new MregError('usage', 'review.bad-question');
  return Object.fromEntries(Object.entries(sent).map(([key, text]): [FieldKey, string] => [fieldKeyFrom(key), valueFrom(key, text)]));
}

function fieldKeyFrom(key: string): FieldKey {
  if (!isFieldKey(key)) throw new MregError('usage', 'review.bad-question');
  return key;
}

function valueFrom(key: string, text: unknown): string {
  const longest = isFieldKey(key) ? 2 * fieldOf(key).maxCharacters + 100 : 0;
  if (typeof text !== 'string' || text.length > longest) throw new MregError('usage', 'review.bad-question');
  return text;
}
