// Compiles src/ to dist/ and marks it built; a stale file of an earlier build never survives.
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
// What runs in browsers is compiled apart, against their library instead of Node's.
for (const project of [['tsconfig.build.json'], ['src/review/page', '--noEmit', 'false']]) {
  const { status } = spawnSync(process.execPath, [compiler, '-p', ...project], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
writeFileSync(join(dist, '.built'), '');
