import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SESSIONS_FOLDER } from '../../access/sessions/session-file.js';
import { CONFIG_FILE } from '../../config/config.js';
import { readConfig } from '../../config/read-config.js';
import { MregError } from '../../domain/error.js';
import { ledgerRepository } from '../../store/ledger-repository.js';
import { SCHEMA_VERSION } from '../../store/migrations/index.js';
import { openRegistry, registryPath, type Registry } from '../../store/open.js';
import { probeJournalMode, schemaVersionOf } from '../../store/probe.js';
import { KEYS_FOLDER, WORK_FOLDER } from '../home.js';
import { checkup, type Checkup } from './checkup.js';
import { reasonOf } from './runtime-checks.js';

const MEBIBYTE = 1024 * 1024;
const LITTLE_DISK_BYTES = 2_048 * MEBIBYTE;
const TOO_LITTLE_DISK_BYTES = 200 * MEBIBYTE;
const OTHERS_BITS = 0o077;

/** The home as it lies on disk. A home not made yet is no fault. */
export function homeChecks(homePath: string): readonly Checkup[] {
  if (!existsSync(homePath)) return [checkup('home', 'warning', 'doctor.no-home', { home: homePath })];
  return [
    permissionCheck(homePath),
    diskCheck(homePath),
    journalCheck(homePath),
    leftoverCheck(homePath),
    ...(existsSync(join(homePath, CONFIG_FILE))
      ? [configCheck(homePath), ...registryChecks(homePath)]
      : [checkup('home', 'warning', 'doctor.no-home', { home: homePath })]),
  ];
}

/** Windows has no such bits and says 0o666 or so for everything. */
function permissionCheck(homePath: string): Checkup {
  const folders = [KEYS_FOLDER, SESSIONS_FOLDER].map((name) => join(homePath, name)).filter((path) => existsSync(path));
  const paths = [homePath, ...folders, ...folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))];
  const open = paths.find((path) => (statSync(path).mode & OTHERS_BITS) !== 0);
  if (open === undefined) return checkup('permissions', 'ok', 'doctor.permissions', { home: homePath });
  return checkup('permissions', 'warning', 'doctor.permissions-open', { path: open });
}

function diskCheck(homePath: string): Checkup {
  const { bavail, bsize } = statfsSync(homePath);
  const freeBytes = bavail * bsize;
  const status = freeBytes < TOO_LITTLE_DISK_BYTES ? 'failed' : freeBytes < LITTLE_DISK_BYTES ? 'warning' : 'ok';
  return checkup('disk', status, status === 'ok' ? 'doctor.disk' : 'doctor.disk-little', {
    free: Math.floor(freeBytes / MEBIBYTE).toLocaleString('en-US'),
  });
}

function journalCheck(homePath: string): Checkup {
  try {
    const mode = probeJournalMode(homePath);
    return checkup('journal', mode === 'wal' ? 'ok' : 'failed', mode === 'wal' ? 'doctor.journal' : 'doctor.journal-other', { mode });
  } catch (cause) {
    return checkup('journal', 'failed', 'doctor.journal-failed', { reason: reasonOf(cause) });
  }
}

/** What a killed run leaves behind; the next import clears it, unless nobody imports any more. */
function leftoverCheck(homePath: string): Checkup {
  const work = join(homePath, WORK_FOLDER);
  const names = [...readdirSync(homePath).filter((name) => name.startsWith('.mreg-')), ...(existsSync(work) ? readdirSync(work) : [])];
  if (names.length === 0) return checkup('leftovers', 'ok', 'doctor.leftovers-none');
  return checkup('leftovers', 'warning', 'doctor.leftovers', { count: names.length, first: names[0] ?? '', work });
}

function configCheck(homePath: string): Checkup {
  try {
    const { province } = readConfig(homePath);
    return checkup('config', 'ok', 'doctor.config', { province: province.name });
  } catch (cause) {
    return checkup('config', 'failed', 'doctor.config-bad', { reason: keyOf(cause) });
  }
}

function registryChecks(homePath: string): readonly Checkup[] {
  let registry: Registry | undefined;
  try {
    registry = openRegistry(registryPath(homePath), { readonly: true });
    const values = { version: schemaVersionOf(registry), supported: SCHEMA_VERSION };
    const entries = ledgerRepository(registry.database).lastSeq();
    return [
      checkup(
        'schema',
        values.version === SCHEMA_VERSION ? 'ok' : 'warning',
        values.version === SCHEMA_VERSION ? 'doctor.schema' : 'doctor.schema-older',
        values,
      ),
      entries === 0 ? checkup('ledger', 'failed', 'doctor.ledger-empty') : checkup('ledger', 'ok', 'doctor.ledger', { entries }),
    ];
  } catch (cause) {
    return [checkup('schema', 'failed', 'doctor.registry-bad', { reason: keyOf(cause) })];
  } finally {
    registry?.close();
  }
}

function keyOf(cause: unknown): string {
  return cause instanceof MregError ? cause.key : reasonOf(cause);
}
