// Makes a fresh clone ready, then runs a command: node scripts/ensure.mjs [--no-build] COMMAND [ARGUMENT…]
// Plain Node without dependencies, because nothing may be installed yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);

/** npm writes this file last, so it is older than the lock file exactly when the installation is out of date. */
const INSTALLED = at('node_modules', '.package-lock.json');
const BUILT = at('dist', '.built');

function newestMs(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}

function isOlder(path, ...sources) {
  if (!existsSync(path)) return true;
  const madeMs = statSync(path).mtimeMs;
  return sources.some((source) => newestMs(source) > madeMs);
}

/** Runs a step with its output on stderr, so that stdout belongs to the command that was asked for. */
function step(command, args) {
  process.stderr.write(`> ${[command, ...args].join(' ')}\n`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

const words = process.argv.slice(2);
const build = words[0] !== '--no-build';
const [command, ...args] = build ? words : words.slice(1);

if (isOlder(INSTALLED, at('package-lock.json'))) step('npm', ['ci']);
if (build && isOlder(BUILT, at('src'), at('tsconfig.json'), at('tsconfig.build.json'), INSTALLED)) step('node', ['scripts/build.mjs']);

if (command !== undefined) {
  const local = at('node_modules', '.bin', command);
  const { status, signal } = spawnSync(existsSync(local) ? local : command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exit(status ?? (signal === 'SIGINT' ? 130 : 1));
}
