// Every check in order, stopping at the first that fails: node scripts/check.mjs [--no-tests]
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const CHECKS = [
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings'],
  ['format', 'oxfmt', '--check', '.'],
  ['unused code and dependencies', 'knip'],
  ['build', 'node', 'scripts/build.mjs'],
  ['package', 'publint', '--strict'],
  ['tests', 'vitest', 'run'],
];

for (const [name, ...command] of CHECKS) {
  if (name === 'tests' && process.argv.includes('--no-tests')) continue;
  process.stderr.write(`\n== ${name}: ${command.join(' ')}\n`);
  const { status } = spawnSync(process.execPath, ['scripts/ensure.mjs', '--no-build', ...command], { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    process.stderr.write(`\n== ${name} failed\n`);
    process.exit(status ?? 1);
  }
}
