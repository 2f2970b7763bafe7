import type { validateMessages as zh } from '../zh/validate.js';

export const validateMessages: Readonly<Record<keyof typeof zh, string>> = {
  'validate.more': '… only the first {shown} rows; --report problems.html lists more',
};
