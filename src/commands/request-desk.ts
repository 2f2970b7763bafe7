import { join } from 'node:path';
import { HOLDER_KEY_FILE, holderOf, readHolderKey } from '../access/accounts/holder.js';
import { officeBook } from '../access/offices/office-book.js';
import { drawInitialPassword } from '../access/passwords/initial-password.js';
import type { Desk } from '../access/requests/desk.js';
import type { HashingCost } from '../domain/access-settings.js';
import { createReference } from '../domain/reference-index.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { AccountRepository } from '../store/account-repository.js';
import { OfficeRepository } from '../store/office-repository.js';
import { keysPathOf, tablesBeforeDecisions, type Home } from './home.js';
import type { Services } from './services.js';

export const ATTACHMENTS_FOLDER = 'attachments';

/** What work on requests is done with in this home, by whom and at what time. */
export function deskOf(home: Home, services: Services): Desk {
  const { registry, config, principal, actor, path } = home;
  const offices = officeBook(tablesBeforeDecisions(home), new OfficeRepository(registry.database).changes());
  return {
    registry,
    offices,
    reference: createReference(offices.tables),
    settings: config.requests,
    principal,
    actor,
    at: shanghaiTime(services.clock.now()),
    scansPath: join(path, ATTACHMENTS_FOLDER),
    issuer: `mreg:${config.province.code}`,
    random: services.random,
    holder: (documentNumber) => holderOf(documentNumber, readHolderKey(join(keysPathOf(path), HOLDER_KEY_FILE))),
    firstPassword: () => firstPassword(services, config.access.hashing),
    accounts: () => new AccountRepository(registry.database).list(),
  };
}

/** The library of hashes is loaded only for the few requests that open an account. */
async function firstPassword({ random }: Services, cost: HashingCost) {
  const { hashPassword } = await import('../access/passwords/hashing.js');
  const password = drawInitialPassword(random);
  return { password, hash: await hashPassword(password, cost) };
}
