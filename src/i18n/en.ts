import { ocrReadMessages } from './en/ocr-read.js';
import type { zh } from './zh.js';
import { detectReportMessages } from './en/detect-report.js';
import { anomalyMessages } from './en/anomaly.js';
import { acceptanceMessages } from './en/acceptance.js';
import { ocrPdfMessages } from './en/ocr-pdf.js';
import { commonMessages } from './en/common.js';
import { officeAnomalyMessages } from './en/office-anomaly.js';
import { shareMessages } from './en/share.js';
import { cliMessages } from './en/cli.js';
import { configMessages } from './en/config.js';
import { findingMessages } from './en/finding.js';
import { initMessages } from './en/init.js';
import { storeMessages } from './en/store.js';
import { referenceMessages } from './en/reference.js';
import { exportMessages } from './en/export.js';
import { ledgerMessages } from './en/ledger.js';
import { queryMessages } from './en/query.js';
import { readersMessages } from './en/readers.js';
import { importMessages } from './en/import.js';
import { scanImportMessages } from './en/scan-import.js';
import { validateMessages } from './en/validate.js';
import { batchMessages } from './en/batch.js';
import { quarantineMessages } from './en/quarantine.js';
import { officeMessages } from './en/office.js';
import { reviewMessages } from './en/review.js';
import { scanReviewMessages } from './en/scan-review.js';
import { reportMessages } from './en/report.js';
import { requestMessages } from './en/request.js';
import { userMessages } from './en/user.js';
import { validatorsMessages } from './en/validators.js';
import { doctorMessages } from './en/doctor.js';
import { keyMessages } from './en/key.js';
import { tokenMessages } from './en/token.js';
import { demoMessages } from './en/demo.js';
import { accessMessages } from './en/access.js';
import { linkageMessages } from './en/linkage.js';
import { traceMessages } from './en/trace.js';
import { featureMessages } from './en/features.js';
import { ocrEngineMessages } from './en/ocr-engine.js';
import { ocrPageMessages } from './en/ocr-page.js';
import { ocrTemplateMessages } from './en/ocr-template.js';

/** English fills every key of the Chinese catalogue, or `tsc` fails. */
export const en: Record<keyof typeof zh, string> = {
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
};
