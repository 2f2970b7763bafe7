import { archiveCases } from './archive.js';
import { certificateCases } from './certificate.js';
import { dateCases } from './dates.js';
import { identityCases } from './identity.js';
import { lawCases } from './law.js';
import { officeCases } from './office.js';
import { partyCases } from './parties.js';
import { presenceCases } from './presence.js';
import { readingCases } from './reading.js';
import type { RuleCases } from './rule-case.js';

export const ALL_CASES: RuleCases = {
  ...presenceCases,
  ...readingCases,
  ...dateCases,
  ...lawCases,
  ...identityCases,
  ...partyCases,
  ...certificateCases,
  ...officeCases,
  ...archiveCases,
};
