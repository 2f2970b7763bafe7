import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS, FAMILIES } from '../../src/commands/catalogue.js';
import { en } from '../../src/i18n/en.js';
import { isMessageKey, placeNames } from '../../src/i18n/translate.js';
import { zh } from '../../src/i18n/zh.js';

const SOURCE = new URL('../../src', import.meta.url).pathname;
const sourceFiles = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

/** Text between a Chinese character and an ASCII mark: Chinese is set with full-width marks. */
const HALF_WIDTH_MARK = /[\u3400-\u9FFF][,:;!?]|[,:;!?][\u3400-\u9FFF]|\}[!?]$|[\u3400-\u9FFF]\(|\)[\u3400-\u9FFF]/u;

describe('the message catalogues', () => {
  it('ask for the same values in both languages', () => {
    const differing = Object.keys(zh).filter((key) => isMessageKey(key) && placeNames(zh[key]).join(' ') !== placeNames(en[key]).join(' '));
    expect(differing).toEqual([]);
  });

  it('hold no empty text', () => {
    const empty = [...Object.entries(zh), ...Object.entries(en)].filter(([, text]) => text.trim() === '').map(([key]) => key);
    expect(empty).toEqual([]);
  });

  it('set Chinese with full-width marks', () => {
    expect(Object.entries(zh).filter(([, text]) => HALF_WIDTH_MARK.test(text))).toEqual([]);
  });

  it('say every failure that the code can throw, with advice', () => {
    const thrown = sourceFiles.flatMap((name) => thrownKeys(readFileSync(join(SOURCE, name), 'utf8')).map((key) => ({ name, key })));
    expect(thrown.length).toBeGreaterThan(10);
    expect(thrown.filter(({ key }) => !isMessageKey(key) || !isMessageKey(`${key}.hint`))).toEqual([]);
  });
});

describe('the command catalogue', () => {
  const texts = COMMANDS.flatMap((command) => [
    command.summary,
    command.effect,
    ...command.arguments.map(({ text }) => text),
    ...command.options.map(({ text }) => text),
    ...command.examples.map(({ text }) => text),
  ]);

  it('sets Chinese with full-width marks', () => {
    const all = [...texts, ...FAMILIES.map(({ summary }) => summary)];
    expect(all.map(({ zh: text }) => text).filter((text) => HALF_WIDTH_MARK.test(text))).toEqual([]);
  });
});

/** Keys given literally to `MregError`; those chosen at run time are the callers' own tests. */
function thrownKeys(source: string): readonly string[] {
  return [...source.matchAll(/new MregError\(\s*'[a-z-]+',\s*'([^']+)'/gu)].map((match) => match[1] ?? '');
}
