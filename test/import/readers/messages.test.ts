import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isMessageKey } from '../../../src/i18n/translate.js';

const FOLDERS = ['src/import/readers', 'src/import/mapping', 'src/tables'];

function keysIn(folder: string): string[] {
  const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  return sources.flatMap((source) => [...source.matchAll(/'((?:import|mapping)\.[a-z-]+)'/gu)].map((match) => match[1] ?? ''));
}

it('every refusal of an input has a message and an advice', () => {
  const keys = [...new Set(FOLDERS.flatMap(keysIn))];
  expect(keys.length).toBeGreaterThan(30);
  expect(keys.filter((key) => !isMessageKey(key) || !isMessageKey(`${key}.hint`))).toEqual([]);
});
