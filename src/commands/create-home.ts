import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_FILE } from '../config/config.js';
import { configText, type NewConfig } from '../config/write-config.js';
import { actorOf } from '../domain/account.js';
import { MregError } from '../domain/error.js';
import type { ReferenceTables } from '../domain/reference.js';
import { appendEntry } from '../ledger/append.js';
import { signCheckpoint } from '../ledger/checkpoint.js';
import { createLedgerKey, loadLedgerSigner, registerLedgerKey, verifiersOf } from '../ledger/ledger-key.js';
import { ledgerRepository } from '../store/ledger-repository.js';
import { createRegistry, REGISTRY_FILE, registryPath, storeError, type Registry } from '../store/open.js';
import { storeReferenceTables } from '../store/reference-repository.js';
import { keysPathOf, KEYS_FOLDER, principalOf } from './home.js';

export interface HomePlan {
  readonly homePath: string;
  readonly config: NewConfig;
  readonly tables: ReferenceTables;
  /** Asia/Shanghai time of the first ledger entry. */
  readonly at: string;
}

export interface LedgerName {
  readonly origin: string;
  readonly keyId: string;
}

const OWNER_ONLY = 0o700;
const HOME_FILES = new Set([
  CONFIG_FILE,
  `${CONFIG_FILE}.new`,
  KEYS_FOLDER,
  REGISTRY_FILE,
  `${REGISTRY_FILE}-wal`,
  `${REGISTRY_FILE}-shm`,
  `${REGISTRY_FILE}-journal`,
]);

/**
 * Makes a home, or completes one whose making was cut off: the first ledger entry is the last thing written, so a home
 * without it is unfinished. @returns what its ledger is called and signed with
 * @throws MregError `configuration` when the home is finished, or the folder holds something else
 */
export function createHome(plan: HomePlan): LedgerName {
  refuseForeignFolder(plan.homePath);
  mkdirSync(plan.homePath, { recursive: true, mode: OWNER_ONLY });
  chmodSync(plan.homePath, OWNER_ONLY);
  const registry = createRegistry(registryPath(plan.homePath));
  chmodSync(registry.path, 0o600);
  try {
    return fillHome(registry, plan);
  } catch (cause) {
    throw storeError(cause, registry.path);
  } finally {
    registry.close();
  }
}

/** A typing slip must not turn `/etc` or a folder of documents into a home. */
function refuseForeignFolder(homePath: string): void {
  if (!existsSync(homePath)) return;
  const foreign = namesIn(homePath).find((name) => !HOME_FILES.has(name));
  const finished = existsSync(join(homePath, CONFIG_FILE)) && existsSync(registryPath(homePath));
  if (foreign !== undefined && !finished) throw new MregError('configuration', 'init.folder-in-use', { home: homePath, name: foreign });
}

function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch (cause) {
    throw new MregError('configuration', 'init.not-a-folder', { home: path }, { cause });
  }
}

function fillHome(registry: Registry, plan: HomePlan): LedgerName {
  const ledger = ledgerRepository(registry.database);
  if (ledger.lastSeq() === 0) {
    writeConfig(plan.homePath, plan.config);
    return beginLedger(registry, plan);
  }
  if (existsSync(join(plan.homePath, CONFIG_FILE))) throw new MregError('configuration', 'init.already', { home: plan.homePath });
  return restoreConfig(
    plan,
    ledger.keys().map((key) => key.publicKey),
  );
}

/** Settings lost from a finished home: the ledger's name is in its key and cannot be chosen again. */
function restoreConfig(plan: HomePlan, publicKeys: readonly string[]): LedgerName {
  const key = verifiersOf(publicKeys).at(-1);
  if (key === undefined) throw new MregError('integrity', 'init.no-ledger-key', { home: plan.homePath });
  writeConfig(plan.homePath, { ...plan.config, ledger: { origin: key.name } });
  return { origin: key.name, keyId: key.keyId };
}

function writeConfig(homePath: string, config: NewConfig): void {
  const path = join(homePath, CONFIG_FILE);
  writeFileSync(`${path}.new`, configText(config), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function beginLedger(registry: Registry, plan: HomePlan): LedgerName {
  const { homePath, config, tables, at } = plan;
  // A key left by an attempt that was cut off has signed nothing and is known to nobody.
  rmSync(keysPathOf(homePath), { recursive: true, force: true });
  const key = createLedgerKey(keysPathOf(homePath), config.ledger.origin);
  const signer = loadLedgerSigner(key.path, config.ledger.origin);
  const by = { at, actor: actorOf(principalOf(config)) };
  const { database } = registry;
  const begin = database.transaction(() => {
    storeReferenceTables(registry, tables, at);
    appendEntry(database, {
      ...by,
      kind: 'home.init',
      body: { province: config.province.code, origin: config.ledger.origin, tables: tables.version },
    });
    registerLedgerKey(database, key, by);
    signCheckpoint(database, signer);
  });
  begin.immediate();
  return { origin: config.ledger.origin, keyId: key.keyId };
}
