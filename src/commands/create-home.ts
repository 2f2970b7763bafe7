import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHolderKey, HOLDER_KEY_FILE } from '../access/accounts/holder.js';
import { openAccount, type AccountDraft, type By } from '../access/accounts/operations.js';
import { drawSessionToken, SESSIONS_FOLDER, writeSessionToken } from '../access/sessions/session-file.js';
import { openSession } from '../access/sessions/sessions.js';
import { CONFIG_FILE } from '../config/config.js';
import { configText, type NewConfig } from '../config/write-config.js';
import { actorOf } from '../domain/account.js';
import { MregError } from '../domain/error.js';
import type { ReferenceTables } from '../domain/reference.js';
import { appendEntry } from '../ledger/append.js';
import { signCheckpoint } from '../ledger/checkpoint.js';
import { createLedgerKey, loadLedgerSigner, registerLedgerKey, verifiersOf } from '../ledger/ledger-key.js';
import { signEntriesWith } from '../ledger/signed-end.js';
import { AccountRepository } from '../store/account-repository.js';
import { ledgerRepository } from '../store/ledger-repository.js';
import { createRegistry, REGISTRY_FILE, registryPath, storeError, type Registry } from '../store/open.js';
import { storeReferenceTables } from '../store/reference-repository.js';
import { keysPathOf, KEYS_FOLDER } from './home.js';

export interface HomePlan {
  readonly homePath: string;
  readonly config: NewConfig;
  readonly tables: ReferenceTables;
  /** The first account; asked for, with its password, only when the home still needs one. */
  readonly firstAccount: () => Promise<AccountDraft>;
  /** Where his session goes. */
  readonly sessionPath: string;
  /** Asia/Shanghai time of the first ledger entry. */
  readonly at: string;
  readonly random: (bytes: number) => Buffer;
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
  SESSIONS_FOLDER,
  REGISTRY_FILE,
  `${REGISTRY_FILE}-wal`,
  `${REGISTRY_FILE}-shm`,
  `${REGISTRY_FILE}-journal`,
]);

/**
 * Makes a home with its first account, or completes one whose making was cut off: the first ledger entry and the account
 * are written together and last, so a home without them is unfinished. @returns what its ledger is called and signed with
 * @throws MregError `configuration` when the home is finished, or the folder holds something else
 */
export async function createHome(plan: HomePlan): Promise<LedgerName> {
  refuseForeignFolder(plan.homePath);
  // Asked for before anything is made, so that a password refused leaves nothing behind.
  const account = existsSync(registryPath(plan.homePath)) ? undefined : await plan.firstAccount();
  mkdirSync(plan.homePath, { recursive: true, mode: OWNER_ONLY });
  chmodSync(plan.homePath, OWNER_ONLY);
  const registry = createRegistry(registryPath(plan.homePath));
  chmodSync(registry.path, 0o600);
  try {
    return await fillHome(registry, plan, account);
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

async function fillHome(registry: Registry, plan: HomePlan, account: AccountDraft | undefined): Promise<LedgerName> {
  const ledger = ledgerRepository(registry.database);
  if (ledger.lastSeq() === 0) return beginHome(registry, plan, account ?? (await plan.firstAccount()));
  const configured = existsSync(join(plan.homePath, CONFIG_FILE));
  const inhabited = new AccountRepository(registry.database).count() > 0;
  if (configured && inhabited) throw new MregError('configuration', 'init.already', { home: plan.homePath });
  const name = ledgerName(
    plan,
    ledger.keys().map((key) => key.publicKey),
  );
  // Settings lost from a finished home: the ledger's name is in its key and cannot be chosen again.
  if (!configured) writeConfig(plan.homePath, { ...plan.config, ledger: { origin: name.origin } });
  if (!inhabited) addFirstAccount(registry, plan, name, await plan.firstAccount());
  return name;
}

function ledgerName({ homePath }: HomePlan, publicKeys: readonly string[]): LedgerName {
  const key = verifiersOf(publicKeys).at(-1);
  if (key === undefined) throw new MregError('integrity', 'init.no-ledger-key', { home: homePath });
  return { origin: key.name, keyId: key.keyId };
}

function writeConfig(homePath: string, config: NewConfig): void {
  const path = join(homePath, CONFIG_FILE);
  writeFileSync(`${path}.new`, configText(config), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function beginHome(registry: Registry, plan: HomePlan, account: AccountDraft): LedgerName {
  const { homePath, config, tables, at, random } = plan;
  writeConfig(homePath, config);
  // Keys left by an attempt that was cut off have signed and hashed nothing, and are known to nobody.
  rmSync(keysPathOf(homePath), { recursive: true, force: true });
  const key = createLedgerKey(keysPathOf(homePath), config.ledger.origin);
  createHolderKey(holderKeyPath(homePath), random);
  const signer = loadLedgerSigner(key.path, config.ledger.origin);
  const by = { at, actor: actorOf(account) };
  const { database } = registry;
  const token = drawSessionToken(random);
  const begin = database.transaction(() => {
    storeReferenceTables(registry, tables, at);
    appendEntry(database, {
      ...by,
      kind: 'home.init',
      body: { province: config.province.code, origin: config.ledger.origin, tables: tables.version },
    });
    registerLedgerKey(database, key, by);
    admit(registry, account, token, by);
    signCheckpoint(database, signer);
  });
  begin.immediate();
  writeSessionToken(plan.sessionPath, token);
  return { origin: config.ledger.origin, keyId: key.keyId };
}

/** A home made before there were accounts gets its first one; nobody else can have one yet. */
function addFirstAccount(registry: Registry, plan: HomePlan, { origin, keyId }: LedgerName, account: AccountDraft): void {
  signEntriesWith(registry.database, () => loadLedgerSigner(join(keysPathOf(plan.homePath), `ledger-${keyId}.pem`), origin));
  if (!existsSync(holderKeyPath(plan.homePath))) createHolderKey(holderKeyPath(plan.homePath), plan.random);
  const token = drawSessionToken(plan.random);
  registry.database.transaction(() => admit(registry, account, token, { at: plan.at, actor: actorOf(account) })).immediate();
  writeSessionToken(plan.sessionPath, token);
}

function admit({ database }: Registry, account: AccountDraft, token: string, by: By): void {
  const { username } = openAccount(database, account, by);
  openSession(database, username, token, 'init', by);
}

export function holderKeyPath(homePath: string): string {
  return join(keysPathOf(homePath), HOLDER_KEY_FILE);
}
