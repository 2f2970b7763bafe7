import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Everybody's password in tests. */
export const PASSWORD = 'Spring-2026-hill';

const folder = mkdtempSync(join(tmpdir(), 'mreg-passwords-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** A new file that holds a password and only its owner can read, unless `mode` says otherwise. Gone with the process. */
export function passwordFile(password: string = PASSWORD, mode = 0o600): string {
  const path = join(folder, `password-${(files += 1)}`);
  writeFileSync(path, `${password}\n`);
  chmodSync(path, mode);
  return path;
}

/** The words that `init` needs, `--home` apart. */
export function initWords(operator = '测试员'): readonly string[] {
  return ['init', '--operator', operator, '--password-file', passwordFile()];
}
