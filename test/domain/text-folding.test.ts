import fc from 'fast-check';
import traditionalPairs from 'opencc-js/dict/TSCharacters';
import { describe, expect, it } from 'vitest';
import { foldText, isPlainCodePoint } from '../../src/domain/text-folding.js';

const HAN = fc.integer({ min: 0x4e00, max: 0x9fff }).map((codePoint) => String.fromCodePoint(codePoint));

/** The first simplified character set, from the decoder of the platform: rows 16 to 87 of GB 2312-1980. */
function gb2312Characters(): ReadonlySet<string> {
  const bytes: number[] = [];
  for (let row = 0xb0; row <= 0xf7; row += 1) for (let cell = 0xa1; cell <= 0xfe; cell += 1) bytes.push(row, cell);
  const decoded = new TextDecoder('gb18030').decode(Uint8Array.from(bytes));
  return new Set([...decoded].filter((character) => character >= '\u4e00' && character <= '\u9fff'));
}

describe('foldText', () => {
  it.each([
    ['keeps simplified text', '广东省梅县', '广东省梅县'],
    ['makes full width half width', 'Ｊ４４０１０４－２０１０－０００００１', 'J440104-2010-000001'],
    ['simplifies traditional characters', '陳國華與劉麗娟', '陈国华与刘丽娟'],
    ['simplifies the forms of Hong Kong and Taiwan', '説衞裡綫', '说卫里线'],
    ['reads old printing forms', '高淸靑戸吳呂黃', '高清青户吴吕黄'],
    ['reads compatibility ideographs', '\uf9e1\uf934', '李老'],
    ['reads Kangxi radicals as characters', '⽅⾼', '方高'],
    ['unifies dashes', '2010—1–2−3‐4', '2010-1-2-3-4'],
    ['unifies name dots', '买买提•阿不都・热西提‧江', '买买提·阿不都·热西提·江'],
    ['removes blanks between Han characters', '李　 明', '李明'],
    ['keeps one blank elsewhere', ' Anna \u00a0 Maria　李 ', 'Anna Maria 李'],
    ['takes line breaks and tabs for blanks', '第一行\r\n第二行\tA\nB', '第一行第二行 A B'],
    ['drops marks nobody sees', '\ufeff李\u200b明\u202c\u00ad', '李明'],
    ['keeps control characters for a rule to report', '李\u0007明\u0000', '李\u0007明\u0000'],
    ['keeps the mark of undecodable bytes', '李\ufffd', '李\ufffd'],
    ['keeps the zero of Chinese numerals', '二〇一九', '二〇一九'],
    ['keeps characters beyond the basic plane', '𠮷田', '𠮷田'],
    ['leaves an empty text empty', '', ''],
    ['leaves nothing of blanks', ' 　\t', ''],
  ])('%s', (_name, text, folded) => expect(foldText(text)).toBe(folded));

  it.each([...'乾著瞭苧苎昇陞堃喆淼甦仝邨氾於徵脩逕锺钜麽'])('keeps %s, which a name may hold beside its simplified twin', (character) =>
    expect(foldText(character)).toBe(character),
  );

  it.each([
    ['鉅', '钜'],
    ['鍾', '钟'],
    ['薴', '苧'],
    ['後', '后'],
    ['麼', '么'],
  ])('folds %s to %s', (traditional, simplified) => expect(foldText(traditional)).toBe(simplified));

  it('never takes a character of GB 2312-1980 for another, 後 apart', () => {
    const changed = [...gb2312Characters()].filter((character) => foldText(character) !== character);
    expect(changed).toEqual(['後']);
  });

  it('simplifies every character of the traditional dictionary that no name rule keeps', () => {
    const kept = traditionalPairs
      .split('|')
      .map((pair) => pair.split(' '))
      .filter(([traditional = '', simplified]) => traditional !== simplified && foldText(traditional) === traditional);
    expect(kept.map(([traditional]) => traditional).join('')).toBe('乾剋吒夥徵扞拚捱摺於昇榘氾脩苧菸蒐薹袷逕醣陞麴麽');
  });

  it('folds a folded text to itself', () => {
    const anyText = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(anyText, (text) => foldText(foldText(text)) === foldText(text)),
      { numRuns: 2_000 },
    );
  });

  it('folds Han text character by character, so a name folds the same wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(HAN), (characters) => {
        expect(foldText(characters.join(''))).toBe(characters.map((character) => foldText(character)).join(''));
      }),
    );
  });
});

describe('isPlainCodePoint', () => {
  it.each([
    ['a digit', '7', true],
    ['a letter', 'x', true],
    ['a simplified character', '李', true],
    ['the name dot', '·', true],
    ['a blank', ' ', false],
    ['a control character', '\u0007', false],
    ['a traditional character', '劉', false],
    ['a full-width digit', '７', false],
    ['a rare ideograph outside the first block', '㐀', false],
    ['a combining mark', '\u0301', false],
    ['a code point beyond the basic plane', '𠮷', false],
  ])('%s', (_name, character, plain) => expect(isPlainCodePoint(character.codePointAt(0) ?? 0)).toBe(plain));

  it('promises that a text of plain code points is already folded, by the long way too', () => {
    const plain = fc
      .integer({ min: 0, max: 0xffff })
      .filter(isPlainCodePoint)
      .map((codePoint) => String.fromCharCode(codePoint));
    fc.assert(
      fc.property(fc.array(plain), (characters) => {
        const text = characters.join('');
        // The zero-width space forces the long way.
        expect(foldText(`${text}\u200b`)).toBe(text);
      }),
    );
  });
});
