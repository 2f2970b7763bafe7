import { TextDecoder } from 'node:util';

/** Node decodes GB 18030 but does not encode it: turn the decoder's own table of two-byte characters round. */
const bytesByCharacter = new Map<string, readonly [number, number]>();
const decoder = new TextDecoder('gb18030');
for (let lead = 0x81; lead <= 0xfe; lead += 1) {
  for (let trail = 0x40; trail <= 0xfe; trail += 1) {
    if (trail !== 0x7f) bytesByCharacter.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  }
}

export function gb18030(text: string): Buffer {
  return Buffer.from([...text].flatMap((character) => bytesOf(character)));
}

function bytesOf(character: string): readonly number[] {
  if (character.charCodeAt(0) < 0x80) return [character.charCodeAt(0)];
  const bytes = bytesByCharacter.get(character);
  if (bytes === undefined) throw new Error(`${character} has no two-byte form`);
  return bytes;
}

export function utf16le(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

export function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}
