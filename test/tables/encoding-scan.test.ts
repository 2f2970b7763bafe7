import { TextDecoder } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DetectingScan } from '../../src/tables/detecting-scan.js';
import type { Damage } from '../../src/tables/damage-log.js';
import type { EncodingScan } from '../../src/tables/encoding-scan.js';
import { Gb18030Scan } from '../../src/tables/gb18030-scan.js';
import { Utf16Scan } from '../../src/tables/utf16-scan.js';
import { Utf8Scan } from '../../src/tables/utf8-scan.js';
import { gb18030 } from './encoded-text.js';

function scanned(scan: EncodingScan, bytes: Uint8Array, cuts: readonly number[] = []): Damage | undefined {
  const bounds = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  bounds.forEach((from, index) => scan.push(Buffer.from(bytes.subarray(from, bounds[index + 1] ?? bytes.length)), from));
  scan.finish();
  return scan.damage;
}

function decodes(encoding: string, bytes: Uint8Array): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Bytes near the borders of the encodings, so that random runs meet every branch. */
const borderBytes = fc.constantFrom(
  0x0a,
  0x22,
  0x2c,
  0x30,
  0x39,
  0x40,
  0x7e,
  0x7f,
  0x80,
  0x81,
  0x84,
  0x90,
  0x9f,
  0xa0,
  0xbf,
  0xc2,
  0xd8,
  0xdc,
  0xe0,
  0xe3,
  0xed,
  0xf0,
  0xf4,
  0xfe,
  0xff,
);
const bytesOf = fc.array(borderBytes, { maxLength: 24 }).map((bytes) => Uint8Array.from(bytes));
const cutsOf = fc.array(fc.nat(), { maxLength: 4 });

describe('a scan is as strict as the decoder', () => {
  it.each([
    ['gb18030', () => new Gb18030Scan()],
    ['utf-8', () => new Utf8Scan({ probing: false })],
    ['utf-16le', () => new Utf16Scan('utf-16le')],
    ['utf-16be', () => new Utf16Scan('utf-16be')],
  ])('for %s, wherever the blocks are cut', (encoding, makeScan) => {
    const agrees = (bytes: Uint8Array, cuts: readonly number[]): boolean =>
      (scanned(makeScan(), bytes, cuts) === undefined) === decodes(encoding, bytes);
    fc.assert(fc.property(bytesOf, cutsOf, agrees), { numRuns: 3_000 });
  });

  it('and finds the same damage wherever the blocks are cut', () => {
    for (const makeScan of [() => new Gb18030Scan(), () => new Utf8Scan({ probing: false }), () => new Utf16Scan('utf-16le')]) {
      fc.assert(
        fc.property(bytesOf, cutsOf, (bytes, cuts) => {
          expect(scanned(makeScan(), bytes, cuts)).toEqual(scanned(makeScan(), bytes));
        }),
      );
    }
  });
});

describe('damage is counted by line', () => {
  it('two places in one line are one, the first offset is kept', () => {
    const bytes = Buffer.concat([Buffer.from('行一\nab'), Buffer.from([0xff, 0x41, 0xff]), Buffer.from('\n好\n'), Buffer.from([0xff])]);
    expect(scanned(new Utf8Scan({ probing: false }), bytes)).toEqual({ count: 2, firstOffset: 9 });
  });

  it('a character cut off by the end of the file is damage', () => {
    expect(scanned(new Gb18030Scan(), gb18030('好人').subarray(0, 3))).toEqual({ count: 1, firstOffset: 2 });
    expect(scanned(new Utf8Scan({ probing: false }), Buffer.from('好人').subarray(0, 4))).toEqual({ count: 1, firstOffset: 3 });
  });
});

describe('detection', () => {
  it.each([
    ['UTF-8', Buffer.from('登记日期,男方姓名\n2019-05-20,张三\n'), 'utf-8'],
    ['GB 18030', gb18030('登记日期,男方姓名\n2019-05-20,张三\n'), 'gb18030'],
    [
      'GB 18030 after a megabyte of plain digits',
      Buffer.concat([Buffer.alloc(1 << 20, 'a,1\n'), gb18030('登记日期,男方姓名\n')]),
      'gb18030',
    ],
    ['GB 18030 that begins with a character that is also UTF-8', gb18030('业务类型,登记日期,男方姓名\n'), 'gb18030'],
    ['damaged UTF-8', Buffer.concat([Buffer.from('登记日期,男方姓名\n'), Buffer.from([0xd5]), Buffer.from('女方姓名')]), 'utf-8'],
    ['nothing but ASCII', Buffer.from('op_date,name_man\n'), 'utf-8'],
  ])('reads %s', (_name, bytes, encoding) => {
    const scan = new DetectingScan();
    scanned(scan, bytes);
    expect(scan.encoding).toBe(encoding);
  });

  it('does not lose the place when GB 18030 begins across two blocks', () => {
    const bytes = Buffer.concat([Buffer.from('a,b\n'), gb18030('男方姓名女方姓名登记机关')]);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const scan = new DetectingScan();
      expect([cut, scanned(scan, bytes, [cut]), scan.encoding]).toEqual([cut, undefined, 'gb18030']);
    }
  });
});
