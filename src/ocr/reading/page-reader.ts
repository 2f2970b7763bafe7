import type { PageReading, Straightening } from '../../domain/scan.js';
import type { FieldKey } from '../../domain/fields.js';
import { createReference } from '../../domain/reference-index.js';
import type { Reference, ReferenceTables } from '../../domain/reference.js';
import type { LineReader } from '../engines/engine.js';
import { openFirstReader, readsByTesseract } from '../engines/first-reader.js';
import type { ModelFiles } from '../engines/model-files.js';
import type { PageImage } from '../pages/scan.js';
import { preparePage, turnPrepared, type PreparedPage } from '../preparing/prepare-page.js';
import { recogniseForm, type RecognisedForm } from '../templates/recognise-form.js';
import type { Template, Zone } from '../templates/template.js';
import { loadCalibration, type Calibration } from './calibration.js';
import { barring, evidenceOf, type FieldDraft } from './field-draft.js';
import { officeNames, type OfficeNames } from './office-names.js';
import { draftsOf } from './page-drafts.js';
import { readFields } from './page-fields.js';
import { settleRecord } from './record.js';
import { wordLists, type WordList } from './word-lists.js';

/** Reads pages of forms. One for each thread that reads. */
export interface PageReader {
  /** Engines, models, templates and calibration, so that a reading can be told from one by others. */
  readonly id: string;
  /** @throws whatever the picture is broken in; a page that is no form is an outcome, not an error */
  read(page: PageImage): Promise<PageReading>;
  close(): Promise<void>;
}

export interface PageReaderOptions {
  readonly tables: ReferenceTables;
  /** yyyymmdd of the day in Shanghai. */
  readonly today: number;
  readonly templates: readonly Template[];
  readonly models?: ModelFiles;
}

/** What a page says field by field before it is graded: calibration is learnt from it. */
export interface PageDrafts {
  readonly prepared: PreparedPage;
  readonly form: RecognisedForm;
  readonly drafts: ReadonlyMap<FieldKey, FieldDraft>;
  readonly handwritten: boolean;
}

export interface ReadingTools {
  readonly first: LineReader;
  readonly templates: readonly Template[];
  readonly reference: Reference;
  readonly offices: OfficeNames;
  readonly today: number;
  /** The words that can stand in a zone, where it has a list. */
  readonly words: (zone: Zone) => WordList | undefined;
}

export async function openPageReader(options: PageReaderOptions): Promise<PageReader> {
  const calibration = loadCalibration();
  const tools = await openTools(options);
  return {
    id: readerId(tools, calibration),
    read: async (page) => await readPage(page, tools, calibration),
    close: async () => await tools.first.close(),
  };
}

export async function openTools({ tables, today, templates, models }: PageReaderOptions): Promise<ReadingTools> {
  const reference = createReference(tables);
  const first = await openFirstReader(models);
  const offices = officeNames(reference);
  return { first, templates, reference, offices, today, words: wordLists(reference, offices) };
}

function readerId({ first, templates }: ReadingTools, { version }: Calibration): string {
  const forms = templates.map((template) => `${template.id}:${template.version}`).toSorted();
  return [first.id, ...forms, `calibration:${version}`].join(' ');
}

async function readPage(page: PageImage, tools: ReadingTools, calibration: Calibration): Promise<PageReading> {
  const prepared = await preparePage(page.image, page.dpi);
  if (prepared.isBlank) return withoutFields('blank', prepared.straightening);
  const found = await draftPage(page, prepared, tools);
  if (found === undefined) return withoutFields('unrecognised', prepared.straightening);
  const { template } = found.form;
  return {
    outcome: 'read',
    problem: '',
    template: template.id,
    templateVersion: template.version,
    reader: readerId(tools, calibration),
    straightening: found.prepared.straightening,
    fields: readFields(found, tools, calibration),
  };
}

function withoutFields(outcome: 'blank' | 'unrecognised', straightening: Straightening): PageReading {
  return { outcome, problem: '', template: '', templateVersion: 0, reader: '', straightening, fields: [] };
}

/** Recognises the form of a page and makes its fields, held against each other; `undefined` when it is no known form. */
export async function draftPage(page: PageImage, prepared: PreparedPage, tools: ReadingTools): Promise<PageDrafts | undefined> {
  const form = await recogniseForm(prepared, tools.templates, tools.first);
  if (form === undefined) return undefined;
  const upright = turnPrepared(prepared, form.turn, page.image);
  const { drafts, handwritten } = await draftsOf(upright.grey, form, tools);
  const record = settleRecord(drafts, { ...tools, implied: form.template.implied });
  const settled = readsByTesseract(tools.first.id) ? leftToPeople(record) : record;
  return { prepared: upright, form, drafts: settled, handwritten };
}

/** Calibration was learnt from readings by PP-OCR and says nothing about those of another engine. */
function leftToPeople(drafts: ReadonlyMap<FieldKey, FieldDraft>): ReadonlyMap<FieldKey, FieldDraft> {
  const evidence = evidenceOf('other-engine');
  return new Map([...drafts].map(([key, draft]) => [key, draft.ink === 'none' ? draft : barring(draft, evidence)]));
}
