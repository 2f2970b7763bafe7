import type { referenceMessages as zh } from '../zh/reference.js';

export const referenceMessages: Record<keyof typeof zh, string> = {};
