import { describe, expect, it } from 'vitest';
import type { LineReading } from '../../../src/ocr/engines/engine.js';
import { compareReading, likeness } from '../../../src/ocr/templates/text-likeness.js';

/** A reading whose characters are clear unless they stand in brackets. */
function reading(marked: string): LineReading {
  const characters = [...marked.matchAll(/\[(.)\]|(.)/gu)].map(([, doubtful, clear]) => ({
    text: doubtful ?? clear ?? '',
    confidence: doubtful === undefined ? 0.98 : 0.4,
  }));
  return { text: characters.map(({ text }) => text).join(''), characters };
}

describe('what is printed, compared with what should be', () => {
  it.each([
    ['the same', '结婚登记簿', '结婚登记簿', 1, false],
    ['specks around it', '·结婚登记簿_。', '结婚登记簿', 1, false],
    ['full width digits', '登记１２', '登记12', 1, false],
    ['another form of the family', '离婚登记簿', '结婚登记簿', 0.8, true],
    ['a character that looks alike', '结婚登记薄', '结婚登记簿', 0.8, false],
    ['a character that was hardly read', '[离]婚登记簿', '结婚登记簿', 0.8, false],
    ['a character that is not there', '婚登记簿', '结婚登记簿', 0.8, false],
    ['a word more', '补办结婚登记簿', '结婚登记簿', 5 / 7, true],
    ['nothing', '', '结婚登记簿', 0, false],
    ['something else altogether', '户口迁移证', '结婚登记簿', 0, true],
  ])('%s', (_name, read, printed, alike, isContradicted) => {
    const compared = compareReading(reading(read), printed);
    expect([compared.likeness, compared.isContradicted]).toEqual([expect.closeTo(alike, 6), isContradicted]);
  });

  it('is alike both ways', () => {
    expect(likeness('结婚证', '结婚证存根')).toBe(likeness('结婚证存根', '结婚证'));
  });
});
