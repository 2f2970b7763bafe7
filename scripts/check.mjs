// Every check, all of them even when one fails: node scripts/check.mjs [--no-tests]
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const CHECKS = [
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['types of the review page', 'tsc', '-p', 'src/review/page'],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings'],
  ['format', 'oxfmt', '--check', '.'],
  ['unused code and dependencies', 'knip'],
  ['build', 'node', 'scripts/build.mjs'],
  ['package', 'publint', '--strict'],
  ['tests', 'vitest', 'run'],
];

const wanted = CHECKS.filter(([name]) => name !== 'tests' || !process.argv.includes('--no-tests'));
const failed = wanted.filter(([name, ...command]) => {
  process.stderr.write(`\n== ${name}: ${command.join(' ')}\n`);
  return spawnSync(process.execPath, ['scripts/ensure.mjs', '--no-build', ...command], { cwd: root, stdio: 'inherit' }).status !== 0;
});
process.stderr.write(failed.length === 0 ? '\n== all checks passed\n' : `\n== failed: ${failed.map(([name]) => name).join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
