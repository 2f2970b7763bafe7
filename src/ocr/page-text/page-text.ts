import type { Straightening } from '../../domain/scan.js';
import type { LineFinder } from '../engines/engine.js';
import { openPaddleFinder } from '../engines/paddle-finder.js';
import type { PageImage } from '../pages/scan.js';
import { preparePage, type PreparedPage } from '../preparing/prepare-page.js';
import type { FieldDraft } from '../reading/field-draft.js';
import { draftPage, openTools, type PageDrafts, type PageReaderOptions, type ReadingTools } from '../reading/page-reader.js';
import { cropGrey } from '../reading/zone-ink.js';
import { inkExtent } from './ink-extent.js';
import { linesInBox } from './lines-in-box.js';
import { inReadingOrder, type TextLine } from './reading-order.js';

/** The text of a page, line by line, where it stands on the straightened page. */
export interface PageText {
  readonly straightening: Straightening;
  /** Row by row. */
  readonly lines: readonly TextLine[];
  /** The form it is, by the template's id; '' when it is no known form, and read line by line. */
  readonly template: string;
}

export interface PageTextReader {
  read(page: PageImage): Promise<PageText>;
  close(): Promise<void>;
}

/** Reads all that stands on pages, for searching: of a known form its fields and what is printed, of any other page the lines found on it. */
export async function openPageTextReader(options: PageReaderOptions): Promise<PageTextReader> {
  const tools = await openTools(options);
  let finding: Promise<LineFinder> | undefined;
  return {
    read: async (page) => {
      const prepared = await preparePage(page.image, page.dpi);
      if (prepared.isBlank) return { straightening: prepared.straightening, lines: [], template: '' };
      const form = await draftPage(page, prepared, tools);
      if (form !== undefined) return textOfForm(form);
      const finder = await (finding ??= openPaddleFinder(options.models?.finder));
      return await textFound(prepared, finder, tools);
    },
    close: async () => {
      await tools.first.close();
      // What could not be opened was the trouble of each page that needed it.
      await (await finding?.catch(() => undefined))?.close();
    },
  };
}

function textOfForm({ prepared, form, drafts }: PageDrafts): PageText {
  const printed = form.template.anchors.map((anchor) => ({ text: anchor.text, box: form.zoneBox(anchor) }));
  const written = [...drafts.values()].flatMap((draft) => linesInBox(textOf(draft), inkExtent(prepared.grey, draft.box), draft.zone.lines));
  return { straightening: prepared.straightening, lines: inReadingOrder([...printed, ...written]), template: form.template.id };
}

/** As it stands there, but a document number as it was made out: people search for the number, not for a misread digit. */
function textOf({ zone, value, written }: FieldDraft): string {
  return zone.kind === 'id-number' && value !== '' ? value : written;
}

/** Lines of which nothing was made out are left out. */
async function textFound(prepared: PreparedPage, finder: LineFinder, { first }: ReadingTools): Promise<PageText> {
  const boxes = await finder.find(prepared.grey);
  const readings = await first.read(boxes.map((box) => cropGrey(prepared.grey, box)));
  const lines = boxes.flatMap((box, at) => {
    const text = (readings[at]?.text ?? '').trim();
    return text === '' ? [] : [{ text, box }];
  });
  return { straightening: prepared.straightening, lines: inReadingOrder(lines), template: '' };
}
