import { readFileSync } from 'node:fs';
import { MregError } from '../domain/error.js';
import { verifierKeysIn } from '../ledger/ledger-key.js';
import type { VerifyOptions } from '../ledger/verify.js';
import { ledgerRepository } from '../store/ledger-repository.js';
import { keysPathOf, type Home } from './home.js';

/** The key files of the home are trusted before the registry's own words; without any, the registry is believed. */
export function verifyOptions(home: Home): VerifyOptions {
  const trustedKeys = keysOfHome(home);
  return trustedKeys.length === 0 ? { signedEnd: true } : { signedEnd: true, trustedKeys };
}

/** The same as one list: the keys whose signature under a checkpoint counts. */
export function believedKeys(home: Home): readonly string[] {
  const trusted = keysOfHome(home);
  return trusted.length > 0
    ? trusted
    : ledgerRepository(home.registry.database)
        .keys()
        .map((key) => key.publicKey);
}

function keysOfHome({ path, config }: Home): readonly string[] {
  return verifierKeysIn(keysPathOf(path), config.ledger.origin);
}

/** @throws MregError `usage` when a kept checkpoint cannot be read */
export function noteIn(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new MregError('usage', 'ledger.note-unreadable', { path }, { cause });
  }
}
