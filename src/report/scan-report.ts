import { fieldOf, type FieldKey } from '../domain/fields.js';
import type { PageOutcome, Standing } from '../domain/scan.js';
import type { Lang } from '../i18n/lang.js';
import { isMessageKey, translate, type MessageKey } from '../i18n/translate.js';
import { escapeHtml } from './html/escape.js';
import { sectionHtml } from './html/section.js';
import { tableHtml, type HtmlCell, type HtmlColumn } from './html/table.js';
import { maskCell } from './masked-row.js';
import { countText } from './number-text.js';

/** A page that became no row, or a file (without a page) that was not taken. */
export interface ReportedProblem {
  readonly name: string;
  readonly page: number | undefined;
  readonly outcome: Exclude<PageOutcome, 'read'>;
  /** The key of the message that says why. */
  readonly problem: string;
}

/** A keyed row that its scan says otherwise. */
export interface ReportedDifference {
  readonly rowId: number;
  readonly key: FieldKey;
  readonly keyed: string;
  readonly read: string;
  readonly confidence: number;
  readonly page: number;
}

/** What a report says of the pages behind its rows. */
export interface ReportedScans {
  readonly outcomes: Readonly<Record<PageOutcome, number>>;
  /** Absent when the rows were keyed, and only compared with their scans. */
  readonly fields?: Readonly<Record<Standing, number>>;
  readonly problems: readonly ReportedProblem[];
  readonly differences: readonly ReportedDifference[];
}

const MOST_ROWS = 1_000;
const PERCENT = 100;

const OUTCOMES = ['read', 'blank', 'unrecognised', 'failed'] as const satisfies readonly PageOutcome[];
const STANDING_TEXTS = [
  ['proved', 'scan-import.report.proved'],
  ['agreed', 'scan-import.report.agreed'],
  ['doubtful', 'scan-import.report.doubtful'],
  ['blank', 'scan-import.report.blank-field'],
] as const satisfies readonly (readonly [Standing, MessageKey])[];

/** Pages by what became of them, fields by what they rest on, and what a person has to look at. */
export function* scanSection(scans: ReportedScans | undefined, lang: Lang): Generator<string> {
  if (scans === undefined) return;
  const say = (key: MessageKey): string => translate(lang, key);
  yield* sectionHtml('scans', say('scan-import.report.title'), '', pagesHtml(scans, lang));
  if (scans.problems.length > 0) yield* sectionHtml('pages', say('scan-import.report.problems'), '', problemsHtml(scans.problems, lang));
  if (scans.differences.length > 0)
    yield* sectionHtml('differences', say('scan-import.report.differences'), '', differencesHtml(scans.differences, lang));
}

function* pagesHtml({ outcomes, fields }: ReportedScans, lang: Lang): Generator<string> {
  const say = (key: MessageKey): string => translate(lang, key);
  yield* tableHtml(
    [{ title: say('scan-import.report.outcome') }, { title: say('scan-import.report.pages'), kind: 'number' }],
    OUTCOMES.map((outcome) => [say(`scan-import.report.${outcome}`), countText(outcomes[outcome])]),
  );
  if (fields === undefined) return;
  yield* tableHtml(
    [{ title: say('scan-import.report.standing') }, { title: say('scan-import.report.fields'), kind: 'number' }],
    STANDING_TEXTS.map(([standing, key]) => [say(key), countText(fields[standing])]),
  );
}

function* problemsHtml(problems: readonly ReportedProblem[], lang: Lang): Generator<string> {
  const columns: readonly HtmlColumn[] = [
    { title: translate(lang, 'scan-import.report.file') },
    { title: translate(lang, 'scan-import.report.page'), kind: 'number' },
    { title: translate(lang, 'scan-import.report.reason') },
  ];
  yield* capped(problems, columns, ({ name, page, ...why }) => [maskCell('', name), page ?? '', whyText(why, lang)], lang);
}

function* differencesHtml(differences: readonly ReportedDifference[], lang: Lang): Generator<string> {
  const columns: readonly HtmlColumn[] = [
    { title: translate(lang, 'scan-import.report.row'), kind: 'number' },
    { title: translate(lang, 'scan-import.report.page'), kind: 'number' },
    { title: translate(lang, 'scan-import.report.field') },
    { title: translate(lang, 'scan-import.report.keyed') },
    { title: translate(lang, 'scan-import.report.read-value') },
    { title: translate(lang, 'scan-import.report.confidence'), kind: 'number' },
  ];
  const cells = ({ rowId, page, key, keyed, read, confidence }: ReportedDifference): readonly HtmlCell[] => {
    return [rowId, page, fieldOf(key)[lang], maskCell(key, keyed), maskCell(key, read), `${(confidence * PERCENT).toFixed(1)}%`];
  };
  yield* capped(differences, columns, cells, lang);
}

/** The first of many, saying so: more would make a page that office computers cannot scroll. */
function* capped<T>(
  rows: readonly T[],
  columns: readonly HtmlColumn[],
  cells: (row: T) => readonly HtmlCell[],
  lang: Lang,
): Generator<string> {
  if (rows.length > MOST_ROWS) {
    const text = translate(lang, 'scan-import.report.capped', { total: countText(rows.length), shown: countText(MOST_ROWS) });
    yield `<p class="notice">${escapeHtml(text)}</p>\n`;
  }
  yield* tableHtml(columns, rows.slice(0, MOST_ROWS).map(cells));
}

/** Why a page or a file became nothing, in a few words. */
export function whyText({ outcome, problem }: Pick<ReportedProblem, 'outcome' | 'problem'>, lang: Lang): string {
  const key = outcome === 'failed' ? `scan-import.why.${problem.slice(problem.indexOf('.') + 1)}` : `scan-import.why.${outcome}`;
  return isMessageKey(key) ? translate(lang, key) : translate(lang, 'scan-import.why.other', { code: problem });
}
