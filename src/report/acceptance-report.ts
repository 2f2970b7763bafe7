import { fieldOf, type FieldKey } from '../domain/fields.js';
import { translate } from '../i18n/translate.js';
import { escapeHtml } from './html/escape.js';
import { figuresHtml, type Figure } from './html/figures.js';
import { pageHtml } from './html/page.js';
import { sectionHtml } from './html/section.js';
import { tableHtml } from './html/table.js';
import { stageFile, type StagedFile } from './staged-file.js';
import type { Sheet, SheetRow } from './xlsx/sheet-xml.js';
import type { CellStyle } from './xlsx/styles.js';
import { writeWorkbook } from './xlsx/workbook-writer.js';

/** The acceptance of a batch, as a paper for the file. It names records by their numbers and no person they speak of. */
export interface AcceptancePaper {
  readonly acceptance: number;
  readonly batch: number;
  readonly files: readonly string[];
  readonly loadedBy: string;
  readonly drawing: number;
  readonly reason: string;
  readonly state: 'open' | 'failing' | 'accepted' | 'refused' | 'void';
  readonly population: number;
  readonly inQuarantine: number;
  readonly sample: number;
  readonly allowed: number;
  readonly checked: number;
  readonly failing: number;
  readonly maxFailing: number;
  readonly confidence: number;
  readonly tooMany: number;
  readonly consumerRisk: number;
  readonly producerRisk: number;
  readonly mostFailing: number | undefined;
  readonly curve: readonly { readonly failingShare: number; readonly failing: number; readonly accepted: number }[];
  readonly wrongFields: readonly { readonly field: FieldKey; readonly records: number }[];
  readonly checkers: readonly { readonly actor: string; readonly checked: number; readonly failing: number }[];
  readonly failingRecords: readonly {
    readonly ordinal: number;
    readonly record: number;
    readonly wrong: readonly FieldKey[];
    readonly actor: string;
  }[];
  readonly seed: string;
  readonly drawnAt: string;
  readonly drawnBy: string;
  readonly endedAt: string;
  readonly ledgerSeqs: readonly number[];
  readonly madeAt: string;
  readonly madeBy: string;
}

/** Official papers are Chinese whatever the language of the terminal. */
const LANG = 'zh';

/** Stages the report as one page that works offline and prints, or as a workbook of text cells; publish or withdraw it. */
export function stageAcceptanceReport(path: string, format: 'html' | 'xlsx', paper: AcceptancePaper): Promise<StagedFile> {
  if (format === 'xlsx') return stageFile(path, (sink) => writeWorkbook(sink, sheetsOf(paper), { author: 'mreg' }));
  return stageFile(path, async (sink) => {
    const title = say('title', { batch: paper.batch });
    for (const text of pageHtml({ lang: LANG, title, body: bodyHtml(paper) })) await sink(Buffer.from(text, 'utf8'));
  });
}

type Word =
  | 'title'
  | 'basis'
  | 'rule'
  | 'next.accepted'
  | 'next.refused'
  | 'next.open'
  | 'next.failing'
  | 'next.void'
  | 'seal'
  | `fact.${(typeof FACTS)[number]}`
  | `figure.${'population' | 'sample' | 'failing' | 'bound'}`
  | `section.${(typeof SECTIONS)[number]}`
  | `section.${(typeof SECTIONS)[number]}.about`
  | `column.${'share' | 'failing' | 'accepted' | 'field' | 'records' | 'actor' | 'checked' | 'ordinal' | 'record' | 'wrong'}`;

const FACTS = [
  'batch',
  'files',
  'loaded-by',
  'drawing',
  'demand',
  'plan',
  'quarantine',
  'risks',
  'drawn',
  'seed',
  'ended',
  'ledger',
  'made',
] as const;
const SECTIONS = ['fields', 'records', 'checkers', 'curve'] as const;

function say(word: Word, values: Readonly<Record<string, string | number>> = {}): string {
  return translate(LANG, `acceptance.paper.${word}`, values);
}

const count = (value: number): string => value.toLocaleString('en-US');

/** Enough digits to tell 99.95 % from 100 %, and no more. */
function percent(share: number): string {
  const value = share * 100;
  return `${Number(value.toFixed(Math.abs(value) < 1 ? 3 : 2))}%`;
}

function factsOf(paper: AcceptancePaper): readonly (readonly [string, string])[] {
  const values: Readonly<Record<(typeof FACTS)[number], string>> = {
    batch: String(paper.batch),
    files: paper.files.join('、'),
    'loaded-by': paper.loadedBy,
    drawing: `${paper.drawing}${paper.reason === '' ? '' : `（${paper.reason}）`}`,
    demand: translate(LANG, 'acceptance.demand', { share: percent(paper.maxFailing), confidence: percent(paper.confidence) }),
    plan: translate(LANG, 'acceptance.plan', { population: count(paper.population), sample: count(paper.sample), allowed: paper.allowed }),
    quarantine: paper.inQuarantine === 0 ? '—' : translate(LANG, 'acceptance.in-quarantine', { count: count(paper.inQuarantine) }),
    risks: translate(LANG, 'acceptance.risks', {
      failing: count(paper.tooMany),
      consumer: percent(paper.consumerRisk),
      producer: percent(paper.producerRisk),
      share: percent(paper.maxFailing / 10),
    }),
    drawn: `${paper.drawnAt.slice(0, 16).replace('T', ' ')} ${paper.drawnBy}`,
    seed: paper.seed,
    ended: paper.endedAt === '' ? '—' : paper.endedAt.slice(0, 16).replace('T', ' '),
    ledger: ledgerText(paper.ledgerSeqs),
    made: `${paper.madeAt} ${paper.madeBy}`,
  };
  return FACTS.map((fact) => [say(`fact.${fact}`), values[fact]]);
}

function ledgerText(seqs: readonly number[]): string {
  const sorted = seqs.toSorted((left, right) => left - right);
  const [first = 0, last = 0] = [sorted[0], sorted.at(-1)];
  return first === last ? `#${first}` : `#${first} … #${last} (${sorted.length})`;
}

function verdictText({ state }: AcceptancePaper): string {
  return translate(LANG, `acceptance.state.${state}`);
}

function figuresOf(paper: AcceptancePaper): readonly Figure[] {
  const { population, checked, sample, failing, mostFailing } = paper;
  const isBad = paper.state === 'refused' || paper.state === 'failing';
  const bound = mostFailing === undefined ? '—' : `≤ ${count(mostFailing)} (${percent(mostFailing / population)})`;
  return [
    { name: say('figure.population'), text: count(population) },
    { name: say('figure.sample'), text: checked === sample ? count(sample) : `${count(checked)} / ${count(sample)}` },
    { name: say('figure.failing'), text: count(failing), ...(isBad ? { tone: 'bad' as const } : {}) },
    { name: say('figure.bound'), text: bound },
  ];
}

const labelOf = (key: FieldKey): string => fieldOf(key).zh;

interface PaperTable {
  readonly section: (typeof SECTIONS)[number];
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function tablesOf(paper: AcceptancePaper): readonly PaperTable[] {
  const { wrongFields, failingRecords, checkers, curve } = paper;
  return [
    {
      section: 'fields',
      heads: [say('column.field'), say('column.records')],
      rows: wrongFields.map(({ field, records }) => [labelOf(field), count(records)]),
    },
    {
      section: 'records',
      heads: [say('column.ordinal'), say('column.record'), say('column.wrong'), say('column.actor')],
      rows: failingRecords.map(({ ordinal, record, wrong, actor }) => [
        String(ordinal),
        String(record),
        wrong.map(labelOf).join('、'),
        actor,
      ]),
    },
    {
      section: 'checkers',
      heads: [say('column.actor'), say('column.checked'), say('column.failing')],
      rows: checkers.map(({ actor, checked, failing }) => [actor, count(checked), count(failing)]),
    },
    {
      section: 'curve',
      heads: [say('column.share'), say('column.failing'), say('column.accepted')],
      rows: curve.map(({ failingShare, failing, accepted }) => [percent(failingShare), count(failing), percent(accepted)]),
    },
  ];
}

function* bodyHtml(paper: AcceptancePaper): Generator<string> {
  yield `<header><h1>${escapeHtml(say('title', { batch: paper.batch }))}</h1>\n`;
  yield `<p><b>${escapeHtml(verdictText(paper))}</b></p>\n</header>\n`;
  yield figuresHtml(figuresOf(paper));
  yield `<p class="notice">${escapeHtml(say(`next.${paper.state}`))}</p>\n`;
  yield `<p>${escapeHtml(say('basis'))} ${escapeHtml(say('rule'))}</p>\n`;
  for (const [name, value] of factsOf(paper)) yield `<p><b>${escapeHtml(name)}</b> ${escapeHtml(value)}</p>\n`;
  for (const { section, heads, rows } of tablesOf(paper)) {
    if (rows.length === 0) continue;
    const table = tableHtml(
      heads.map((title) => ({ title })),
      rows,
    );
    yield* sectionHtml(section, say(`section.${section}`), say(`section.${section}.about`), table);
  }
  yield `<p>${escapeHtml(say('seal'))}</p>\n`;
}

function sheetsOf(paper: AcceptancePaper): readonly Sheet[] {
  const figures = figuresOf(paper).map(({ name, text }) => row([name, text]));
  const head: Sheet = {
    name: say('section.fields'),
    widths: [28, 90],
    frozenRows: 1,
    rows: [
      row([say('title', { batch: paper.batch })], 'title'),
      row([verdictText(paper)]),
      row([say(`next.${paper.state}`)]),
      ...figures,
      ...factsOf(paper).map((cells) => row(cells)),
      ...tablesOf(paper)
        .filter(({ section }) => section === 'fields' || section === 'checkers')
        .flatMap(({ heads, rows }) => [row(heads, 'header'), ...rows.map((cells) => row(cells))]),
      row([say('seal')]),
    ],
  };
  const tables = tablesOf(paper).filter(({ section }) => section === 'records' || section === 'curve');
  return [
    head,
    ...tables.map(({ section, heads, rows }): Sheet => {
      const body = rows.map((cells) => row(cells));
      return {
        name: say(`section.${section}`),
        widths: [14, 14, 60, 34],
        frozenRows: 1,
        filterRow: 1,
        rows: [row(heads, 'header'), ...body],
      };
    }),
  ];
}

function row(texts: readonly string[], style: CellStyle = 'text'): SheetRow {
  return { cells: texts.map((text) => ({ text, style })) };
}
