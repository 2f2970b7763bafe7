import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'mreg-clock-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/**
 * Environment of a process whose clock is so many minutes ahead, or behind: a module loaded before the program replaces `Date`. The
 * program itself has no way to be told another time.
 */
export function clockAhead(minutes: number): { readonly NODE_OPTIONS: string } {
  const path = join(folder, `ahead-${minutes}.mjs`);
  writeFileSync(
    path,
    `const Real = globalThis.Date;
const aheadMs = ${minutes * 60_000};
globalThis.Date = class extends Real {
  constructor(...given) { super(...(given.length === 0 ? [Real.now() + aheadMs] : given)); }
  static now() { return Real.now() + aheadMs; }
};
`,
  );
  return { NODE_OPTIONS: `--import ${path}` };
}
