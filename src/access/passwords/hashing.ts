import { hash, parseOptions, verify } from '@node-rs/argon2';
import type { HashingCost } from '../../domain/access-settings.js';

/** The library's `Algorithm.Argon2id`, an ambient enum that separately compiled modules cannot read. */
const ARGON2ID = 2;

/** A PHC string with a salt of its own, by argon2id. */
export function hashPassword(password: string, cost: HashingCost): Promise<string> {
  return hash(password.normalize('NFC'), {
    algorithm: ARGON2ID,
    memoryCost: cost.memoryKib,
    timeCost: cost.passes,
    parallelism: cost.lanes,
  });
}

/**
 * Whether a password is the hashed one. Without a hash it is not, after as much work: how long the answer takes must not
 * say whether an account exists.
 */
export async function passwordMatches(password: string, hashed: string | null | undefined, cost: HashingCost): Promise<boolean> {
  if (hashed === null || hashed === undefined) {
    await hashPassword(password, cost);
    return false;
  }
  return verify(hashed, password.normalize('NFC'));
}

/** Whether a hash was made at another cost than the settings ask for now. */
export function costsDifferently(hashed: string, cost: HashingCost): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(hashed);
  return memoryCost !== cost.memoryKib || timeCost !== cost.passes || parallelism !== cost.lanes;
}
