import { anomalyText } from '../domain/anomaly-text.js';
import type { AnomalyEvidence, PairEvidence } from '../domain/detection.js';
import type { Field } from '../domain/fields.js';
import { explainPair } from '../domain/linkage-model.js';
import { findingWithin, type FindingContext } from '../findings/context.js';
import { recordsOf } from '../findings/show.js';
import type { Lang } from '../i18n/lang.js';
import { isMessageKey, translate } from '../i18n/translate.js';
import { bitsText, probabilityText } from '../report/linkage-words.js';
import { verdictLines } from '../report/verdict-lines.js';
import { waterfallRows, waterfallRowText } from '../report/waterfall.js';
import { evidenceModel } from '../store/evidence-model.js';
import { FindingDecisionRepository } from '../store/finding-decision-repository.js';
import { FindingReader, type StoredFinding } from '../store/finding-reader.js';
import { OpinionRepository } from '../store/opinion-repository.js';
import type { StoredRegistration } from '../store/registration-repository.js';
import { comparedFields, type Showing } from './compared-fields.js';
import type { AnomalyTask, Choice, NeighbourPair, PairTask, ShownRecord, Task, Waterfall } from './protocol.js';

/** What may be seen of a registration outside the area. */
const SEEN_ELSEWHERE: ReadonlySet<string> = new Set(['op_type', 'op_date', 'dept_code', 'dept_name']);
const NEIGHBOURS_SHOWN = 30;

/** A finding as the page shows it. @throws MregError as `findingWithin` */
export function findingView(context: FindingContext, id: number, username: string, showing: Showing): Task {
  const finding = findingWithin(context, id);
  const records = recordsOf(context, finding);
  const head = headOf(context, finding, username, showing);
  const [left, right] = records;
  return finding.kind === 'duplicate' && left !== undefined && right !== undefined
    ? { ...head, ...pairOf(context, finding, [left, right], showing) }
    : { ...head, ...anomalyOf(context, finding, records, showing) };
}

function headOf(
  context: FindingContext,
  { id, code, kind, severity, state, decision }: StoredFinding,
  username: string,
  { lang }: Showing,
) {
  const { database } = context.registry;
  const newest = new FindingDecisionRepository(database).newest(id);
  const own = new OpinionRepository(database).ofFinding(id).find((opinion) => opinion.username === username)?.choice ?? '';
  const decided =
    state === 'open' || newest === undefined
      ? ''
      : translate(lang, 'review.decided', { state: translate(lang, `review.state.${state}`), actor: newest.actor, at: minutes(newest.at) });
  return {
    name: `finding-${id}`,
    finding: id,
    seen: String(decision),
    isOpen: state === 'open',
    title: kind === 'duplicate' ? translate(lang, 'review.pair') : anomalyText(lang, code, {}).title,
    severity,
    severityText: translate(lang, `anomaly.severity.${severity}`),
    stateText: translate(lang, `review.state.${state}`),
    decided,
    own,
    ownText: own === '' ? '' : translate(lang, 'review.own', { choice: choiceText(lang, kind, own) }),
  } as const;
}

export function choiceText(lang: Lang, kind: StoredFinding['kind'], choice: Choice): string {
  return translate(lang, `review.choice.${kind}.${choice}`);
}

function minutes(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}

type PairPart = Omit<PairTask, keyof ReturnType<typeof headOf>>;

function pairOf(
  context: FindingContext,
  finding: StoredFinding,
  [left, right]: readonly [StoredRegistration, StoredRegistration],
  showing: Showing,
): PairPart {
  const { area } = context;
  const bothOwn = area.holds(left.dept_code) && area.holds(right.dept_code);
  const visible = ({ key }: Field): boolean => bothOwn || SEEN_ELSEWHERE.has(key);
  return {
    kind: 'pair',
    probability: probabilityText(finding.score),
    records: [shownRecord(context, left, showing), shownRecord(context, right, showing)],
    groups: comparedFields(left, right, visible, showing),
    hidden: bothOwn ? '' : translate(showing.lang, 'review.hidden'),
    waterfall: waterfallOf(context, finding, showing),
    cluster: neighboursOf(context, finding, showing),
  };
}

function shownRecord({ area }: FindingContext, record: StoredRegistration, { lang, reference }: Showing): ShownRecord {
  const isOwn = area.holds(record.dept_code);
  const type = reference.code('op-type', record.op_type)?.[lang] ?? record.op_type;
  const state = `query.state.${record.state}`;
  return {
    id: isOwn ? record.id : 0,
    isOwn,
    isInForce: record.state === 'active',
    type,
    date: record.op_date,
    office: record.dept_name === '' ? record.dept_code : record.dept_name,
    state: isMessageKey(state) ? translate(lang, state) : record.state,
    certificate: isOwn ? record.cert_no : '',
    man: isOwn ? record.name_man : '',
    woman: isOwn ? record.name_woman : '',
  };
}

/** None when the registry does not hold the model, as after a restore of findings without it. */
function waterfallOf({ registry }: FindingContext, { evidence }: StoredFinding, { lang }: Showing): Waterfall | undefined {
  const pair = JSON.parse(evidence) as PairEvidence;
  const model = evidenceModel(registry.database, pair.model);
  if (model === undefined) return undefined;
  const bars = waterfallRows(explainPair(model, pair), lang).map((row) => ({
    ...row,
    bits: bitsText(row.weight + row.rarity),
    text: waterfallRowText(row, lang),
  }));
  return { bars, verdict: verdictLines(model, pair, lang) };
}

function neighboursOf({ registry, area }: FindingContext, { id, groupId }: StoredFinding, { lang }: Showing): readonly NeighbourPair[] {
  if (groupId === 0) return [];
  const reader = new FindingReader(registry.database);
  const others = reader.list({ groupId }, NEIGHBOURS_SHOWN + 1).filter((other) => other.id !== id);
  const rows = reader.records(
    others.map((other) => other.id),
    2,
  );
  return others.flatMap((other) => {
    const own = rows.filter(({ findingId, deptCode }) => findingId === other.id && area.holds(deptCode));
    const ids = rows.filter(({ findingId }) => findingId === other.id).map(({ registrationId }) => registrationId);
    const shown = { finding: other.id, left: ids[0] ?? 0, right: ids[1] ?? 0, probability: probabilityText(other.score) };
    return own.length === 0 ? [] : [{ ...shown, state: translate(lang, `review.state.${other.state}`) }];
  });
}

type AnomalyPart = Omit<AnomalyTask, keyof ReturnType<typeof headOf>>;

function anomalyOf(
  context: FindingContext,
  { code, evidence, score }: StoredFinding,
  records: readonly StoredRegistration[],
  showing: Showing,
): AnomalyPart {
  const { values = {} } = JSON.parse(evidence) as Partial<AnomalyEvidence>;
  return {
    kind: 'anomaly',
    explanation: anomalyText(showing.lang, code, values).explanation,
    certainty:
      score >= 1
        ? translate(showing.lang, 'review.certain')
        : translate(showing.lang, 'review.certainty', { percent: probabilityText(score) }),
    records: records.map((record) => shownRecord(context, record, showing)),
  };
}
