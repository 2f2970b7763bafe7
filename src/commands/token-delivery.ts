import { writeFileSync } from 'node:fs';
import type { TokenSigning } from '../access/requests/token-signing.js';
import { MregError } from '../domain/error.js';
import { readTextInput } from './key-input.js';
import { textOption } from './options.js';
import { openKeyFile } from './passphrase.js';
import type { Invocation } from './services.js';

/** How the command line says that an export is signed; `undefined` when it does not. */
export function signingFrom(invocation: Invocation): TokenSigning | undefined {
  const signedPath = textOption(invocation.options, 'signed');
  if (signedPath !== undefined) return { kind: 'elsewhere', token: readTextInput(signedPath).trim() };
  const keyPath = textOption(invocation.options, 'key');
  return keyPath === undefined ? undefined : { kind: 'here', openKey: () => openKeyFile(keyPath, invocation) };
}

/** Where an issued token goes: into a new file, or back to be printed. */
export interface TokenDelivery {
  readonly deliver: (token: string) => void;
  /** The token to print once the approval is durable; absent when there was none or it went into a file. */
  readonly printed: () => string | undefined;
}

export function tokenDelivery(path: string | undefined): TokenDelivery {
  if (path !== undefined) return { deliver: (token) => writeToken(path, token), printed: () => undefined };
  let kept: string | undefined;
  return {
    deliver: (token) => {
      kept = token;
    },
    printed: () => kept,
  };
}

/** Whoever holds the file may show the token as its officer, so it is readable by its owner only, and never over another. */
function writeToken(path: string, token: string): void {
  try {
    writeFileSync(path, `${token}\n`, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    throw new MregError('usage', 'request.token-file', { path }, { cause });
  }
}
