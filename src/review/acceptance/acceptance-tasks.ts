import { MregError } from '../../domain/error.js';
import { reachOf } from '../../domain/permission.js';
import { translate } from '../../i18n/translate.js';
import { shanghaiTime } from '../../lib/shanghai-time.js';
import { checkItem, isOwnWork, itemWithin, withdrawCheck, type Checker } from '../../scans/acceptance/check.js';
import { AcceptanceRepository, type StoredAcceptance } from '../../store/acceptance-repository.js';
import { storeError } from '../../store/open.js';
import type { QueueFilter } from '../protocol.js';
import type { Effect, Picture, Reviewer, Sent, SourceQueue, TaskSource } from '../task-source.js';
import { acceptanceView, pageOfRecord, type AcceptanceViewSettings, type RecordPage } from './acceptance-view.js';

export interface AcceptanceTaskSettings extends AcceptanceViewSettings {
  readonly picture: (page: RecordPage) => Promise<Picture>;
  readonly now: () => Date;
}

/** What a person gets through in some hours; the page asks again then. */
const MOST_QUEUED = 500;

const NOTHING: SourceQueue = { ids: [], left: 0, isMore: false };

/** Records of samples that wait to be compared with the paper, as tasks: those of others, in the order of the drawing. */
export function acceptanceTasks(settings: AcceptanceTaskSettings): TaskSource {
  const { registry, lang } = settings;
  const repository = new AcceptanceRepository(registry.database);
  /** Who is not sure leaves no trace but that the record comes last, until the program ends. */
  const skipped = new Map<string, Set<number>>();
  const skippedBy = ({ principal }: Reviewer): Set<number> => {
    const own = skipped.get(principal.username) ?? new Set();
    skipped.set(principal.username, own);
    return own;
  };
  const checkerOf = ({ principal, actor }: Reviewer): Checker => {
    return { at: shanghaiTime(settings.now()), actor, username: principal.username, reach: reachOf(principal, 'scans.accept') };
  };
  const takenBack = (reviewer: Reviewer) =>
    repository
      .checkedBy(reviewer.principal.username, reviewer.since)
      .find(({ acceptanceId }) => repository.find(acceptanceId)?.state === 'open');
  return {
    kind: 'acceptance',
    permission: 'scans.accept',
    queue: (filter, reviewer) =>
      asksForSamples(filter) ? queueOf(settings, repository, checkerOf(reviewer), skippedBy(reviewer)) : NOTHING,
    counts: ({ principal, since }) => {
      const checked = repository.checkedBy(principal.username, since);
      return { done: checked.length, unsure: 0, waiting: 0, firstAt: checked.at(-1)?.checkedAt ?? '' };
    },
    show: (id, reviewer) => acceptanceView(id, checkerOf(reviewer), settings),
    act: (id, sent, reviewer) => {
      const by = checkerOf(reviewer);
      if (sent['skip'] === true) {
        itemWithin(registry, id, by.reach);
        skippedBy(reviewer).add(id);
        return { effect: 'noted', message: translate(lang, 'acceptance.effect.noted') };
      }
      const judgement = { id, ...judgementFrom(sent) };
      const after = inTransaction(settings, () => checkItem(registry, judgement, by));
      skippedBy(reviewer).delete(id);
      return { effect: 'decided', message: decidedText(settings, after, judgement.wrong.length) };
    },
    newest: (reviewer) => takenBack(reviewer)?.ledgerSeq ?? 0,
    undo: (reviewer): Effect & { readonly id: number } => {
      const last = takenBack(reviewer);
      if (last === undefined) throw new MregError('usage', 'review.nothing-to-undo');
      inTransaction(settings, () => withdrawCheck(registry, last.id, checkerOf(reviewer)));
      return { id: last.id, effect: 'withdrawn', message: translate(lang, 'acceptance.effect.withdrawn', { ordinal: last.ordinal }) };
    },
    picture: async (id, reviewer) => {
      const page = pageOfRecord(registry, itemWithin(registry, id, checkerOf(reviewer).reach).item.rowId);
      if (page === undefined) throw new MregError('usage', 'review.bad-question');
      const picture = await settings.picture(page);
      // Drawing takes a moment: the next one is drawn while this one is looked at.
      const { ids } = queueOf(settings, repository, checkerOf(reviewer), skippedBy(reviewer));
      const next = nextPage(settings, repository, ids[ids.indexOf(id) + 1]);
      if (next !== undefined) settings.picture(next).catch(() => undefined);
      return picture;
    },
  };
}

function asksForSamples({ kind, severity, minScore, maxScore, cluster }: QueueFilter): boolean {
  const asksForFindings = severity !== '' || minScore !== undefined || maxScore !== undefined || cluster !== undefined;
  return kind === 'acceptance' || (kind === '' && !asksForFindings);
}

function queueOf(
  { registry }: AcceptanceTaskSettings,
  repository: AcceptanceRepository,
  by: Checker,
  skipped: ReadonlySet<number>,
): SourceQueue {
  const others = repository.waiting(by.reach).filter((item) => {
    const acceptance = repository.find(item.acceptanceId);
    return acceptance !== undefined && !isOwnWork(registry, { item, acceptance }, by);
  });
  const ids = others.map(({ id }) => id);
  const ordered = [...ids.filter((id) => !skipped.has(id)), ...ids.filter((id) => skipped.has(id))];
  return { ids: ordered.slice(0, MOST_QUEUED), left: ordered.length, isMore: false };
}

function nextPage({ registry }: AcceptanceTaskSettings, repository: AcceptanceRepository, id: number | undefined): RecordPage | undefined {
  const item = id === undefined ? undefined : repository.item(id);
  return item === undefined ? undefined : pageOfRecord(registry, item.rowId);
}

const MOST_FIELDS = 200;

function judgementFrom({ seen, wrong }: Sent): { readonly seen: number; readonly wrong: readonly string[] } {
  if (typeof seen !== 'string' || !/^\d{1,15}$/.test(seen) || !isTexts(wrong) || wrong.length > MOST_FIELDS) {
    throw new MregError('usage', 'review.bad-question');
  }
  return { seen: Number(seen), wrong };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function inTransaction<T>({ registry }: AcceptanceTaskSettings, work: () => T): T {
  try {
    return registry.database.transaction(work).immediate();
  } catch (cause) {
    throw storeError(cause, registry.path);
  }
}

function decidedText({ lang }: AcceptanceTaskSettings, { state, batchId }: StoredAcceptance, wrong: number): string {
  if (state !== 'open') {
    return translate(lang, 'acceptance.effect.ended', { batch: batchId, result: translate(lang, `acceptance.state.${state}`) });
  }
  return wrong === 0 ? translate(lang, 'acceptance.effect.right') : translate(lang, 'acceptance.effect.wrong', { count: wrong });
}
