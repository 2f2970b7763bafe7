import type { scanImportMessages as zh } from '../zh/scan-import.js';

export const scanImportMessages: Record<keyof typeof zh, string> = {
  'scan-import.scan-missing': 'the picture of scan {scan}… is not in the home: {path}',
  'scan-import.scan-missing.hint': 'restore the file from a backup, or import the scan once more',
  'scan-import.scan-changed': 'the picture of scan {scan}… is not what was imported: {path}',
  'scan-import.scan-changed.hint': 'it may be damaged or altered; restore it from a backup, or import the scan once more',
};
