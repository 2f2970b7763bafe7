import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { BINARY } from '../helpers/run.js';

const PACKAGE = fileURLToPath(new URL('../../', import.meta.url));

/** The files a run of the program loads, as V8's coverage names them: `dist/main.js`, `node_modules/commander/lib/…`. */
function filesLoadedBy(args: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'mreg-loaded-'));
  try {
    const env = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', NODE_V8_COVERAGE: folder };
    expect(spawnSync(process.execPath, [BINARY, ...args], { env }).status).toBe(0);
    return readdirSync(folder).flatMap((name) => scriptsIn(join(folder, name)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function scriptsIn(coveragePath: string): readonly string[] {
  const { result } = JSON.parse(readFileSync(coveragePath, 'utf8')) as { result: readonly { url: string }[] };
  return result
    .filter(({ url }) => url.startsWith('file:'))
    .map(({ url }) => fileURLToPath(url))
    .map((path) => (path.startsWith(PACKAGE) ? path.slice(PACKAGE.length) : path.slice(path.lastIndexOf('node_modules/'))));
}

/** How long it takes is measured by `npm run bench:import -- --startup`; what keeps it short is held here. */
describe('starting up', () => {
  it('answers --version before anything is loaded', () => {
    expect(new Set(filesLoadedBy(['--version']))).toEqual(new Set(['bin/mreg.js', 'dist/main.js']));
  });

  it('answers --help without loading what only a command needs', () => {
    const loaded = filesLoadedBy(['--help']);
    const libraries = new Set(loaded.filter((file) => file.startsWith('node_modules/')).map((file) => file.split('/')[1]));
    const rooms = new Set(loaded.filter((file) => file.startsWith('dist/')).map((file) => file.split('/')[1]));
    expect([...libraries]).toEqual(['commander']);
    // Of `access` only the forms of requests, which are data that flags are made from.
    expect(rooms).toEqual(new Set(['main.js', 'commands', 'access', 'domain', 'i18n', 'lib', 'ui']));
    expect(loaded.filter((file) => /^dist\/access\/(?!requests\/form|offices\/profile-fields)/u.test(file))).toEqual([]);
  });
});
