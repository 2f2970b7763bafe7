import type { initMessages as zh } from '../zh/init.js';

export const initMessages: Record<keyof typeof zh, string> = {};
