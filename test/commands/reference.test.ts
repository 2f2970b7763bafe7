import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandTable, referenceMarkdown } from '../../src/commands/reference.js';
import { requestFormsMarkdown } from '../../src/commands/request-forms-reference.js';

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

describe('the documents made from the program are current (npm run docs)', () => {
  it.each([
    ['docs/commands.md', 'en'],
    ['docs/commands.zh-CN.md', 'zh'],
  ] as const)('%s', (name, lang) => {
    expect(read(name)).toBe(referenceMarkdown(lang));
  });

  it.each([
    ['docs/request-forms.md', 'en'],
    ['docs/request-forms.zh-CN.md', 'zh'],
  ] as const)('%s', (name, lang) => {
    expect(read(name)).toBe(requestFormsMarkdown(lang));
  });

  it.each([
    ['README.md', 'en'],
    ['README.zh-CN.md', 'zh'],
  ] as const)('the table of commands in %s', (name, lang) => {
    expect(read(name)).toContain(commandTable(lang));
  });
});
