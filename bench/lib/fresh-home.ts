import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMeasured } from './measured-child.js';
import { MREG, WORK } from './work-files.js';

/** Gives `use` an initialised home beside the sample file, on the same disk, and removes it afterwards. */
export async function withFreshHome<T>(use: (home: string) => Promise<T>): Promise<T> {
  return withFreshFolder(async (folder) => {
    const home = join(folder, 'home');
    const password = join(folder, 'password');
    writeFileSync(password, 'Bench-2026-hill', { mode: 0o600 });
    await runMeasured(process.execPath, [MREG, '--home', home, '--quiet', 'init', '--operator', '样例操作员', '--password-file', password]);
    return use(home);
  });
}

export async function withFreshFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(WORK, 'run-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
