import { posix } from 'node:path';
import { SaxesParser } from 'saxes';
import { MregError } from '../domain/error.js';
import type { CellFormat } from './xlsx-numbers.js';
import { builtInFormat, customFormat } from './xlsx-numbers.js';
import { XmlError } from './xml-cursor.js';
import { tableKind, tableProblemError } from './table-kind.js';
import { ZipArchive } from './zip-archive.js';
import type { ZipEntry, ZipLimits } from './zip-archive.js';

/** A workbook unpacks far more than a package of tables does: its markup repeats for every cell. */
const WORKBOOK_LIMITS: ZipLimits = { maxEntries: 10_000, maxEntryBytes: 8 * 1024 ** 3, maxTotalBytes: 16 * 1024 ** 3, maxRatio: 400 };
/** Of the parts that are read whole: the list of sheets, their places, the styles. */
const LARGEST_SMALL_PART_BYTES = 64 * 1024 * 1024;

export interface SheetPart {
  readonly name: string;
  readonly isHidden: boolean;
  /** Path of the part; `undefined` for what is not a worksheet (a chart, a macro sheet). */
  readonly part: string | undefined;
}

type Attributes = Readonly<Record<string, string>>;

/** The parts of an XLSX file (ECMA-376 part 2): a ZIP whose relationships say where everything is. */
export class XlsxPackage {
  readonly #archive: ZipArchive;
  readonly #parts: ReadonlyMap<string, ZipEntry>;

  private constructor(archive: ZipArchive) {
    this.#archive = archive;
    this.#parts = new Map(archive.entries.map((entry) => [entry.name.toLowerCase(), entry]));
  }

  /** @throws MregError `import.old-workbook`, `import.encrypted-workbook` and their like, `import.zip-*` */
  static async open(path: string): Promise<XlsxPackage> {
    const found = await tableKind(path, path, WORKBOOK_LIMITS);
    if (found.kind === 'problem') throw tableProblemError(path, found.problem);
    if (found.kind !== 'xlsx') throw new MregError('input-refused', 'import.not-a-workbook', { file: path });
    return new XlsxPackage(await ZipArchive.open(path, path, WORKBOOK_LIMITS));
  }

  async close(): Promise<void> {
    await this.#archive.close();
  }

  /** @throws XmlError when the part is not there */
  read(part: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
    const entry = this.#parts.get(part.toLowerCase());
    if (entry === undefined) throw new XmlError(`no part ${part}`);
    return this.#archive.read(entry, signal);
  }

  async sheets(): Promise<{
    readonly sheets: readonly SheetPart[];
    readonly is1904: boolean;
    readonly stringsPart: string | undefined;
    readonly stylesPart: string | undefined;
  }> {
    const workbook = (await this.#related('', 'officeDocument'))[0];
    if (workbook === undefined) throw new XmlError('no workbook part');
    const places = await this.#relationships(workbook.target);
    const sheets: SheetPart[] = [];
    let is1904 = false;
    await this.#elements(workbook.target, (name, attributes) => {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name === 'sheet') sheets.push(sheetPart(attributes, places));
    });
    return { sheets, is1904, stringsPart: targetOf(places, 'sharedStrings'), stylesPart: targetOf(places, 'styles') };
  }

  /** The format of each style index a cell may name. */
  async formats(stylesPart: string | undefined): Promise<readonly CellFormat[]> {
    if (stylesPart === undefined) return [];
    const custom = new Map<number, CellFormat>();
    const formats: CellFormat[] = [];
    let isInCellFormats = false;
    const open = (name: string, attributes: Attributes): void => {
      if (name === 'cellXfs') isInCellFormats = true;
      if (name === 'numFmt') custom.set(Number(attributes['numFmtId']), customFormat(attributes['formatCode'] ?? ''));
      if (name === 'xf' && isInCellFormats) formats.push(formatOf(Number(attributes['numFmtId'] ?? 0), custom));
    };
    await this.#elements(stylesPart, open, (name) => {
      if (name === 'cellXfs') isInCellFormats = false;
    });
    return formats;
  }

  async #related(part: string, type: string): Promise<readonly Relationship[]> {
    return (await this.#relationships(part)).filter((relationship) => relationship.type === type);
  }

  async #relationships(part: string): Promise<readonly Relationship[]> {
    const folder = posix.dirname(part);
    const relationships: Relationship[] = [];
    await this.#elements(posix.join(folder, '_rels', `${posix.basename(part)}.rels`), (name, attributes) => {
      if (name === 'Relationship' && attributes['TargetMode'] !== 'External') relationships.push(relationshipOf(attributes, folder));
    });
    return relationships;
  }

  async #elements(
    part: string,
    open: (name: string, attributes: Attributes) => void,
    close: (name: string) => void = () => undefined,
  ): Promise<void> {
    const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
    parser.on('error', (error) => {
      throw new XmlError(`${part}: ${error.message}`);
    });
    parser.on('doctype', () => {
      throw new XmlError(`${part}: a document type`);
    });
    parser.on('opentag', (tag) => open(localName(tag.name), tag.attributes));
    parser.on('closetag', (tag) => close(localName(tag.name)));
    parser.write(await this.#text(part)).close();
  }

  async #text(part: string): Promise<string> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of this.read(part)) {
      bytes += chunk.length;
      if (bytes > LARGEST_SMALL_PART_BYTES) throw new XmlError(`${part} is too long`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }
}

interface Relationship {
  readonly id: string;
  /** Last word of the type's address, which the transitional and the strict form of the standard share. */
  readonly type: string;
  readonly target: string;
}

function relationshipOf(attributes: Attributes, folder: string): Relationship {
  const target = attributes['Target'] ?? '';
  return {
    id: attributes['Id'] ?? '',
    type: posix.basename(attributes['Type'] ?? ''),
    target: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
  };
}

function targetOf(places: readonly Relationship[], type: string): string | undefined {
  return places.find((place) => place.type === type)?.target;
}

function sheetPart(attributes: Attributes, places: readonly Relationship[]): SheetPart {
  const id = Object.entries(attributes).find(([name]) => localName(name) === 'id' && name !== 'id')?.[1];
  const place = places.find((candidate) => candidate.id === id);
  return {
    name: attributes['name'] ?? '',
    isHidden: ['hidden', 'veryHidden'].includes(attributes['state'] ?? ''),
    part: place?.type === 'worksheet' ? place.target : undefined,
  };
}

function formatOf(id: number, custom: ReadonlyMap<number, CellFormat>): CellFormat {
  return custom.get(id) ?? builtInFormat(id);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
