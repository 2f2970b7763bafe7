import type { importMessages as zh } from '../zh/import.js';

export const importMessages: Record<keyof typeof zh, string> = {};
