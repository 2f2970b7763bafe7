import { join, resolve } from 'node:path';
import { principalOf } from '../access/accounts/principal.js';
import type { Config } from '../config/config.js';
import { overlayTables, readTableOverrides } from '../config/packaged-tables.js';
import { readConfig } from '../config/read-config.js';
import { actorOf, type Principal } from '../domain/account.js';
import { MregError } from '../domain/error.js';
import { layOfficeChanges } from '../domain/office-change.js';
import type { ReferenceTables } from '../domain/reference.js';
import { loadLedgerSigner } from '../ledger/ledger-key.js';
import { signEntriesWith } from '../ledger/signed-end.js';
import type { NoteSigner } from '../ledger/signed-note.js';
import type { Account } from '../store/account-repository.js';
import { ledgerRepository } from '../store/ledger-repository.js';
import { OfficeRepository } from '../store/office-repository.js';
import { SCHEMA_VERSION } from '../store/migrations/index.js';
import { openRegistry, registryPath, storeError, type Registry } from '../store/open.js';
import { schemaVersionOf } from '../store/probe.js';
import { readReferenceTables } from '../store/reference-repository.js';
import type { Session } from '../store/session-repository.js';
import { provePerson } from './proven-person.js';
import type { Services } from './services.js';

/** A home opened for nobody in particular: its settings and its registry. */
export interface OpenedHome {
  readonly path: string;
  readonly config: Config;
  readonly registry: Registry;
  /** Where unfinished work of this home is kept; it may not exist yet. */
  readonly workPath: string;
}

/** A home in use, and who acts. */
export interface Home extends OpenedHome {
  /** Who acts, and over which area. */
  readonly principal: Principal;
  /** `张三 (zhangsan)`, as written into ledger entries. */
  readonly actor: string;
  /** The account that was proven, as it is now. */
  readonly account: Account;
  /** Absent when a password alone proved the person, as for a cron job. */
  readonly session?: Session;
}

export interface HomeAccess {
  readonly readonly: boolean;
  /** A dry run leaves no byte behind, not even that its session was used. */
  readonly dryRun?: boolean;
}

/**
 * Opens the home for a person whom a session or a password proves, and who may run this command; lends it, and closes it
 * whatever happens.
 * @throws MregError `not-permitted` when nobody is proven, or this person may not; `configuration` when `init` has not made the home
 */
export async function withHome<T>(services: Services, access: HomeAccess, use: (home: Home) => T | Promise<T>): Promise<T> {
  return withOpenHome(services, access, async (opened) => {
    const { account, session } = await provePerson(services, opened, access);
    const principal = principalOf(account);
    return use({ ...opened, principal, actor: actorOf(principal), account, ...(session === undefined ? {} : { session }) });
  });
}

/**
 * Opens the home without asking who acts, for what happens before a session: logging in. What fails in the store or on the disk
 * below it, in any command, gets its reason here: a damaged page shows only when it is read.
 * @throws MregError `configuration` when `init` has not made it, or its schema is older and may not be changed now
 */
export async function withOpenHome<T>(services: Services, access: HomeAccess, use: (home: OpenedHome) => T | Promise<T>): Promise<T> {
  const path = resolve(services.homePath);
  const config = readConfig(path);
  const registry = openRegistry(registryPath(path), {
    readonly: access.readonly,
    busyTimeoutMs: config.import.busyTimeoutSeconds * 1_000,
  });
  try {
    refuseOlderSchema(registry);
    const home = { path, config, registry, workPath: join(path, WORK_FOLDER) };
    // Also when the command only reads: who was refused, or proven by a password, is written all the same.
    signEntriesWith(registry.database, () => signerAtHand(home));
    return await use(home);
  } catch (cause) {
    throw storeError(cause, registry.path);
  } finally {
    registry.close();
  }
}

/** The tables of this home, with what was decided about offices laid over them, or only what was before a ledger entry. */
export function homeTables(home: OpenedHome, beforeLedgerSeq = Infinity): ReferenceTables {
  const changes = new OfficeRepository(home.registry.database).changes();
  return layOfficeChanges(
    tablesBeforeDecisions(home),
    changes.filter(({ ledgerSeq }) => ledgerSeq < beforeLedgerSeq),
  );
}

/** Opened for reading only, a registry of an earlier version is not brought up to date. */
function refuseOlderSchema(registry: Registry): void {
  const version = schemaVersionOf(registry);
  if (version < SCHEMA_VERSION) {
    throw new MregError('configuration', 'store.older-schema', { path: registry.path, version, supported: SCHEMA_VERSION });
  }
}

/** The tables of the registry with those of `tables.overrides` laid over them. */
export function tablesBeforeDecisions({ path, config, registry }: OpenedHome): ReferenceTables {
  const tables = readReferenceTables(registry);
  const { overridesPath } = config.tables;
  return overridesPath === undefined ? tables : overlayTables(tables, readTableOverrides(resolve(path, overridesPath)));
}

/** Signs checkpoints with the newest key that is not retired. @throws MregError `configuration` when there is none. */
export function ledgerSigner({ path, config, registry }: OpenedHome): NoteSigner {
  const key = ledgerRepository(registry.database)
    .keys()
    .findLast(({ retiredAt }) => retiredAt === null);
  if (key === undefined) throw new MregError('configuration', 'init.no-ledger-key', { home: path });
  return loadLedgerSigner(join(keysPathOf(path), `ledger-${key.keyId}.pem`), config.ledger.origin);
}

/** The same for signing entries as they are written; without the key they are written all the same, and `ledger verify` says so. */
function signerAtHand(home: OpenedHome): NoteSigner | undefined {
  try {
    return ledgerSigner(home);
  } catch (cause) {
    if (cause instanceof MregError) return undefined;
    throw cause;
  }
}

export const KEYS_FOLDER = 'keys';
export const WORK_FOLDER = 'work';

export function keysPathOf(homePath: string): string {
  return join(homePath, KEYS_FOLDER);
}
