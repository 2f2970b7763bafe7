import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { looksAlike } from '../../src/domain/han-lookalikes.js';

const alike = (pair: string): boolean => looksAlike(pair.charCodeAt(0), pair.charCodeAt(1));
const pairs = (text: string): string[] => text.split(' ');

describe('characters', () => {
  it.each(
    pairs(
      '未末 曰日 己已 已巳 戊戌 戌戍 人入 入八 土士 干千 千于 大太 太犬 王玉 王主 天夫 田由 由甲 甲申 陈阵 侯候 今令 兔免 晴睛 杨扬 季李 徐除 梁粱 贺货 荀苟 余佘 治冶 亨享 孑子',
    ),
  )('%s look alike, whichever comes first', (pair) =>
    expect([alike(pair), alike(`${pair.charAt(1)}${pair.charAt(0)}`)]).toEqual([true, true]),
  );

  it.each(pairs('付傅 陈沈 王黄 张李 刘陈 林李 何贺 国华 建国 一丁 红军'))('%s do not look alike', (pair) =>
    expect(alike(pair)).toBe(false),
  );

  it.each(pairs('王王 aa ab 0O 𠀀𠀁'))('%s are not in the table', (pair) => expect(alike(pair)).toBe(false));
});

it('every pair of the file is found, and few others are claimed', () => {
  const lines = readFileSync('data/han-lookalikes.txt', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const written = lines.flatMap((line) => Array.from(line.slice(1), (other) => `${line.charAt(0)}${other}`));
  expect(written.length).toBeGreaterThan(10_000);
  expect(written.filter((pair) => !alike(pair))).toEqual([]);
  expect(new Set(written).size).toBe(written.length);
});
