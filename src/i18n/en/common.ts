import type { commonMessages as zh } from '../zh/common.js';

export const commonMessages: Record<keyof typeof zh, string> = {};
