import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineLengths } from '../../../src/import/readers/line-lengths.js';

/** Where the first line of more than `mostBytes` begins when the whole is read at once, block by block. */
function firstTooLong(bytes: Buffer, blockBytes: number, mostBytes: number): number | undefined {
  const lines = new LineLengths(mostBytes);
  for (let offset = 0; offset < bytes.length; offset += blockBytes) {
    const found = lines.push({ bytes: bytes.subarray(offset, offset + blockBytes), offset });
    if (found !== undefined) return found;
  }
  return undefined;
}

describe('the length of lines', () => {
  it('is told as if the whole were split at line ends, whatever the blocks', () => {
    const file = fc.array(fc.constantFrom('a', 'bb', '\n', '\r\n', 'cccc'), { maxLength: 40 }).map((parts) => Buffer.from(parts.join('')));
    fc.assert(
      fc.property(file, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), (bytes, blockBytes, mostBytes) => {
        const tooLong = bytes
          .toString('latin1')
          .split('\n')
          .some((line) => line.length > mostBytes);
        expect(firstTooLong(bytes, blockBytes, mostBytes) !== undefined).toBe(tooLong);
      }),
      { numRuns: 2_000 },
    );
  });

  it('names the place of the first long one', () => {
    expect(firstTooLong(Buffer.from('a\nbb\ncccccc\nd\n'), 4, 5)).toBe(5);
  });
});
