import { fieldOf } from '../domain/fields.js';
import type { ShownMergePlan } from '../findings/merge-plan.js';
import type { FindingDetail, FindingEvent } from '../findings/show.js';
import type { ComparedField } from '../findings/side-by-side.js';
import { findingText, findingTitle, scoreText } from '../findings/words.js';
import { translate, type MessageKey, type PlaceValues } from '../i18n/translate.js';
import { verdictChangeLines } from '../report/verdict-lines.js';
import { waterfallLines } from '../report/waterfall-lines.js';
import { tableLines } from '../ui/table.js';
import { recordText, stateWord } from './findings-speech.js';
import type { Services } from './services.js';

type Say = (key: MessageKey, values?: PlaceValues) => string;

const sayIn =
  ({ lang }: Services): Say =>
  (key, values = {}) =>
    translate(lang, key, values);

export function showLines(finding: FindingDetail, services: Services): readonly string[] {
  const { lang, reporter } = services;
  const say = sayIn(services);
  const { kind, severity, score, code, values, first_found_at: first, found_at: last } = finding;
  const head = [
    `#${finding.finding}`,
    findingTitle(lang, code),
    say(`finding.severity.${severity}`),
    scoreText(kind, score),
    stateWord(finding, lang),
  ];
  return [
    reporter.paint.bold(head.join('  ')),
    ...(kind === 'anomaly' ? [findingText(lang, code, values)] : []),
    reporter.paint.dim(say('finding.show.found', { first: minute(first), last: minute(last) })),
    '',
    ...recordLines(finding, services),
    ...explanationLines(finding, services),
    ...historyLines(finding, services),
  ];
}

function recordLines(finding: FindingDetail, services: Services): readonly string[] {
  const { lang, reporter } = services;
  const say = sayIn(services);
  const { records, fields, kind, merged, cluster_findings: cluster } = finding;
  const elsewhere = records.some(({ scope }) => scope === 'elsewhere');
  return [
    ...(kind === 'anomaly' && records.length > 1 ? [say('finding.show.timeline')] : []),
    ...records.map((record) => recordText(record, lang)),
    ...(elsewhere ? [reporter.paint.dim(say('finding.show.elsewhere'))] : []),
    ...merged.map((merge) => say('finding.show.merged', merge)),
    ...(fields.length === 0 ? [] : ['', ...fieldLines(finding, services)]),
    ...(cluster.length === 0 ? [] : [say('finding.show.cluster', { findings: cluster.join(' ') })]),
  ];
}

/** Lines that differ carry a mark, for who sees no colours. */
function fieldLines({ records, fields }: FindingDetail, services: Services): readonly string[] {
  const say = sayIn(services);
  const heads = records.map((record) => (record.scope === 'own' ? say('finding.show.registration', { id: record.id }) : ''));
  const columns = ['', say('finding.show.field'), ...heads].map((title) => ({ title }));
  return tableLines(
    columns,
    fields.map((field) => fieldRow(field, services)),
  );
}

function fieldRow({ field, values, differs }: ComparedField, { lang }: Services): readonly string[] {
  return [differs ? '≠' : '', fieldOf(field)[lang], ...values];
}

function explanationLines({ kind, explanation }: FindingDetail, services: Services): readonly string[] {
  const say = sayIn(services);
  if (kind !== 'duplicate') return [];
  if (explanation === null) return ['', say('finding.show.no-model')];
  const { lang } = services;
  const isMatch = explanation.probability >= explanation.threshold;
  return [
    '',
    say('finding.show.why'),
    ...waterfallLines(explanation, lang),
    '',
    translate(lang, 'detect-report.verdict.title'),
    ...verdictChangeLines(explanation.changes, isMatch, lang),
  ];
}

function historyLines({ history, notices }: FindingDetail, services: Services): readonly string[] {
  const say = sayIn(services);
  if (history.length === 0) return [];
  return [
    '',
    say('finding.show.history'),
    ...history.map((event) => eventText(event, services)),
    ...notices.map(({ number, at }) => say('finding.show.notice', { number, at: minute(at) })),
  ];
}

function eventText({ at, actor, from, to, reason, way }: FindingEvent, services: Services): string {
  const say = sayIn(services);
  const [before, after] = [from, to].map((state) => say(`finding.state.${state}`)) as [string, string];
  const parts = [say('finding.show.event', { at: minute(at), actor, from: before, to: after }), say(`finding.way.${way}`), reason];
  return parts.filter((part) => part !== '').join('  ');
}

const minute = (time: string): string => time.slice(0, 16).replace('T', ' ');

/** What a merge does, or did: which one stands, and every value in which they differ. */
export function mergePlanLines({ survivor, superseded, differences, digest }: ShownMergePlan, services: Services): readonly string[] {
  const say = sayIn(services);
  const columns = ['', ...[survivor, ...superseded].map((id) => say('finding.show.registration', { id })), ''].map((title) => ({ title }));
  const rows = differences.map(({ field, values, only_superseded: only }) => [
    fieldOf(field)[services.lang],
    ...values,
    only ? say('finding.merge.only-superseded') : '',
  ]);
  return [
    say('finding.merge.plan', { survivor, superseded: superseded.join(' ') }),
    ...(rows.length === 0 ? [say('finding.merge.same')] : tableLines(columns, rows)),
    services.reporter.paint.dim(say('finding.merge.digest', { digest })),
  ];
}
