import type { reportMessages as zh } from '../zh/report.js';

export const reportMessages: Record<keyof typeof zh, string> = {};
