import { join, resolve } from 'node:path';
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
import { ledgerRepository } from '../store/ledger-repository.js';
import { OfficeRepository } from '../store/office-repository.js';
import { openRegistry, registryPath, storeError, type Registry } from '../store/open.js';
import { readReferenceTables } from '../store/reference-repository.js';
import type { Services } from './services.js';

/** A home in use: its settings, its open registry, and who acts. */
export interface Home {
  readonly path: string;
  readonly config: Config;
  readonly registry: Registry;
  /** Who acts, and over which area. */
  readonly principal: Principal;
  /** `张三 (zhangsan)`, as written into ledger entries. */
  readonly actor: string;
  /** Where unfinished work of this home is kept; it may not exist yet. */
  readonly workPath: string;
}

/**
 * Opens the home, lends it, and closes it whatever happens. What fails in the store or on the disk below it, in any command,
 * gets its reason here: a damaged page shows only when it is read.
 * @throws MregError `configuration` when `init` has not made it.
 */
export async function withHome<T>(
  services: Services,
  access: { readonly readonly: boolean },
  use: (home: Home) => T | Promise<T>,
): Promise<T> {
  const path = resolve(services.homePath);
  const config = readConfig(path);
  const registry = openRegistry(registryPath(path), { ...access, busyTimeoutMs: config.import.busyTimeoutSeconds * 1_000 });
  try {
    if (!access.readonly) signEntriesWith(registry.database, () => signerAtHand({ path, config, registry }));
    const principal = principalOf(config);
    return await use({ path, config, registry, principal, actor: actorOf(principal), workPath: join(path, WORK_FOLDER) });
  } catch (cause) {
    throw storeError(cause, registry.path);
  } finally {
    registry.close();
  }
}

/** The tables of this home, with what was decided about offices laid over them. */
export function homeTables(home: Home): ReferenceTables {
  return layOfficeChanges(tablesBeforeDecisions(home), new OfficeRepository(home.registry.database).changes());
}

/** The tables of the registry with those of `tables.overrides` laid over them. */
export function tablesBeforeDecisions({ path, config, registry }: Home): ReferenceTables {
  const tables = readReferenceTables(registry);
  const { overridesPath } = config.tables;
  return overridesPath === undefined ? tables : overlayTables(tables, readTableOverrides(resolve(path, overridesPath)));
}

/** Signs checkpoints with the newest key that is not retired. @throws MregError `configuration` when there is none. */
export function ledgerSigner({ path, config, registry }: Pick<Home, 'path' | 'config' | 'registry'>): NoteSigner {
  const key = ledgerRepository(registry.database)
    .keys()
    .findLast(({ retiredAt }) => retiredAt === null);
  if (key === undefined) throw new MregError('configuration', 'init.no-ledger-key', { home: path });
  return loadLedgerSigner(join(keysPathOf(path), `ledger-${key.keyId}.pem`), config.ledger.origin);
}

/** The same for signing entries as they are written; without the key they are written all the same, and `ledger verify` says so. */
function signerAtHand(home: Pick<Home, 'path' | 'config' | 'registry'>): NoteSigner | undefined {
  try {
    return ledgerSigner(home);
  } catch (cause) {
    if (cause instanceof MregError) return undefined;
    throw cause;
  }
}

export function principalOf({ operator, province }: Pick<Config, 'operator' | 'province'>): Principal {
  return { username: operator.account, name: operator.name, role: 'province-admin', designations: [], region: province.code };
}

export const KEYS_FOLDER = 'keys';
export const WORK_FOLDER = 'work';

export function keysPathOf(homePath: string): string {
  return join(homePath, KEYS_FOLDER);
}
