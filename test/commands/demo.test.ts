import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { beforeAll, describe, expect, it } from 'vitest';
import { run, type RunResult } from '../helpers/run.js';

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const demoFolders = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('mreg-demo-'));

/** The lines a README shows of the tour; `…` stands for what it leaves out. */
function shownLines(readme: string): readonly string[] {
  const part = /<!-- demo -->\n```\n([^]*?)\n```/u.exec(readme)?.[1] ?? '';
  return part
    .split('\n')
    .map((line) => line.replace(/…$/u, '').trimEnd())
    .filter((line) => line.trim() !== '');
}

describe.each([
  ['en', 'README.md'],
  ['zh', 'README.zh-CN.md'],
] as const)('mreg demo in %s', (lang, readme) => {
  let before: readonly string[] = [];
  let tour: RunResult;
  beforeAll(async () => {
    before = demoFolders();
    tour = await run(['demo', '--lang', lang]);
  });

  it('goes through from start to end', () => {
    expect(tour).toMatchObject({ code: 0, stderr: '' });
    expect(tour.stdout).not.toMatch(/\{\w+\}/u);
  });

  it('leaves nothing behind', () => {
    expect(demoFolders().filter((name) => !before.includes(name))).toEqual([]);
  });

  it(`says what ${readme} shows of it, in that order`, () => {
    const lines = shownLines(read(readme));
    expect(lines.length).toBeGreaterThan(10);
    let rest = tour.stdout;
    for (const line of lines) {
      expect(rest).toContain(line);
      rest = rest.slice(rest.indexOf(line) + line.length);
    }
  });

  it('prints no whole document number', () => {
    expect(tour.stdout.match(/(?<![\da-f])\d{17}[\dX](?![\da-f])/gu)).toBeNull();
  });
});

describe('mreg demo --json', () => {
  it('tells every command with its exit code, the last one finding the edit', async () => {
    const { code, stdout } = await run(['demo', '--json']);
    const { ok, home, scenes } = JSON.parse(stdout) as { ok: boolean; home: null; scenes: { command: string; exit_code: number }[] };
    expect({ code, ok, home }).toEqual({ code: 0, ok: true, home: null });
    expect(scenes.length).toBeGreaterThan(10);
    expect(scenes.filter(({ exit_code }) => exit_code !== 0)).toEqual([{ command: 'mreg ledger verify --state', exit_code: 5 }]);
  });
});
