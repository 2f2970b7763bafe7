import type { quarantineMessages as zh } from '../zh/quarantine.js';

export const quarantineMessages: Record<keyof typeof zh, string> = {};
