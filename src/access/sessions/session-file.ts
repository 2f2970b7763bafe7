import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readSecretFile } from '../secret-file.js';

export const SESSIONS_FOLDER = 'sessions';
const CURRENT = 'current';
const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;

/** A new session's secret in base64url. */
export function drawSessionToken(random: (bytes: number) => Buffer): string {
  return random(TOKEN_BYTES).toString('base64url');
}

/** What the registry knows of a token, in hex. Thirty-two bytes of chance need neither salt nor slowness. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Where the session of this terminal is kept: `MREG_SESSION`, else in the home. */
export function sessionPath(homePath: string, variable: string | undefined): string {
  return variable === undefined || variable === '' ? join(homePath, SESSIONS_FOLDER, CURRENT) : variable;
}

/** @returns the token; `undefined` when there is no session file, or what it holds is none @throws as `readSecretFile` */
export function readSessionToken(path: string, platform: string): string | undefined {
  const text = readSecretFile(path, platform);
  return text !== undefined && TOKEN.test(text) ? text : undefined;
}

/** Puts a session's token in place whole, readable by its owner only; of two logins at once one is kept, never half of each. */
export function writeSessionToken(path: string, token: string): void {
  const staged = `${path}.${tokenHash(token).slice(0, 8)}.new`;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(staged, `${token}\n`, { mode: 0o600 });
  renameSync(staged, path);
}

export function removeSessionFile(path: string): void {
  rmSync(path, { force: true });
}
