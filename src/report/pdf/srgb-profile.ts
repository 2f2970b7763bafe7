/**
 * The colour space sRGB (IEC 61966-2-1) as an ICC profile, version 4.2: what the colours of the pictures mean. Made from the published
 * numbers: primaries and white adapted to D50, and the curve.
 */
export function srgbProfile(): Buffer {
  const tags = [
    ['desc', localised('sRGB IEC61966-2-1')],
    ['cprt', localised('Public domain')],
    ['wtpt', xyz(0.9642, 1, 0.82491)],
    ['rXYZ', xyz(0.43607, 0.22249, 0.01392)],
    ['gXYZ', xyz(0.38515, 0.71687, 0.09708)],
    ['bXYZ', xyz(0.14307, 0.06061, 0.7141)],
    ['rTRC', curve()],
    ['gTRC', curve()],
    ['bTRC', curve()],
  ] as const;
  const table = Buffer.alloc(4 + tags.length * TAG_BYTES);
  table.writeUInt32BE(tags.length, 0);
  let offset = HEADER_BYTES + table.length;
  for (const [place, [name, data]] of tags.entries()) {
    const at = 4 + place * TAG_BYTES;
    table.write(name, at, 'latin1');
    table.writeUInt32BE(offset, at + 4);
    table.writeUInt32BE(data.length, at + 8);
    offset += data.length;
  }
  return Buffer.concat([header(offset), table, ...tags.map(([, data]) => data)]);
}

const HEADER_BYTES = 128;
const TAG_BYTES = 12;

function header(bytes: number): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  head.writeUInt32BE(bytes, 0);
  head.writeUInt32BE(0x04200000, 8);
  head.write('mntrRGB XYZ ', 12, 'latin1');
  // A profile must bear a date; of the standard it states, the year it appeared.
  for (const [place, part] of [1999, 10, 18, 0, 0, 0].entries()) head.writeUInt16BE(part, 24 + place * 2);
  head.write('acsp', 36, 'latin1');
  xyz(0.9642, 1, 0.82491).copy(head, 68, 8);
  return head;
}

/** s15Fixed16. */
const fixed = (value: number): number => Math.round(value * 65_536);

function xyz(x: number, y: number, z: number): Buffer {
  const data = Buffer.alloc(20);
  data.write('XYZ ', 0, 'latin1');
  for (const [place, value] of [x, y, z].entries()) data.writeInt32BE(fixed(value), 8 + place * 4);
  return data;
}

/** Parametric, of type 3: a power above a limit, a straight line below. */
function curve(): Buffer {
  const data = Buffer.alloc(32);
  data.write('para', 0, 'latin1');
  data.writeUInt16BE(3, 8);
  for (const [place, value] of [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].entries())
    data.writeInt32BE(fixed(value), 12 + place * 4);
  return data;
}

function localised(text: string): Buffer {
  const data = Buffer.alloc(28 + text.length * 2 + ((text.length * 2) & 3));
  data.write('mluc', 0, 'latin1');
  data.writeUInt32BE(1, 8);
  data.writeUInt32BE(12, 12);
  data.write('enUS', 16, 'latin1');
  data.writeUInt32BE(text.length * 2, 20);
  data.writeUInt32BE(28, 24);
  for (let at = 0; at < text.length; at += 1) data.writeUInt16BE(text.charCodeAt(at), 28 + at * 2);
  return data;
}
