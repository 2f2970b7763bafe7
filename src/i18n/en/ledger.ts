import type { ledgerMessages as zh } from '../zh/ledger.js';

export const ledgerMessages: Record<keyof typeof zh, string> = {};
