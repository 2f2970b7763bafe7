import type { demoMessages as zh } from '../zh/demo.js';

export const demoMessages: Record<keyof typeof zh, string> = {};
