import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bashScript } from '../../src/commands/completion/bash.js';
import { fishScript } from '../../src/commands/completion/fish.js';
import { zshScript } from '../../src/commands/completion/zsh.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mreg-completion-'));
  writeFileSync(join(folder, 'bash'), bashScript('zh'));
  writeFileSync(join(folder, 'zsh'), zshScript('zh'));
  writeFileSync(join(folder, 'fish'), fishScript('zh'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hasShell = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

const CASES: readonly (readonly [line: string, offered: readonly string[]])[] = [
  ['mreg imp', ['import']],
  ['mreg quarantine ', ['list', 'show', 'export', 'retry', 'discard']],
  ['mreg --home /srv/x batch u', ['undo']],
  ['mreg import --d', ['--dry-run', '--delimiter']],
  ['mreg import --source b', ['backfill']],
  ['mreg doctor --lang ', ['zh', 'en']],
  ['mreg completion ', ['bash', 'zsh', 'fish']],
];

function offeredByBash(line: string): readonly string[] {
  const words = line.split(' ');
  const script = `source ${join(folder, 'bash')}; COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _mreg; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return spawnSync('bash', ['-c', script, 'bash', ...words], { encoding: 'utf8' })
    .stdout.trim()
    .split('\n');
}

/** The words at which zsh's own helpers would arrive; those not beginning with what is typed, zsh drops by itself. */
function offeredByZsh(line: string): readonly string[] {
  const words = line.split(' ');
  const script = `autoload -U compinit; compinit -u -d ${join(folder, 'dump')}
    _describe() { local -a all; all=("\${(@P)2}"); print -rl -- "\${(@)all%%:*}" }
    compadd() { shift; print -rl -- "$@" }
    source ${join(folder, 'zsh')}; words=("$@"); CURRENT=$#; _mreg`;
  const { stdout } = spawnSync('zsh', ['-f', '-c', script, 'zsh', ...words], { encoding: 'utf8' });
  return stdout
    .trim()
    .split('\n')
    .filter((word) => word.startsWith(words.at(-1) ?? ''));
}

function offeredByFish(line: string): readonly string[] {
  const script = `source ${join(folder, 'fish')}; complete -C "${line}"`;
  const { stdout } = spawnSync('fish', ['--no-config', '-c', script], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: folder },
  });
  return stdout
    .trim()
    .split('\n')
    .map((offer) => offer.split('\t')[0] ?? '');
}

const SHELLS = [
  ['bash', offeredByBash],
  ['zsh', offeredByZsh],
  ['fish', offeredByFish],
] as const;

describe.each(SHELLS)('completion in %s', (shell, offered) => {
  it.skipIf(!hasShell(shell)).each(CASES)('of "%s" offers what fits', (line, expected) => {
    expect(offered(line).toSorted()).toEqual([...expected].toSorted());
  });
});
