import { describe, expect, it } from 'vitest';
import { SipHash } from '../../../src/export/marks/sip-hash.js';

/** The key 00 01 … 0f of the paper's appendix A. */
const KEY = Buffer.from(Uint8Array.from({ length: 16 }, (_, at) => at));

function outputOf(hash: SipHash): string {
  return [hash.high, hash.low].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function textOf(bytes: number): string {
  return Buffer.from(Uint8Array.from({ length: bytes }, (_, at) => at)).toString('utf16le');
}

/** From vectors.h of the reference implementation: the message is 00 01 02 … of the given length. */
const VECTORS: readonly (readonly [bytes: number, output: string])[] = [
  [0, '726fdb47dd0e0e31'],
  [2, '0d6c8009d9a94f5a'],
  [4, 'cf2794e0277187b7'],
  [6, 'cbc9466e58fee3ce'],
  [8, '93f5f5799a932462'],
];

describe('SipHash-2-4', () => {
  it.each(VECTORS)('gives the published output for %i bytes', (bytes, output) => {
    const hash = new SipHash(KEY);
    hash.ofText(textOf(bytes));
    expect(outputOf(hash)).toBe(output);
  });

  it('hashes eight bytes as two words', () => {
    const hash = new SipHash(KEY);
    hash.ofWords(0x03020100, 0x07060504);
    expect(outputOf(hash)).toBe('93f5f5799a932462');
  });

  it('keeps numbers above 32 bits apart', () => {
    const hash = new SipHash(KEY);
    hash.ofInteger(5);
    const small = outputOf(hash);
    hash.ofInteger(2 ** 32 + 5);
    expect(outputOf(hash)).not.toBe(small);
  });

  it('asks for a whole key', () => expect(() => new SipHash(Buffer.alloc(15))).toThrow('16 bytes'));
});
