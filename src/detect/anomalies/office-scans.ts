import { activityScans } from './offices/activity-scan.js';
import { backfillScans } from './offices/backfill-scan.js';
import { placeholderScans } from './offices/placeholder-scan.js';
import { serialScans } from './offices/serial-scan.js';
import { waveScans } from './offices/waves.js';
import type { ScanFactory } from './scan.js';

/** The scans that look at offices, registrars and certificates. */
export const OFFICE_SCANS: readonly ScanFactory[] = [serialScans, activityScans, placeholderScans, backfillScans, waveScans];
