/** Hashes of 32 bits that are never 0, which is "not given": FNV-1a with the finaliser of MurmurHash3, both in the public domain. */
const PRIME = 0x0100_0193;
export const HASH_START = 0x811c_9dc5;
/** Another start gives a second hash that is independent enough to make 64 bits of two. */
export const OTHER_START = 0x2f0b_4a27;

export function hashBytes(bytes: Uint8Array, start: number, end: number, from: number = HASH_START): number {
  let hash = from;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), PRIME);
  return finished(hash);
}

/** One UTF-16 code unit more, low byte and high byte in one step. */
export function addUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, PRIME);
}

export function hashText(text: string): number {
  let hash = HASH_START;
  for (let at = 0; at < text.length; at += 1) hash = addUnit(hash, text.charCodeAt(at));
  return finished(hash);
}

export function finished(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0 || 1;
}
