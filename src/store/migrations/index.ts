import { MIGRATION_1 } from './0001-registry.js';
import { MIGRATION_2 } from './0002-accounts.js';
import { MIGRATION_3 } from './0003-requests.js';
import { MIGRATION_4 } from './0004-offices.js';
import { MIGRATION_5 } from './0005-approval.js';
import { MIGRATION_6 } from './0006-exports.js';
import { MIGRATION_7 } from './0007-export-marks.js';
import { MIGRATION_8 } from './0008-incidents.js';
import { MIGRATION_9 } from './0009-queries.js';
import { MIGRATION_10 } from './0010-findings.js';
import { MIGRATION_11 } from './0011-linkage-model.js';
import { MIGRATION_12 } from './0012-life-events.js';
import { MIGRATION_13 } from './0013-opinions.js';
import { MIGRATION_14 } from './0014-scans.js';
import { MIGRATION_15 } from './0015-acceptance.js';

/** Migrations in order; the registry's `user_version` is the number applied. Never edit one that has been released. */
export const MIGRATIONS: readonly string[] = [
  MIGRATION_1,
  MIGRATION_2,
  MIGRATION_3,
  MIGRATION_4,
  MIGRATION_5,
  MIGRATION_6,
  MIGRATION_7,
  MIGRATION_8,
  MIGRATION_9,
  MIGRATION_10,
  MIGRATION_11,
  MIGRATION_12,
  MIGRATION_13,
  MIGRATION_14,
  MIGRATION_15,
];
export const SCHEMA_VERSION: number = MIGRATIONS.length;
