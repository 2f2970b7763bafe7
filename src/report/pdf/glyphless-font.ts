/**
 * A TrueType font whose glyphs are empty: text that is found and copied but never drawn needs widths and no outlines. Glyph 1 is a
 * full em wide, as Chinese characters are, glyph 2 half of one. Made here, so that no font of anybody is passed on.
 */
export const FULL_WIDTH_GLYPH = 1;
export const HALF_WIDTH_GLYPH = 2;
export const UNITS_PER_EM = 1_000;
/** The line box above and below the baseline. */
export const ASCENT = 880;
export const DESCENT = -120;

const GLYPH_WIDTHS = [UNITS_PER_EM, UNITS_PER_EM, UNITS_PER_EM / 2] as const;
const TABLE_RECORD_BYTES = 16;
const OFFSET_TABLE_BYTES = 12;
const CHECKSUM_MAGIC = 0xb1b0afba;

/** The tables a font inside a PDF has to have (ISO 32000-1, 9.9), in the order of their tags. */
export function glyphlessFont(): Buffer {
  const tables = [
    ['glyf', Buffer.alloc(1)],
    ['head', headTable()],
    ['hhea', hheaTable()],
    ['hmtx', hmtxTable()],
    ['loca', Buffer.alloc((GLYPH_WIDTHS.length + 1) * 2)],
    ['maxp', maxpTable()],
  ] as const;
  const font = assembled(tables);
  const adjustment = (CHECKSUM_MAGIC - checksum(font)) >>> 0;
  font.writeUInt32BE(adjustment, font.indexOf(HEAD_MARK) - HEAD_MARK_OFFSET + HEAD_ADJUSTMENT_OFFSET);
  return font;
}

const HEAD_ADJUSTMENT_OFFSET = 8;
const HEAD_MARK_OFFSET = 12;
const HEAD_MARK = Buffer.from([0x5f, 0x0f, 0x3c, 0xf5]);

function headTable(): Buffer {
  const table = Buffer.alloc(54);
  table.writeUInt32BE(0x00010000, 0);
  HEAD_MARK.copy(table, HEAD_MARK_OFFSET);
  table.writeUInt16BE(UNITS_PER_EM, 18);
  table.writeUInt16BE(8, 46); // lowestRecPPEM
  table.writeInt16BE(2, 48); // fontDirectionHint
  return table;
}

function hheaTable(): Buffer {
  const table = Buffer.alloc(36);
  table.writeUInt32BE(0x00010000, 0);
  table.writeInt16BE(ASCENT, 4);
  table.writeInt16BE(DESCENT, 6);
  table.writeUInt16BE(UNITS_PER_EM, 10);
  table.writeInt16BE(1, 18); // caretSlopeRise: upright
  table.writeUInt16BE(GLYPH_WIDTHS.length, 34);
  return table;
}

function hmtxTable(): Buffer {
  const table = Buffer.alloc(GLYPH_WIDTHS.length * 4);
  for (const [glyph, width] of GLYPH_WIDTHS.entries()) table.writeUInt16BE(width, glyph * 4);
  return table;
}

function maxpTable(): Buffer {
  const table = Buffer.alloc(32);
  table.writeUInt32BE(0x00010000, 0);
  table.writeUInt16BE(GLYPH_WIDTHS.length, 4);
  table.writeUInt16BE(2, 14); // maxZones
  return table;
}

function assembled(tables: readonly (readonly [string, Buffer])[]): Buffer {
  const power = Math.floor(Math.log2(tables.length));
  const directory = Buffer.alloc(OFFSET_TABLE_BYTES + tables.length * TABLE_RECORD_BYTES);
  directory.writeUInt32BE(0x00010000, 0);
  directory.writeUInt16BE(tables.length, 4);
  directory.writeUInt16BE(2 ** power * 16, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE((tables.length - 2 ** power) * 16, 10);
  let offset = directory.length;
  const bodies = tables.map(([tag, table], place) => {
    const record = OFFSET_TABLE_BYTES + place * TABLE_RECORD_BYTES;
    const padded = Buffer.concat([table, Buffer.alloc(-table.length & 3)]);
    directory.write(tag, record, 'latin1');
    directory.writeUInt32BE(checksum(padded), record + 4);
    directory.writeUInt32BE(offset, record + 8);
    directory.writeUInt32BE(table.length, record + 12);
    offset += padded.length;
    return padded;
  });
  return Buffer.concat([directory, ...bodies]);
}

function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0;
  return sum;
}
