import { describe, expect, it } from 'vitest';
import { explainPair } from '../../src/domain/linkage-model.js';
import { displayWidth } from '../../src/lib/display-width.js';
import { bitsText, probabilityText } from '../../src/report/linkage-words.js';
import { waterfallSvg } from '../../src/report/svg/waterfall-chart.js';
import { verdictLines } from '../../src/report/verdict-lines.js';
import { waterfallLines } from '../../src/report/waterfall-lines.js';
import { aModel, anEvidence } from './a-linkage.js';

const model = aModel();
const explanation = explainPair(model, anEvidence());

/** Signed bits as printed, back to a number. */
const bitsOf = (text: string): number => Number((/([+\u2212]?\d+\.\d)(?= )/u.exec(text)?.[1] ?? '').replace('\u2212', '-'));

describe('the waterfall in a terminal', () => {
  it.each(['zh', 'en'] as const)('adds up line by line to its total (%s)', (lang) => {
    const lines = waterfallLines(explanation, lang);
    const bits = lines.map(bitsOf);
    expect(lines).toHaveLength(2 + model.comparisons.length + 1 + 1);
    expect(bits.slice(0, -1).reduce((sum, each) => sum + each, 0)).toBeCloseTo(bits.at(-1) ?? NaN, 0);
    expect(bits.at(-1)).toBeCloseTo(explanation.total, 1);
  });

  it('keeps bars in one column whatever script the words are in', () => {
    for (const lang of ['zh', 'en'] as const) {
      const middles = waterfallLines(explanation, lang).map((line) => displayWidth(line.split('│')[0] ?? ''));
      expect(new Set(middles).size).toBe(1);
    }
  });

  it('draws what speaks against to the left and what speaks for to the right', () => {
    for (const line of waterfallLines(explanation, 'en')) {
      const [left, right] = line.split('│');
      if (Math.abs(bitsOf(line)) < 3) continue;
      expect([left?.includes('▇'), right?.includes('▇')]).toEqual(bitsOf(line) < 0 ? [true, false] : [false, true]);
    }
  });
});

describe('the waterfall as a picture', () => {
  it('begins each bar where the one before it ended', () => {
    const svg = waterfallSvg(explanation, 'en', 0.95);
    const bars = [...svg.matchAll(/<rect class="(good|bad|plain)( rare)?" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/gu)].map(
      ([, tone, , x, width]) => {
        const [left, right] = [Number(x), Number(x) + Number(width)];
        return tone === 'good' ? { from: left, to: right } : { from: right, to: left };
      },
    );
    expect(bars).toHaveLength(1 + model.comparisons.length + 1 + 1 + 1);
    for (const [index, bar] of bars.slice(1, -1).entries()) expect(Math.abs(bar.from - (bars[index]?.to ?? NaN))).toBeLessThan(1.2);
    expect(Math.abs((bars.at(-1)?.to ?? NaN) - (bars.at(-2)?.to ?? NaN))).toBeLessThan(1.2);
  });

  it('keeps words of a model that are hostile or long within their place', () => {
    const key = `<script>alert("我")</script>${'很长'.repeat(60)}`;
    const comparisons = model.comparisons.map((comparison) => ({
      ...comparison,
      key,
      levels: comparison.levels.map((level) => ({ ...level, key })),
    }));
    const svg = waterfallSvg(explainPair({ ...model, comparisons }, anEvidence()), 'zh');
    expect(svg).not.toContain('<script');
    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/gu)].map((match) => match[1] ?? '');
    expect(Math.max(...texts.map((text) => displayWidth(text.replaceAll(/&[a-z#0-9]+;/gu, 'x'))))).toBeLessThanOrEqual(31);
  });

  it('sets a long word of a model on two lines, and loses none of it', () => {
    const key = 'one digit, two neighbours or the check character';
    const comparisons = model.comparisons.map((comparison) => ({
      ...comparison,
      levels: comparison.levels.map((level) => ({ ...level, key })),
    }));
    const svg = waterfallSvg(explainPair({ ...model, comparisons }, anEvidence()), 'en');
    const lines = [...svg.matchAll(/<text class="quiet tiny"[^>]*>([^<]*)<\/text>/gu)].map((match) => match[1] ?? '');
    expect(lines.slice(0, 2).join(' ')).toBe(key);
  });

  it('draws a weight without end at the edge', () => {
    const endless = { ...explanation, steps: [{ comparison: 'name-man', level: 'exact', weight: -Infinity, rarity: 0 }], total: -Infinity };
    expect(waterfallSvg(endless, 'en')).not.toMatch(/NaN|Infinity"/u);
  });
});

describe('numbers', () => {
  it.each([
    [0.999_999, '>99.99%'],
    [0.9999, '99.99%'],
    [0.95, '95%'],
    [0.431_6, '43.16%'],
    [1e-9, '<0.01%'],
  ])('says the probability %d as %s', (probability, text) => expect(probabilityText(probability)).toBe(text));

  it.each([
    [11.24, '+11.2'],
    [-3, '\u22123.0'],
    [-0.04, '0.0'],
  ])('says %d bits as %s', (bits, text) => expect(bitsText(bits)).toBe(text));
});

describe('what would change the verdict, in words', () => {
  it('says the change and the probability it leads to', () => {
    const [line] = verdictLines(model, anEvidence({ levels: [0, 3, 2, 0], rarity: [0, 0, 0, 0] }), 'en');
    expect(line).toMatch(/^If “.+” were “.+” instead of “.+”, the probability would rise to (9[5-9]|>99)/u);
  });

  it('says so when no single comparison decides', () => {
    const rarity = [0, 0, 0, 0];
    expect(verdictLines(model, anEvidence({ levels: [2, 2, 2, 1], rarity }), 'zh')).toEqual(['任何单独一项改变，都仍在判定线以下。']);
  });
});
