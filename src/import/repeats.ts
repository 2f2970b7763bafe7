import type { Finding } from '../domain/finding.js';
import { foundDiffersFromRegistry } from '../validators/load/differs-from-registry.js';
import { foundDuplicateInFile } from '../validators/load/duplicate-in-file.js';
import { IDENTITY_FIELDS } from './rows/record-key.js';

/** The row says what line `line` of the same file says. */
export function foundRepeatInFile(line: number): Finding {
  return foundDuplicateInFile(line, IDENTITY_FIELDS);
}

/** The registry has this registration, with other particulars. `record` is its id, or the place an import would load it from. */
export function foundDifferingFromRegistry(record: number | string): Finding {
  return foundDiffersFromRegistry(record, IDENTITY_FIELDS);
}
