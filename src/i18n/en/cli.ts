import type { cliMessages as zh } from '../zh/cli.js';

export const cliMessages: Record<keyof typeof zh, string> = {};
