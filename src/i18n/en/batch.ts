import type { batchMessages as zh } from '../zh/batch.js';

export const batchMessages: Record<keyof typeof zh, string> = {};
