import type { doctorMessages as zh } from '../zh/doctor.js';

export const doctorMessages: Record<keyof typeof zh, string> = {};
