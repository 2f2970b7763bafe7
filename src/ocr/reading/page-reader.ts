import type { PageReading, Straightening } from '../../domain/scan.js';
import type { FieldKey } from '../../domain/fields.js';
import { createReference } from '../../domain/reference-index.js';
import type { Reference, ReferenceTables } from '../../domain/reference.js';
import type { LineReader } from '../engines/engine.js';
import { openFirstReader, readsByTesseract } from '../engines/first-reader.js';
import type { ModelFiles } from '../engines/model-files.js';
import { openTesseractReader } from '../engines/tesseract-reader.js';
import type { PageImage } from '../pages/scan.js';
import { preparePage, turnPrepared, type PreparedPage } from '../preparing/prepare-page.js';
import { recogniseForm, type RecognisedForm } from '../templates/recognise-form.js';
import type { Template, Zone } from '../templates/template.js';
import { loadCalibration, type Calibration } from './calibration.js';
import { barring, evidenceOf, type FieldDraft } from './field-draft.js';
import { officeNames, type OfficeNames } from './office-names.js';
import { draftsOf, type DraftedForm } from './page-drafts.js';
import { readFields } from './page-fields.js';
import { settleRecord } from './record.js';
import { askedAgain, type SecondOpinion } from './second-opinion.js';
import { heldAgainstTextLayer } from './text-layer.js';
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
  /** Another engine that is asked where that can spare a person the look. */
  readonly secondOpinion?: SecondOpinion;
}

/** What a page says field by field before it is graded: calibration is learnt from it. */
export interface PageDrafts extends DraftedForm {
  readonly prepared: PreparedPage;
  readonly form: RecognisedForm;
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
  // Where Tesseract is the only engine there is, it cannot be another.
  const second = options.secondOpinion === 'tesseract' && !readsByTesseract(tools.first.id) ? await openTesseractReader() : undefined;
  const readers = { ...tools, second, calibration };
  return {
    id: readerId(readers),
    read: async (page) => await readPage(page, readers),
    close: async () => {
      await tools.first.close();
      await second?.close();
    },
  };
}

export async function openTools({ tables, today, templates, models }: PageReaderOptions): Promise<ReadingTools> {
  const reference = createReference(tables);
  const first = await openFirstReader(models);
  const offices = officeNames(reference);
  return { first, templates, reference, offices, today, words: wordLists(reference, offices) };
}

interface PageTools extends ReadingTools {
  readonly second: LineReader | undefined;
  readonly calibration: Calibration;
}

function readerId({ first, second, templates, calibration }: PageTools): string {
  const forms = templates.map((template) => `${template.id}:${template.version}`).toSorted();
  return [first.id, ...forms, `calibration:${calibration.version}`, ...(second === undefined ? [] : [`second:${second.id}`])].join(' ');
}

async function readPage(page: PageImage, tools: PageTools): Promise<PageReading> {
  const prepared = await preparePage(page.image, page.dpi);
  if (prepared.isBlank) return withoutFields('blank', prepared.straightening);
  const drafted = await draftPage(page, prepared, tools);
  if (drafted === undefined) return withoutFields('unrecognised', prepared.straightening);
  const { second } = tools;
  const found = second === undefined ? drafted : { ...drafted, drafts: await askedAgain(drafted, { ...tools, second }) };
  const { template } = found.form;
  return {
    outcome: 'read',
    problem: '',
    template: template.id,
    templateVersion: template.version,
    reader: readerId(tools),
    straightening: found.prepared.straightening,
    fields: readFields(found, tools, tools.calibration),
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
  const { drafts, handwritten, lines } = await draftsOf(upright.grey, form, tools);
  const record = settleRecord(drafts, { ...tools, implied: form.template.implied });
  const held = heldAgainstTextLayer(record, page, upright.straightening, tools.reference);
  const settled = readsByTesseract(tools.first.id) ? leftToPeople(held) : held;
  return { prepared: upright, form, drafts: settled, handwritten, lines };
}

/** Calibration was learnt from readings by PP-OCR and says nothing about those of another engine. */
function leftToPeople(drafts: ReadonlyMap<FieldKey, FieldDraft>): ReadonlyMap<FieldKey, FieldDraft> {
  const evidence = evidenceOf('other-engine');
  return new Map([...drafts].map(([key, draft]) => [key, draft.ink === 'none' ? draft : barring(draft, evidence)]));
}
