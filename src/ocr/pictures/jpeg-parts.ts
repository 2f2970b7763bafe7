/** A JPEG as another file can take it over, pixel for pixel. */
export interface ReusableJpeg {
  /** Without what cameras and scanners write about themselves and the place. */
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly colours: 'rgb' | 'grey';
}

const START = 0xd8;
const SCAN = 0xda;
/** Baseline, extended and progressive frames with Huffman codes: what every reader of PDF decodes. */
const FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
/** JFIF, and Adobe's word on how colours are stored: without them colours may be read wrongly. */
const KEPT_APPLICATION: ReadonlySet<number> = new Set([0xe0, 0xee]);
const FIRST_APPLICATION = 0xe0;
const LAST_APPLICATION = 0xef;
const COMMENT = 0xfe;
const EXIF = 0xe1;
const ORIENTATION_TAG = 0x0112;
/** Components by the letters of their colours are not the usual luminance and colour differences. */
const NAMED_BY_LETTERS = 0x52;

/** `undefined` when it is not as usual: turned by a tag, of four colours, of more than eight bits, broken. */
export function reusableJpeg(bytes: Buffer): ReusableJpeg | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== START) return undefined;
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let frame: Omit<ReusableJpeg, 'bytes'> | undefined;
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === SCAN) return frame === undefined ? undefined : { ...frame, bytes: Buffer.concat([...kept, bytes.subarray(at)]) };
    const segment = bytes.subarray(at, at + 2 + bytes.readUInt16BE(at + 2));
    at += segment.length;
    if (segment.length < 4) return undefined;
    if (marker === EXIF && orientationOf(segment) > 1) return undefined;
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      frame = FRAMES.has(marker) ? frameOf(segment) : undefined;
      if (frame === undefined) return undefined;
    }
    if (isKept(marker)) kept.push(segment);
  }
  return undefined;
}

function isKept(marker: number): boolean {
  const isApplication = marker >= FIRST_APPLICATION && marker <= LAST_APPLICATION;
  return marker !== COMMENT && (!isApplication || KEPT_APPLICATION.has(marker));
}

function frameOf(segment: Buffer): Omit<ReusableJpeg, 'bytes'> | undefined {
  if (segment.length < 11) return undefined;
  const [bits, height, width, components] = [segment[4], segment.readUInt16BE(5), segment.readUInt16BE(7), segment[9]];
  if (bits !== 8 || width === 0 || height === 0 || segment[10] === NAMED_BY_LETTERS) return undefined;
  if (components !== 1 && components !== 3) return undefined;
  return { width, height, colours: components === 1 ? 'grey' : 'rgb' };
}

/** 1 where the picture says nothing (Exif 2.32, 4.6.4). What cannot be read counts as turned. */
function orientationOf(segment: Buffer): number {
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0') return 1;
  const tiff = segment.subarray(10);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  try {
    const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
    for (let entry = 0; entry < short(directory); entry += 1) {
      const at = directory + 2 + entry * 12;
      if (short(at) === ORIENTATION_TAG) return short(at + 8);
    }
    return 1;
  } catch {
    return Infinity;
  }
}
