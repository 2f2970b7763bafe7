import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, parseCanonical } from '../../src/ledger/canonical-json.js';

const RFC_8785_SORTING = {
  '\u20ac': 'Euro Sign',
  '\r': 'Carriage Return',
  '\ufb33': 'Hebrew Letter Dalet With Dagesh',
  '1': 'One',
  '\ud83d\ude00': 'Emoji: Grinning Face',
  '\u0080': 'Control',
  '\u00f6': 'Latin Small Letter O With Diaeresis',
};

describe('canonical JSON (RFC 8785)', () => {
  it('sorts members by UTF-16 code units, as in §3.2.3', () => {
    expect([...canonicalJson(RFC_8785_SORTING).matchAll(/:"([^"]*)"/gu)].map((match) => match[1])).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it.each([
    ['escapes only what it must (§3.2.2)', '€$\u000f\nA\'B"\\\\"/', String.raw`"€$\u000f\nA'B\"\\\\\"/"`],
    ['literals (§3.2.2)', { literals: [null, true, false] }, '{"literals":[null,true,false]}'],
    ["arrays of the authors' test data", [56, { d: true, 10: null, 1: [] }], '[56,{"1":[],"10":null,"d":true}]'],
    [
      "accents of the authors' test data",
      { peach: 'a', péché: 'b', pêche: 'c', sin: 'd' },
      '{"peach":"a","péché":"b","pêche":"c","sin":"d"}',
    ],
    [
      "structures of the authors' test data",
      { 1: { f: { f: 'hi', F: 5 }, '\n': 56 }, 10: {}, '': 'empty', a: {}, 111: [{ e: 'yes', E: 'no' }], A: {} },
      String.raw`{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}`,
    ],
    ['no Unicode normalisation (§3.1)', { 'Unnormalized Unicode': 'A\u030a' }, '{"Unnormalized Unicode":"A\u030a"}'],
    ['minus zero as zero', -0, '0'],
    ['the greatest safe integer', Number.MAX_SAFE_INTEGER, '9007199254740991'],
  ])('%s', (_name, value, text) => expect(canonicalJson(value)).toBe(text));

  it.each([
    ['a float', 1.5],
    ['an unsafe integer', 2 ** 53],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['undefined', undefined],
    ['an undefined member', { a: undefined }],
    ['a hole in an array', Array.from({ length: 1 })],
    ['a lone high surrogate', 'a\ud83d'],
    ['a lone low surrogate in a key', { '\ude00': 1 }],
    ['a big integer', 1n],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a buffer', Buffer.alloc(1)],
  ])('refuses %s', (_name, value) => expect(() => canonicalJson(value)).toThrow('canonical JSON cannot hold'));

  it('says the same of equal values, whatever the order of their members', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'grapheme' }), fc.oneof(fc.maxSafeInteger(), fc.string({ unit: 'grapheme' }))),
        (object) => {
          const reversed = Object.fromEntries(Object.entries(object).toReversed());
          expect(canonicalJson(reversed)).toBe(canonicalJson(object));
        },
      ),
    );
  });

  it('is read back as what was written, and only as it was written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const integers = JSON.parse(JSON.stringify(value), (_key, inner) => (typeof inner === 'number' ? Math.trunc(inner % 1e9) : inner));
        const text = canonicalJson(integers);
        expect(parseCanonical(text)).toEqual(JSON.parse(text));
        expect(parseCanonical(` ${text}`)).toBeUndefined();
      }),
    );
  });

  it.each([
    ['members out of order', '{"b":1,"a":2}'],
    ['white space', '{"a": 1}'],
    ['a member twice', '{"a":1,"a":1}'],
    ['a needless escape', String.raw`"\u0041"`],
    ['an exponent', '1e2'],
    ['a float', '1.5'],
    ['no JSON', '{'],
  ])('does not read %s', (_name, text) => expect(parseCanonical(text)).toBeUndefined());
});
