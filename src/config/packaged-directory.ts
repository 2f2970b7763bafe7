import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `data` beside `src` or `dist`; one level higher for the bench build, which keeps `src` in its path. */
export function packagedDirectory(): string {
  const beside = fileURLToPath(new URL('../../data', import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL('../../../data', import.meta.url));
}
