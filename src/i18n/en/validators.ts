import type { validatorsMessages as zh } from '../zh/validators.js';

export const validatorsMessages: Record<keyof typeof zh, string> = {};
