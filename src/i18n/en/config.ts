import type { configMessages as zh } from '../zh/config.js';

export const configMessages: Record<keyof typeof zh, string> = {};
