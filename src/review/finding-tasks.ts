import { DETECTION_KINDS, type DetectionKind } from '../domain/detection.js';
import { MregError } from '../domain/error.js';
import { reachOf } from '../domain/permission.js';
import type { Reference } from '../domain/reference.js';
import { findingArea, type FindingArea } from '../findings/area.js';
import type { Decider, FindingContext } from '../findings/context.js';
import { visible } from '../findings/list.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { FindingReader, type FindingFilter } from '../store/finding-reader.js';
import type { Registry } from '../store/open.js';
import { OpinionRepository } from '../store/opinion-repository.js';
import { choiceText, findingView } from './finding-view.js';
import { takeChoice, undoChoice } from './opinions.js';
import type { Choice, ChoiceRequest, Outcome, QueueFilter } from './protocol.js';
import type { Effect, Reviewer, Sent, SourceQueue, TaskSource } from './task-source.js';

export interface FindingTaskSettings {
  readonly registry: Registry;
  readonly reference: Reference;
  readonly lang: Lang;
  readonly unmasked: boolean;
  readonly twoPersons: boolean;
  readonly now: () => Date;
}

/** What a person decides in an hour or two; the page asks again when it has worked through them. */
const MOST_QUEUED = 500;
/** More than these are counted as these: nobody decides them in a week, and counting takes time at each question. */
const MOST_COUNTED = 10_000;
const LONGEST_REASON = 500;

/** Findings as tasks: those that are open, that the last full run still found, and that lie in the reviewer's area. */
export function findingTasks(settings: FindingTaskSettings): TaskSource {
  const { registry, lang, twoPersons, now } = settings;
  const areas = new Map<string, FindingArea>();
  const contextOf = ({ principal }: Reviewer): FindingContext => {
    const prefix = reachOf(principal, 'findings.decide');
    const area = areas.get(prefix) ?? findingArea(prefix, () => settings.reference);
    areas.set(prefix, area);
    return { registry, area };
  };
  const deciderOf = ({ actor }: Reviewer): Decider => ({ at: shanghaiTime(now()), actor, way: 'review' });
  const told = (effect: Outcome['effect'], finding: number, choice: Choice | ''): Effect => {
    const kind = new FindingReader(registry.database).find(finding)?.kind ?? 'duplicate';
    const words = { finding, choice: choice === '' ? '' : choiceText(lang, kind, choice) };
    return { effect, message: translate(lang, `review.effect.${effect}`, words) };
  };
  const opinions = (): OpinionRepository => new OpinionRepository(registry.database);
  return {
    kind: 'finding',
    permission: 'findings.decide',
    queue: (filter, reviewer) => queueOf(contextOf(reviewer), filter, reviewer),
    counts: ({ principal, since }) => {
      const { decided, unsure, waiting, firstAt } = opinions().countsOf(principal.username, since);
      return { done: decided + waiting, unsure, waiting, firstAt };
    },
    show: (finding, reviewer) => findingView(contextOf(reviewer), finding, reviewer.principal.username, settings),
    act: (finding, sent, reviewer) => {
      const { choice, reason, seen } = choiceFrom(sent);
      const reasons = { different: translate(lang, 'review.reason.different') };
      const wanted = { finding, choice, reason, seen: Number(seen), reasons };
      const effect = takeChoice(contextOf(reviewer), wanted, reviewer.principal.username, twoPersons, deciderOf(reviewer));
      return told(effect, finding, choice);
    },
    newest: ({ principal, since }) => opinions().lastOf(principal.username, since)?.ledgerSeq ?? 0,
    undo: (reviewer) => {
      const reason = translate(lang, 'review.reason.undo');
      const { username } = reviewer.principal;
      const id = undoChoice(contextOf(reviewer), username, reviewer.since, reason, deciderOf(reviewer));
      return { ...told('withdrawn', id, ''), id };
    },
  };
}

function choiceFrom({ choice, reason, seen }: Sent): ChoiceRequest {
  const isChoice = choice === 'same' || choice === 'different' || choice === 'unsure';
  if (!isChoice || typeof reason !== 'string' || typeof seen !== 'string') throw new MregError('usage', 'review.bad-question');
  if (!/^\d{1,15}$/.test(seen) || reason.length > LONGEST_REASON) throw new MregError('usage', 'review.bad-question');
  return { choice, reason, seen };
}

const NOTHING: SourceQueue = { ids: [], left: 0, isMore: false };

function queueOf(context: FindingContext, filter: QueueFilter, reviewer: Reviewer): SourceQueue {
  const kinds = kindsOf(filter);
  if (kinds.length === 0) return NOTHING;
  const { database } = context.registry;
  const opinions = new OpinionRepository(database);
  const reader = new FindingReader(database);
  const { settled, unsure } = opinions.chosenBy(reviewer.principal.username);
  const wanted = { ...filterOf(filter), ...visible(context, reader) };
  const strongest = kinds.flatMap((kind) => reader.openOnes(kind, wanted, MOST_QUEUED + settled.size + unsure.length));
  const open = strongest.toSorted((left, right) => right.score - left.score || right.id - left.id).map(({ id }) => id);
  const last = new Set(unsure);
  const fresh = open.filter((finding) => !settled.has(finding) && !last.has(finding)).slice(0, MOST_QUEUED);
  const again = idsAmong(reader, kinds, wanted, unsure);
  const counts = kinds.map((kind) => reader.countOpen(kind, wanted, MOST_COUNTED));
  const left = counts.reduce((sum, count) => sum + count, 0) - idsAmong(reader, kinds, wanted, [...settled]).size;
  return {
    ids: [...fresh, ...unsure.filter((finding) => again.has(finding))],
    left: Math.max(left, fresh.length + again.size),
    isMore: counts.includes(MOST_COUNTED),
  };
}

function kindsOf({ kind }: QueueFilter): readonly DetectionKind[] {
  return kind === '' ? DETECTION_KINDS : DETECTION_KINDS.filter((own) => own === kind);
}

function idsAmong(
  reader: FindingReader,
  kinds: readonly DetectionKind[],
  wanted: FindingFilter,
  ids: readonly number[],
): ReadonlySet<number> {
  if (ids.length === 0) return new Set();
  return new Set(kinds.flatMap((kind) => reader.openOnes(kind, { ...wanted, ids }, ids.length).map(({ id }) => id)));
}

function filterOf({ severity, minScore, maxScore, cluster }: QueueFilter): FindingFilter {
  return {
    isGone: false,
    ...(severity === '' ? {} : { severity }),
    ...(minScore === undefined ? {} : { minScore }),
    ...(maxScore === undefined ? {} : { maxScore }),
    ...(cluster === undefined ? {} : { groupId: cluster }),
  };
}
