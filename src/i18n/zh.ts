import { ocrReadMessages } from './zh/ocr-read.js';
import { detectReportMessages } from './zh/detect-report.js';
import { anomalyMessages } from './zh/anomaly.js';
import { acceptanceMessages } from './zh/acceptance.js';
import { ocrPdfMessages } from './zh/ocr-pdf.js';
import { commonMessages } from './zh/common.js';
import { officeAnomalyMessages } from './zh/office-anomaly.js';
import { shareMessages } from './zh/share.js';
import { cliMessages } from './zh/cli.js';
import { configMessages } from './zh/config.js';
import { findingMessages } from './zh/finding.js';
import { initMessages } from './zh/init.js';
import { storeMessages } from './zh/store.js';
import { referenceMessages } from './zh/reference.js';
import { exportMessages } from './zh/export.js';
import { ledgerMessages } from './zh/ledger.js';
import { queryMessages } from './zh/query.js';
import { readersMessages } from './zh/readers.js';
import { importMessages } from './zh/import.js';
import { scanImportMessages } from './zh/scan-import.js';
import { validateMessages } from './zh/validate.js';
import { batchMessages } from './zh/batch.js';
import { quarantineMessages } from './zh/quarantine.js';
import { officeMessages } from './zh/office.js';
import { reviewMessages } from './zh/review.js';
import { scanReviewMessages } from './zh/scan-review.js';
import { reportMessages } from './zh/report.js';
import { requestMessages } from './zh/request.js';
import { userMessages } from './zh/user.js';
import { validatorsMessages } from './zh/validators.js';
import { doctorMessages } from './zh/doctor.js';
import { keyMessages } from './zh/key.js';
import { tokenMessages } from './zh/token.js';
import { demoMessages } from './zh/demo.js';
import { accessMessages } from './zh/access.js';
import { linkageMessages } from './zh/linkage.js';
import { traceMessages } from './zh/trace.js';
import { featureMessages } from './zh/features.js';
import { ocrEngineMessages } from './zh/ocr-engine.js';
import { ocrPageMessages } from './zh/ocr-page.js';
import { ocrTemplateMessages } from './zh/ocr-template.js';

/** The Chinese catalogue defines the keys: one file for each capability, `<key>.hint` beside an error is its advice. */
export const zh = {
  ...commonMessages,
  ...cliMessages,
  ...configMessages,
  ...findingMessages,
  ...initMessages,
  ...storeMessages,
  ...referenceMessages,
  ...exportMessages,
  ...ledgerMessages,
  ...queryMessages,
  ...readersMessages,
  ...importMessages,
  ...scanImportMessages,
  ...validateMessages,
  ...batchMessages,
  ...quarantineMessages,
  ...officeMessages,
  ...reportMessages,
  ...reviewMessages,
  ...scanReviewMessages,
  ...requestMessages,
  ...userMessages,
  ...validatorsMessages,
  ...doctorMessages,
  ...keyMessages,
  ...tokenMessages,
  ...demoMessages,
  ...accessMessages,
  ...linkageMessages,
  ...traceMessages,
  ...anomalyMessages,
  ...officeAnomalyMessages,
  ...shareMessages,
  ...detectReportMessages,
  ...featureMessages,
  ...ocrReadMessages,
  ...ocrEngineMessages,
  ...acceptanceMessages,
  ...ocrPdfMessages,
  ...ocrPageMessages,
  ...ocrTemplateMessages,
} as const;
