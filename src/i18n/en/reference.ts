import type { referenceMessages as zh } from '../zh/reference.js';

export const referenceMessages: Record<keyof typeof zh, string> = {
  'tables.invalid': 'the table file {file} is wrong at {path}: expected {expected}',
  'tables.invalid.hint': 'docs/reference-tables.md tells the form of table files',
};
