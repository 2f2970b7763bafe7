import type { ObjectWriter } from './object-writer.js';
import { ASCENT, DESCENT, FULL_WIDTH_GLYPH, glyphlessFont, HALF_WIDTH_GLYPH, UNITS_PER_EM } from './glyphless-font.js';
import { hex4, pdfReference, utf16Hex } from './pdf-syntax.js';

const FIRST_HALF_WIDTH = 0x20;
const LAST_HALF_WIDTH = 0x7e;
/** Codes of all other characters, as they come. */
const FIRST_FREE_CODE = 0x100;
const MOST_CODES = 0x10000;
/** A block of a character map holds no more (Adobe Technical Note 5014). */
const MAPPED_A_BLOCK = 100;
const NAME = 'MREGAA+MregGlyphless';

/** Text as codes of the font, and how wide it is at one unit of size. */
export interface EncodedText {
  readonly hex: string;
  readonly ems: number;
}

/**
 * The font of the invisible text. Which character a code stands for is written into the file itself, so finding and copying depend
 * on no fonts or character maps of whoever reads it.
 */
export class TextFont {
  readonly object: number;
  private readonly writer: ObjectWriter;
  private readonly codes = new Map<string, number>();

  constructor(writer: ObjectWriter) {
    this.writer = writer;
    this.object = writer.reserve();
  }

  encode(text: string): EncodedText {
    let hex = '';
    let ems = 0;
    for (const character of text) {
      const code = this.codeOf(character);
      if (code === undefined) continue;
      hex += hex4(code);
      ems += code <= LAST_HALF_WIDTH ? 0.5 : 1;
    }
    return { hex, ems };
  }

  /** Control characters have none, nor halves of pairs, nor what comes after 65,000 different characters. */
  private codeOf(character: string): number | undefined {
    const point = character.codePointAt(0) ?? 0;
    if (point >= FIRST_HALF_WIDTH && point <= LAST_HALF_WIDTH) return point;
    if (/[\p{Cc}\p{Cs}]/u.test(character)) return undefined;
    const known = this.codes.get(character);
    if (known !== undefined) return known;
    const code = FIRST_FREE_CODE + this.codes.size;
    if (code >= MOST_CODES) return undefined;
    this.codes.set(character, code);
    return code;
  }

  /** Writes the font, when all of the text is encoded. */
  async write(): Promise<void> {
    const { writer } = this;
    const [descendant, descriptor, file, glyphs, map] = [
      writer.reserve(),
      writer.reserve(),
      writer.reserve(),
      writer.reserve(),
      writer.reserve(),
    ];
    await writer.object(
      this.object,
      `<< /Type /Font /Subtype /Type0 /BaseFont /${NAME} /Encoding /Identity-H /DescendantFonts [${pdfReference(descendant)}] /ToUnicode ${pdfReference(map)} >>`,
    );
    await writer.object(
      descendant,
      `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${NAME} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> ` +
        `/FontDescriptor ${pdfReference(descriptor)} /DW ${UNITS_PER_EM} /W [${FIRST_HALF_WIDTH} ${LAST_HALF_WIDTH} ${UNITS_PER_EM / 2}] /CIDToGIDMap ${pdfReference(glyphs)} >>`,
    );
    await writer.object(
      descriptor,
      `<< /Type /FontDescriptor /FontName /${NAME} /Flags 4 /FontBBox [0 ${DESCENT} ${UNITS_PER_EM} ${ASCENT}] /ItalicAngle 0 ` +
        `/Ascent ${ASCENT} /Descent ${DESCENT} /CapHeight ${ASCENT} /StemV 80 /FontFile2 ${pdfReference(file)} >>`,
    );
    const font = glyphlessFont();
    await writer.deflated(file, `/Length1 ${font.length}`, font);
    await writer.deflated(glyphs, '', this.glyphOfCodes());
    await writer.deflated(map, '', Buffer.from(this.characterMap(), 'latin1'));
  }

  private glyphOfCodes(): Buffer {
    const map = Buffer.alloc((FIRST_FREE_CODE + this.codes.size) * 2);
    for (let code = FIRST_HALF_WIDTH; code < map.length / 2; code += 1) {
      map.writeUInt16BE(code <= LAST_HALF_WIDTH ? HALF_WIDTH_GLYPH : FULL_WIDTH_GLYPH, code * 2);
    }
    return map;
  }

  private characterMap(): string {
    const mapped = [...this.codes].map(([character, code]) => `<${hex4(code)}> <${utf16Hex(character)}>`);
    const blocks = Array.from({ length: Math.ceil(mapped.length / MAPPED_A_BLOCK) }, (_, block) => {
      const lines = mapped.slice(block * MAPPED_A_BLOCK, (block + 1) * MAPPED_A_BLOCK);
      return `${lines.length} beginbfchar\n${lines.join('\n')}\nendbfchar`;
    });
    return [
      '/CIDInit /ProcSet findresource begin',
      '12 dict begin',
      'begincmap',
      '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
      '/CMapName /Adobe-Identity-UCS def',
      '/CMapType 2 def',
      '1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange',
      `1 beginbfrange\n<${hex4(FIRST_HALF_WIDTH)}> <${hex4(LAST_HALF_WIDTH)}> <${hex4(FIRST_HALF_WIDTH)}>\nendbfrange`,
      ...blocks,
      'endcmap',
      'CMapName currentdict /CMap defineresource pop',
      'end',
      'end',
    ].join('\n');
  }
}
