import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { differingCharacters, differingPlaces, stretches } from '../../src/review/differing-characters.js';

function show(text: string, marks: readonly boolean[]): string {
  return stretches([...text], marks)
    .map((stretch) => (stretch.differs ? `「${stretch.text}」` : stretch.text))
    .join('');
}

function kept(characters: readonly string[], marks: readonly boolean[]): string {
  return characters.filter((_, at) => marks[at] === false).join('');
}

/** 「」 around what is marked. */
function marked(left: string, right: string): readonly string[] {
  const found = differingCharacters([...left], [...right]);
  return [show(left, found.left), show(right, found.right)];
}

describe('differing characters', () => {
  it.each([
    ['陈样本', '陈样夲', '陈样「本」', '陈样「夲」'],
    ['林例子', '林子', '林「例」子', '林子'],
    ['付样例', '傅样例', '「付」样例', '「傅」样例'],
    ['广东省广州市样板路1号', '广州市样板路壹号', '「广东省」广州市样板路「1」号', '广州市样板路「壹」号'],
    ['王丽丽', '王丽', '王「丽」丽', '王丽'],
    ['李明', '明李', '「李」明', '明「李」'],
    ['𠮷田', '吉田', '「𠮷」田', '「吉」田'],
    ['J440103-2010-000003', 'J440103-2010-000013', 'J440103-2010-0000「0」3', 'J440103-2010-0000「1」3'],
    ['2010-000001', '2010-000001-1', '2010-000001', '2010-000001「-1」'],
    ['', '林', '', '「林」'],
    ['同', '同', '同', '同'],
  ])('of %s and %s', (left, right, markedLeft, markedRight) => {
    expect(marked(left, right)).toEqual([markedLeft, markedRight]);
  });

  it('leave the same text unmarked on both sides, and all of it where the texts are one', () => {
    const text = fc.array(fc.constantFrom('王', '李', '丽', '丽', '明'), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (left, right) => {
        const found = differingCharacters(left, right);
        expect(kept(left, found.left)).toBe(kept(right, found.right));
        expect(found.left).toHaveLength(left.length);
        if (left.join('') === right.join('')) expect(kept(left, found.left)).toBe(left.join(''));
      }),
    );
  });

  it('give up on the middle of two long texts that have nothing in common, not on their ends', () => {
    const [left, right] = ['甲'.repeat(600), '乙'.repeat(600)];
    expect(marked(`头${left}尾`, `头${right}尾`)).toEqual([`头「${left}」尾`, `头「${right}」尾`]);
  });

  it('are told place by place in numbers', () => {
    expect(differingPlaces([...'1234'], [...'1324']).left).toEqual([false, true, true, false]);
  });
});
