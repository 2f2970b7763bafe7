import type { demoMessages as zh } from '../zh/demo.js';

export const demoMessages: Record<keyof typeof zh, string> = {
  'demo.begin': 'The beginning\nEvery command below is real and runs in a throw-away home: {home}',
  'demo.import-clean':
    'Import seventy years of one county (CSV in GB18030)\nAges, certificate numbers and regions are judged by the rules of the day of registration.',
  'demo.import-messy':
    'Import a messy ledger (XLSX)\nA bad row is neither lost nor mixed in: it goes to quarantine with its text and its reasons.',
  'demo.import-package': 'Import a package (ZIP: CSV and scans, file names in GBK)',
  'demo.import-again': 'Import the same file again\nIt is recognised, and nothing is loaded twice.',
  'demo.quarantine': 'Look into quarantine\nEvery row has its reasons and advice; document numbers are masked.',
  'demo.export': 'Export a sheet for repair\nThe bad cells are coloured, with reason and advice as comments.',
  'demo.repair':
    'A clerk repairs the sheet with the paper archive at hand\n{rows} rows and {cells} cells changed; for a few rows the paper is lost. Now the sheet is read back:',
  'demo.batch': 'Undo a batch\nBatch 3 was sent by mistake and will come again.',
  'demo.verify': 'What the ledger proves\nThe ledger is checked, and every record against its digest in the ledger.',
  'demo.tamper': 'Somebody goes behind the back of mreg and changes a name with plain sqlite3',
  'demo.found': 'Verify again',
  'demo.end':
    'The end\nThe edited record was found (exit code 5). The throw-away home is removed; your own was not touched.\nTry it yourself: mreg init --operator NAME',
  'demo.end-kept': 'The end\nThe edited record was found (exit code 5). The data stays in {home} to try more.',
  'demo.interrupted': 'the tour was interrupted; the throw-away home is removed',
  'demo.interrupted.hint': 'run mreg demo to begin again',
};
