import type { storeMessages as zh } from '../zh/store.js';

export const storeMessages: Record<keyof typeof zh, string> = {};
