import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { readConfig } from '../config/read-config.js';
import { openRegistry, registryPath, type Registry } from '../store/open.js';
import type { Services } from './services.js';

/** A home in use: its settings, its open registry, and who acts. */
export interface Home {
  readonly config: Config;
  readonly registry: Registry;
  /** `张三 (zhangsan)`, as written into ledger entries. */
  readonly actor: string;
  /** The folder of the private ledger keys. */
  readonly keysPath: string;
}

/** Opens the home, lends it, and closes it whatever happens. @throws MregError `configuration` when `init` has not made it. */
export async function withHome<T>(
  services: Services,
  access: { readonly readonly: boolean },
  use: (home: Home) => T | Promise<T>,
): Promise<T> {
  const { homePath } = services;
  const config = readConfig(homePath);
  const registry = openRegistry(registryPath(homePath), { ...access, busyTimeoutMs: config.import.busyTimeoutSeconds * 1_000 });
  try {
    return await use({ config, registry, actor: actorOf(config.operator), keysPath: keysPathOf(homePath) });
  } finally {
    registry.close();
  }
}

export function actorOf({ name, account }: Config['operator']): string {
  return name === account ? name : `${name} (${account})`;
}

export function keysPathOf(homePath: string): string {
  return join(homePath, 'keys');
}
