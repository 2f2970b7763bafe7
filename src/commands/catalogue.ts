import type { CommandGroup, CommandSpec, FamilySpec } from './command-spec.js';
import { DETECT_ANOMALY_COMMANDS } from './specs/detect-anomalies.js';
import { DETECT_DUPLICATE_COMMANDS, DETECT_MODEL_FAMILY } from './specs/detect-duplicates.js';
import { DETECT_FAMILY } from './specs/detect.js';
import { EXPORT_LEDGER_COMMANDS, EXPORT_LEDGER_FAMILY } from './specs/export-ledger.js';
import { EXPORT_WINDOW_COMMANDS, EXPORT_WINDOW_FAMILY } from './specs/export-windows.js';
import { EXPORT_COMMANDS, EXPORT_FAMILY, EXPORT_OFFICER_FAMILY } from './specs/export.js';
import { FINDINGS_COMMANDS, FINDINGS_FAMILY } from './specs/findings.js';
import { FINDINGS_MERGE_COMMANDS } from './specs/findings-merge.js';
import { BATCH_COMMANDS, BATCH_FAMILY, IMPORT_COMMANDS } from './specs/import.js';
import { LEDGER_EVIDENCE_COMMANDS, WITNESS_COMMANDS, WITNESS_FAMILY } from './specs/ledger-evidence.js';
import { KEY_COMMANDS, KEY_FAMILY } from './specs/key.js';
import { LEDGER_COMMANDS, LEDGER_FAMILY } from './specs/ledger.js';
import { OCR_ACCEPTANCE_COMMANDS, OCR_ACCEPTANCE_FAMILY } from './specs/ocr-acceptance.js';
import { OCR_READ_COMMANDS } from './specs/ocr-read.js';
import { OCR_TEMPLATE_COMMANDS, OCR_TEMPLATE_FAMILY } from './specs/ocr-template.js';
import { OCR_PDF_COMMANDS } from './specs/ocr-pdf.js';
import { OCR_FAMILY } from './specs/ocr.js';
import { ORG_COMMANDS, ORG_FAMILY } from './specs/org.js';
import { ORG_EQUIPMENT_FAMILY } from './specs/org-equipment.js';
import { ORG_PROFILE_FAMILY } from './specs/org-profile.js';
import { QUERY_COMMANDS, QUERY_FAMILY } from './specs/query.js';
import { QUARANTINE_COMMANDS, QUARANTINE_FAMILY } from './specs/quarantine.js';
import { REVIEW_COMMANDS } from './specs/review.js';
import { SESSION_COMMANDS } from './specs/session.js';
import { REQUEST_COMMANDS, REQUEST_FAMILY } from './specs/request.js';
import { SETUP_COMMANDS, VALIDATORS_COMMANDS, VALIDATORS_FAMILY } from './specs/setup.js';
import { SHARE_COMMANDS, SHARE_FAMILY } from './specs/share.js';
import { TOKEN_COMMANDS, TOKEN_FAMILY } from './specs/token.js';
import { TRACE_COMMANDS } from './specs/trace.js';
import { USER_COMMANDS, USER_FAMILY } from './specs/user.js';
import { USER_READ_COMMANDS } from './specs/user-read.js';
import { USER_UPKEEP_COMMANDS } from './specs/user-upkeep.js';

/** Every command `mreg` has, in the order help shows them. */
export const COMMANDS: readonly CommandSpec[] = [
  ...IMPORT_COMMANDS,
  ...QUARANTINE_COMMANDS,
  ...BATCH_COMMANDS,
  ...ORG_COMMANDS,
  ...REQUEST_COMMANDS,
  ...QUERY_COMMANDS,
  ...DETECT_DUPLICATE_COMMANDS,
  ...DETECT_ANOMALY_COMMANDS,
  ...SHARE_COMMANDS,
  ...FINDINGS_COMMANDS,
  ...FINDINGS_MERGE_COMMANDS,
  ...REVIEW_COMMANDS,
  ...OCR_READ_COMMANDS,
  ...OCR_TEMPLATE_COMMANDS,
  ...OCR_PDF_COMMANDS,
  ...OCR_ACCEPTANCE_COMMANDS,
  ...KEY_COMMANDS,
  ...TOKEN_COMMANDS,
  ...EXPORT_COMMANDS,
  ...EXPORT_WINDOW_COMMANDS,
  ...EXPORT_LEDGER_COMMANDS,
  ...TRACE_COMMANDS,
  ...LEDGER_COMMANDS,
  ...LEDGER_EVIDENCE_COMMANDS,
  ...WITNESS_COMMANDS,
  ...VALIDATORS_COMMANDS,
  ...SESSION_COMMANDS,
  ...USER_READ_COMMANDS,
  ...USER_COMMANDS,
  ...USER_UPKEEP_COMMANDS,
  ...SETUP_COMMANDS,
];

export const FAMILIES: readonly FamilySpec[] = [
  QUARANTINE_FAMILY,
  BATCH_FAMILY,
  ORG_FAMILY,
  ORG_PROFILE_FAMILY,
  ORG_EQUIPMENT_FAMILY,
  OCR_FAMILY,
  OCR_TEMPLATE_FAMILY,
  OCR_ACCEPTANCE_FAMILY,
  REQUEST_FAMILY,
  KEY_FAMILY,
  TOKEN_FAMILY,
  EXPORT_FAMILY,
  EXPORT_OFFICER_FAMILY,
  EXPORT_WINDOW_FAMILY,
  EXPORT_LEDGER_FAMILY,
  QUERY_FAMILY,
  DETECT_FAMILY,
  SHARE_FAMILY,
  DETECT_MODEL_FAMILY,
  FINDINGS_FAMILY,
  LEDGER_FAMILY,
  WITNESS_FAMILY,
  VALIDATORS_FAMILY,
  USER_FAMILY,
];

export const GROUPS: readonly CommandGroup[] = ['daily', 'repair', 'access', 'export', 'proof', 'setup'];

export function commandAt(path: string): CommandSpec | undefined {
  return COMMANDS.find((command) => command.path === path);
}

export function familyAt(path: string): FamilySpec | undefined {
  return FAMILIES.find((family) => family.path === path);
}

/** The path of the family that holds a command or a family; empty at the top. */
export function familyPathOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf(' ')));
}

/** Commands and families one word below a path, the empty path being the top: what may be typed next. */
export function nextUnder(path: string): readonly (CommandSpec | FamilySpec)[] {
  return [...COMMANDS, ...FAMILIES].filter((each) => familyPathOf(each.path) === path);
}

/** `add` of `ledger witness add`. */
export function lastWordOf(path: string): string {
  return path.slice(path.lastIndexOf(' ') + 1);
}
