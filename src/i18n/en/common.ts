import type { commonMessages as zh } from '../zh/common.js';

export const commonMessages: Record<keyof typeof zh, string> = {
  'common.error': 'Error: ',
  'common.hint': 'Hint: ',
  'common.did-you-mean': 'did you mean {suggestion}?',
  'common.warning': 'Warning: ',
  'common.interrupted': 'interrupted; what was not finished was not written',
  'common.interrupted.hint': 'run the same command again to continue',
  'common.bug': 'mreg {version} failed inside',
  'common.bug.hint':
    'this is a bug in mreg, not your mistake. Please report the text above with the command you ran (document numbers are masked)',
  'common.yes': 'yes',
  'common.no': 'no',
  'common.progress.rows': '{rows} rows',
  'common.progress.rate': '{rate} rows/s',
  'common.progress.pages': '{pages} pages',
  'common.progress.page-rate': '{rate} pages/min',
  'common.progress.accepted': '{count} accepted',
  'common.progress.quarantined': '{count} quarantined',
  'common.progress.left': '{time} left',
};
