import type { readersMessages as zh } from '../zh/readers.js';

export const readersMessages: Record<keyof typeof zh, string> = {};
