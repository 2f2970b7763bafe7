import type { ScanFactory } from './scan.js';

/** The scans that look at offices, registrars and certificates. */
export const OFFICE_SCANS: readonly ScanFactory[] = [];
