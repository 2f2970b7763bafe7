/** Writes the UTF-16 code units of UTF-8 bytes into `units`, as many as fit. @returns how many */
export function decodeUnits(bytes: Buffer, start: number, end: number, units: Uint16Array): number {
  let count = 0;
  // The bytes come from SQLite's text, which is well formed: whatever begins a sequence is followed by the rest of it.
  for (let at = start; at < end && count < units.length - 1;) {
    const byte = bytes[at] as number;
    if (byte < 0x80) {
      units[count] = byte;
      at += 1;
    } else if (byte < 0xe0) {
      units[count] = ((byte & 0x1f) << 6) | trail(bytes, at + 1);
      at += 2;
    } else if (byte < 0xf0) {
      units[count] = ((byte & 0x0f) << 12) | (trail(bytes, at + 1) << 6) | trail(bytes, at + 2);
      at += 3;
    } else {
      const point = ((byte & 0x07) << 18) | (trail(bytes, at + 1) << 12) | (trail(bytes, at + 2) << 6) | trail(bytes, at + 3);
      units[count] = 0xd7c0 + (point >>> 10);
      count += 1;
      units[count] = 0xdc00 | (point & 0x3ff);
      at += 4;
    }
    count += 1;
  }
  return count;
}

const trail = (bytes: Buffer, at: number): number => (bytes[at] as number) & 0x3f;

export const toCapitalUnit = (unit: number): number => (unit >= 0x61 && unit <= 0x7a ? unit - 0x20 : unit);
