import { describe, expect, it } from 'vitest';
import {
  blockingReading,
  READING_CLASSES,
  sharesCantoneseReading,
  sharesReading,
  sharesToneReading,
} from '../../src/domain/han-readings.js';

const units = (pair: string): [number, number] => [pair.charCodeAt(0), pair.charCodeAt(1)];
const pairs = (text: string): string[] => text.split(' ');

const SAME_WITH_TONE = '付傅 张章 王亡 徐徐 于余 单善 仇求 查扎 区欧 曾增 盖葛 解谢 翟宅 覃谈 任仁 吕旅 绿律';
const SAME_WITHOUT_TONE = '何贺 付福 林凛 乐勒 乐月 陈臣 朴瓢 重虫';
const DIFFERENT = '陈沈 黄王 付李 林宁 曾孙 刘陆 许胡 万莫 谢叶 贾古 一丁';

describe('Mandarin readings', () => {
  it.each(pairs(SAME_WITH_TONE))('%s share one with its tone', (pair) =>
    expect([sharesToneReading(...units(pair)), sharesReading(...units(pair))]).toEqual([true, true]),
  );
  it.each(pairs(SAME_WITHOUT_TONE))('%s share one when tones do not count', (pair) => expect(sharesReading(...units(pair))).toBe(true));
  it.each(pairs(DIFFERENT))('%s share none', (pair) => expect(sharesReading(...units(pair))).toBe(false));
  it('know tones apart', () =>
    expect(pairs('何贺 付福 李离').map((pair) => sharesToneReading(...units(pair)))).toEqual([false, false, false]));
});

describe('Cantonese readings', () => {
  it.each(pairs('黄王 何贺 吴伍 麦默 周邹 曾憎'))('%s share one', (pair) => expect(sharesCantoneseReading(...units(pair))).toBe(true));
  it.each(pairs('陈沈 黄李 张王 周赵'))('%s share none', (pair) => expect(sharesCantoneseReading(...units(pair))).toBe(false));
});

describe('the class of a reading for blocking', () => {
  it.each(pairs('付傅 曾增 单善 查渣 区欧 解谢 仇求 盖歌 乐勒 王旺'))('is one for %s', (pair) =>
    expect(blockingReading(pair.charCodeAt(0))).toBe(blockingReading(pair.charCodeAt(1))),
  );
  it('differs between 陈 and 沈', () => expect(blockingReading('陈'.charCodeAt(0))).not.toBe(blockingReading('沈'.charCodeAt(0))));
  it('is small for every unit, and a syllable only for what has a reading', () => {
    const classes = Uint16Array.from({ length: 0x10000 }, (_, unit) => blockingReading(unit));
    expect(classes.every((value) => value < READING_CLASSES)).toBe(true);
    expect([0, 0x41, 0x33ff, 0xa000, 0xd800].map((unit) => (classes[unit] ?? 0) >= 512)).toEqual([true, true, true, true, true]);
  });
});

describe('units without a reading', () => {
  it.each([0, 0x41, 0x33ff, 0xa000, 0xffff])('%i share none, not even with themselves', (unit) =>
    expect([sharesToneReading(unit, unit), sharesReading(unit, unit), sharesCantoneseReading(unit, unit)]).toEqual([false, false, false]),
  );
});
