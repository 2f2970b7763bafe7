import type { validateMessages as zh } from '../zh/validate.js';

export const validateMessages: Record<keyof typeof zh, string> = {};
