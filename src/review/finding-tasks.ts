import type { Reference } from '../domain/reference.js';
import { reachOf } from '../domain/permission.js';
import { findingArea, type FindingArea } from '../findings/area.js';
import type { Decider, FindingContext } from '../findings/context.js';
import { countFindings, listFindings, type ListRequest } from '../findings/list.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { FindingReader } from '../store/finding-reader.js';
import type { Registry } from '../store/open.js';
import { OpinionRepository } from '../store/opinion-repository.js';
import { choiceText, findingView } from './finding-view.js';
import { takeChoice, undoChoice, type Effect } from './opinions.js';
import type { Outcome, Progress, Queue, QueueFilter } from './protocol.js';
import type { Reviewer, TaskSource } from './task-source.js';

export interface FindingTaskSettings {
  readonly registry: Registry;
  readonly reference: Reference;
  readonly lang: Lang;
  readonly unmasked: boolean;
  readonly twoPersons: boolean;
  readonly now: () => Date;
}

/** As many as a person decides in a long day; the page asks again when it has worked through them. */
const MOST_QUEUED = 500;
const HOUR_MS = 3_600_000;
/** A rate over less than this says nothing. */
const SHORTEST_RATE_MS = 60_000;

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
  const outcome = (effect: Effect, finding: number, choice: Outcome['choice']): Outcome => {
    const kind = new FindingReader(registry.database).find(finding)?.kind ?? 'duplicate';
    const words = { finding, choice: choice === '' ? '' : choiceText(lang, kind, choice) };
    return { effect, finding, choice, message: translate(lang, `review.effect.${effect}`, words) };
  };
  return {
    queue: (filter, reviewer) => queueOf(contextOf(reviewer), filter, reviewer, now()),
    show: (finding, reviewer) => findingView(contextOf(reviewer), finding, reviewer.principal.username, settings),
    choose: ({ finding, choice, reason, seen }, reviewer) => {
      const reasons = { different: translate(lang, 'review.reason.different') };
      const wanted = { finding, choice, reason, seen: Number(seen), reasons };
      const effect = takeChoice(contextOf(reviewer), wanted, reviewer.principal.username, twoPersons, deciderOf(reviewer));
      return outcome(effect, finding, choice);
    },
    undo: (reviewer) => {
      const reason = translate(lang, 'review.reason.undo');
      const { username } = reviewer.principal;
      return outcome('withdrawn', undoChoice(contextOf(reviewer), username, reviewer.since, reason, deciderOf(reviewer)), '');
    },
  };
}

function queueOf(context: FindingContext, filter: QueueFilter, reviewer: Reviewer, now: Date): Queue {
  const opinions = new OpinionRepository(context.registry.database);
  const { username } = reviewer.principal;
  const { settled, unsure } = opinions.chosenBy(username);
  const wanted = requestOf(filter);
  const { findings, total } = listFindings(context, { ...wanted, limit: MOST_QUEUED + settled.size });
  const open = findings.map(({ finding }) => finding).filter((finding) => !settled.has(finding));
  const last = new Set(unsure);
  const again = new Set(open.filter((finding) => last.has(finding)));
  const settledHere = settled.size === 0 ? 0 : countFindings(context, { ...wanted, ids: [...settled] });
  return {
    findings: [...open.filter((finding) => !last.has(finding)), ...unsure.filter((finding) => again.has(finding))],
    progress: progressOf(opinions, reviewer, total - settledHere, now),
  };
}

function requestOf({ kind, severity, minScore, maxScore, cluster }: QueueFilter): Omit<ListRequest, 'limit'> {
  return {
    states: ['open'],
    isGone: false,
    ...(kind === '' ? {} : { kind }),
    ...(severity === '' ? {} : { severity }),
    ...(minScore === undefined ? {} : { minScore }),
    ...(maxScore === undefined ? {} : { maxScore }),
    ...(cluster === undefined ? {} : { groupId: cluster }),
  };
}

function progressOf(opinions: OpinionRepository, { principal, since }: Reviewer, left: number, now: Date): Progress {
  const { decided, unsure, waiting, firstAt } = opinions.countsOf(principal.username, since);
  const spentMs = firstAt === '' ? 0 : now.getTime() - Date.parse(firstAt);
  const done = decided + waiting;
  return { done, unsure, waiting, left, perHour: spentMs < SHORTEST_RATE_MS ? 0 : Math.round((done * HOUR_MS) / spentMs) };
}
