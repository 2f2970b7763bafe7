import type { DecisionReceipt } from '../access/requests/decide.js';
import { flagOf, hasFlag, type FormField, type RequestForm } from '../access/requests/form-field.js';
import { REQUEST_FORMS, type StoredForm } from '../access/requests/forms.js';
import type { RequestDetail, RequestListing, ShownScan, TimelineEvent } from '../access/requests/inspect.js';
import type { RequestReceipt } from '../access/requests/record-event.js';
import { translate, type MessageKey, type PlaceValues } from '../i18n/translate.js';
import type { JsonValue } from '../lib/json-value.js';
import type { RequestEventKind } from '../store/request-repository.js';
import { padEndColumns, displayWidth } from '../lib/display-width.js';
import { countText, tableLines } from '../ui/table.js';
import type { Services } from './services.js';

type Speaker = Pick<Services, 'lang' | 'reporter'>;

/** What was done, what is next, and the entry in the ledger. */
export function receiptLines({ lang }: Speaker, done: RequestEventKind, receipt: RequestReceipt | DecisionReceipt): readonly string[] {
  const { request, kind, state, version, due_on: due, ledger_seq: seq } = receipt;
  const title = REQUEST_FORMS[kind].title[lang];
  const stateText = translate(lang, `request.state.${state}`);
  const lines = [translate(lang, `request.done.${done}`, { request, title, version, state: stateText, seq })];
  if (due !== '') lines.push(translate(lang, 'request.done.due', { due }));
  if ('carried_out' in receipt) lines.push(translate(lang, 'request.done.carried-out', { facts: factsText(receipt.carried_out) }));
  else if (state === 'approved') lines.push(translate(lang, 'request.done.permit', { request }));
  return lines;
}

function factsText(facts: StoredForm | undefined): string {
  return Object.entries(facts ?? {})
    .map(([key, value]) => `${key} ${valueText(value)}`)
    .join('，');
}

/** A value of a form as one would write it behind its flag. */
function valueText(value: JsonValue): string {
  if (Array.isArray(value)) return value.map((item: JsonValue) => valueText(item)).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, member]) => `${key}=${valueText(member)}`)
    .join(', ');
}

const COLUMNS: readonly MessageKey[] = [
  'request.column.number',
  'request.column.kind',
  'request.column.state',
  'request.column.applicant',
  'request.column.waiting',
  'request.column.due',
];

export function listLines({ lang, reporter }: Speaker, requests: readonly RequestListing[]): readonly string[] {
  if (requests.length === 0) return [translate(lang, 'request.none')];
  return tableLines(
    COLUMNS.map((key) => ({ title: translate(lang, key) })),
    requests.map((request) => [
      request.request,
      REQUEST_FORMS[request.kind].title[lang],
      translate(lang, `request.state.${request.state}`),
      request.applicant_name,
      waitingText(lang, request),
      request.overdue ? reporter.paint.red(dueText(lang, request)) : dueText(lang, request),
    ]),
  );
}

function waitingText(lang: Services['lang'], { waiting_for: waiting }: RequestListing): string {
  if (waiting === null) return '';
  const level = translate(lang, waiting.approver ? 'request.level.approver' : `request.level.${waiting.level}`);
  if (waiting.users.length === 0) return translate(lang, 'request.waiting.nobody', { level });
  return translate(lang, 'request.waiting', { level, users: waiting.users.join(' ') });
}

function dueText(lang: Services['lang'], { due_on: due, due_provisional: provisional, overdue }: RequestListing): string {
  if (due === '') return '';
  if (overdue) return translate(lang, 'request.due.overdue', { due });
  return provisional ? translate(lang, 'request.due.provisional', { due }) : due;
}

/** A request as it was applied for and what happened to it, oldest first. */
export function detailLines({ lang, reporter }: Speaker, detail: RequestDetail): readonly string[] {
  const say = (key: MessageKey, values: PlaceValues = {}): string => translate(lang, key, values);
  const { kind, request, region, applicant, applicant_name: name, version, state } = detail;
  const waiting = waitingText(lang, detail);
  return [
    reporter.paint.bold(`${request}  ${REQUEST_FORMS[kind].title[lang]}  ${say(`request.state.${state}`)}`),
    say('request.show.applicant', { name, username: applicant, region, version }),
    ...(waiting === '' ? [] : [say('request.show.waiting', { waiting, due: dueText(lang, detail) })]),
    '',
    ...blankLines(lang, REQUEST_FORMS[kind].fields, detail.form),
    say('request.show.digest', { sha256: detail.form_sha256 }),
    '',
    ...detail.timeline.flatMap((event) => eventLines(lang, event)),
  ];
}

function blankLines(lang: Services['lang'], fields: readonly FormField[], form: StoredForm): readonly string[] {
  const filled = fields.filter(({ key }) => form[key] !== undefined);
  const width = Math.max(...filled.map(({ label }) => displayWidth(label[lang])));
  return filled.map(({ key, label }) => `  ${padEndColumns(label[lang], width)}  ${valueText(form[key] ?? '')}`);
}

function eventLines(lang: Services['lang'], event: TimelineEvent): readonly string[] {
  const { at, kind, level, name, username, opinion, facts, ledger_seq: seq, version } = event;
  const levelText = level === '' ? '' : translate(lang, `request.level.${level as 'county' | 'city' | 'province'}`);
  const what = translate(lang, `request.event.${kind}`, { level: levelText, version });
  const lines = [translate(lang, 'request.show.event', { at: at.slice(0, 16).replace('T', ' '), what, name, username, seq })];
  if (opinion !== '') lines.push(`    ${opinion}`);
  if (Object.keys(facts).length > 0) lines.push(`    ${factsText(facts)}`);
  return [...lines, ...event.scans.map((scan) => `    ${scanText(lang, scan)}`)];
}

function scanText(lang: Services['lang'], { name, type, bytes, sha256, state }: ShownScan): string {
  return translate(lang, `request.scan.state.${state}`, { name, type, bytes: countText(bytes), sha256 });
}

/** What `request form` tells: the blanks with their flags, and the scans that must come along. */
export function formLines({ lang }: Speaker, form: RequestForm): readonly string[] {
  const { title, article, scans, fields, kind } = form;
  const columns = ['request.form.flag', 'request.form.label', 'request.form.required', 'request.form.example'] as const;
  const rows = fields.map((field) => [
    hasFlag(field) ? flagOf(field.key) : translate(lang, 'request.form.file-only', { key: field.key }),
    field.label[lang],
    translate(lang, field.required ? 'request.form.yes' : 'request.form.no'),
    field.example,
  ]);
  return [
    translate(lang, 'request.form.title', { kind, title: title[lang], article }),
    '',
    ...tableLines(
      columns.map((column) => ({ title: translate(lang, column) })),
      rows,
    ),
    '',
    translate(lang, 'request.form.scans', { label: scans.label[lang], least: scans.least }),
    translate(lang, 'request.form.template', { kind }),
  ];
}
