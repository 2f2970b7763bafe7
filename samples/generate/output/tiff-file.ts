const STRIP_OFFSETS = 273;
const TILE_OFFSETS = 324;
const TYPE_BYTES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8 };

/** One TIFF of several: each goes in whole, its offsets moved, its directory chained to the next. Little-endian only, as sharp writes them. */
export function joinTiffs(pages: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [];
  let base = 0;
  let link = 4;
  for (const page of pages) {
    const part = Buffer.concat([page, Buffer.alloc(page.length % 2)]);
    parts.push(part);
    const all = base === 0 ? part : Buffer.concat(parts);
    const directory = part.readUInt32LE(4) + base;
    if (base > 0) all.writeUInt32LE(directory, link);
    link = moveOffsets(all, directory, base);
    parts.splice(0, parts.length, all);
    base = all.length;
  }
  return parts[0] ?? Buffer.alloc(0);
}

/** Gives where the link to the next directory stands. */
function moveOffsets(all: Buffer, directory: number, base: number): number {
  const entries = all.readUInt16LE(directory);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12;
    const count = all.readUInt32LE(at + 4);
    const width = TYPE_BYTES[all.readUInt16LE(at + 2)] ?? 1;
    const inline = count * width <= 4;
    if (!inline) all.writeUInt32LE(all.readUInt32LE(at + 8) + base, at + 8);
    if (![STRIP_OFFSETS, TILE_OFFSETS].includes(all.readUInt16LE(at))) continue;
    const values = inline ? at + 8 : all.readUInt32LE(at + 8);
    for (let index = 0; index < count; index++) {
      const value = values + index * width;
      if (width === 4) all.writeUInt32LE(all.readUInt32LE(value) + base, value);
      else all.writeUInt16LE(all.readUInt16LE(value) + base, value);
    }
  }
  return directory + 2 + entries * 12;
}
