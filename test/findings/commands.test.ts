import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, type RunResult } from '../helpers/run.js';
import { FindingHomes, openHome, recordRun, WHOLE_NUMBERS } from './a-finding-home.js';

const homes = new FindingHomes();
let home = '';
const said: string[] = [];

beforeAll(async () => {
  await homes.make();
  home = homes.home();
  const { context, close } = openHome(home);
  const pair = homes.pair('kept', 'elsewhere', { score: 0.6, severity: 'hint', groupId: homes.ids.elsewhere });
  recordRun(context, [homes.pair('kept', 'again'), homes.pair('kept', 'third', { score: 0.99999 }), pair]);
  const evidence = { values: { name: '陈样本', documentNumber: WHOLE_NUMBERS[0] ?? '', count: 2 } };
  const records = [{ id: homes.ids.other, deptCode: '440106' }];
  const anomaly = { kind: 'anomaly', code: 'open-marriages', subject: 'x', severity: 'warning', score: 1, groupId: 0 } as const;
  recordRun(context, [{ ...anomaly, evidence, records }]);
  close();
});
afterAll(() => homes.bench.remove());

async function mreg(words: readonly string[], stdin = ''): Promise<RunResult> {
  const result = await run(['--home', home, '--yes', '--lang', 'en', ...words], { stdin });
  said.push(result.stdout, result.stderr);
  return result;
}

const ids = async (...words: readonly string[]): Promise<readonly number[]> => {
  const { stdout } = await mreg(['findings', 'list', '--json', ...words]);
  return (JSON.parse(stdout) as { findings: { finding: number }[] }).findings.map(({ finding }) => finding);
};

describe('mreg findings list', () => {
  it.each([
    ['the strongest first', [], [4, 2, 1, 3]],
    ['of a kind', ['--kind', 'duplicate'], [2, 1, 3]],
    ['of a rule', ['--rule', 'open-marriages'], [4]],
    ['of a severity or graver', ['--severity', 'warning'], [4, 2, 1]],
    ['of a score or higher', ['--min-score', '0.98'], [4, 2, 1]],
    ['of a region', ['--office', '440600'], [3]],
    ['of an office', ['--office', '440106'], [4, 2, 1, 3]],
    ['of a cluster', ['--cluster', '1'], [2, 1]],
    ['so many', ['--limit', '2'], [4, 2]],
    ['that were decided', ['--state', 'dismissed'], []],
  ])('lists findings %s', async (_name, words, expected) => {
    expect(homes.ids.kept).toBe(1);
    expect(await ids(...words)).toEqual(expected);
  });

  it('speaks in lines, and ends with 7 when cron asks for it', async () => {
    const { code, stdout } = await mreg(['findings', 'list', '--fail-on', 'warning']);
    expect(code).toBe(7);
    expect(stdout).toMatch(/4 +anomaly +warning +100% +open/u);
    expect(stdout).toMatch(/2 +duplicate +warning +>99\.99% +open .*#1 marriage 2024-05-20 .*陈样本\/林例子 \| #\d+ marriage/u);
    expect((await mreg(['findings', 'list', '--fail-on', 'error'])).code).toBe(0);
  });

  it.each([[['--min-score', '2']], [['--office', '四四']], [['--cluster', 'x']], [['--state', 'gone']]])('refuses %j', async (words) =>
    expect((await mreg(['findings', 'list', ...words])).code).toBe(2),
  );
});

describe('mreg findings show', () => {
  it('shows both registrations side by side and the weights as bars', async () => {
    const { code, stdout } = await mreg(['findings', 'show', '1']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/≠ +Man's date of birth +1995-\*\*-\*8 +1995-\*\*-\*9/u);
    expect(stdout).toContain('▇');
    expect(stdout).toContain('open findings of the same cluster: 2');
  });

  it('shows what an anomaly says, masked', async () => {
    const { stdout } = await mreg(['findings', 'show', '4', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'anomaly',
      values: { documentNumber: `4400**********${WHOLE_NUMBERS[0]?.slice(-4) ?? ''}` },
    });
  });
});

const bytes = (): string =>
  createHash('sha256')
    .update(readFileSync(join(home, 'registry.db')))
    .digest('hex');

describe('deciding at the command line', () => {
  it('takes numbers from arguments, a file and standard input', async () => {
    homes.bench.write('ids.txt', '3\n');
    const { stdout } = await mreg(['findings', 'confirm', '2', '--from-file', homes.bench.at('ids.txt'), '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ findings: [{ finding: 2 }, { finding: 3 }] });
    expect((await mreg(['findings', 'reopen', '--from-file', '-', '--reason', 'x'], '2\r\n3\r\n')).stdout).toContain(
      '2 findings opened again',
    );
    expect((await mreg(['findings', 'dismiss', '--from-file', '-', '--reason', 'x'], '')).code).toBe(2);
    expect((await mreg(['findings', 'confirm', '2', 'two'])).code).toBe(2);
  });

  it('merges what was shown, or nothing, and a dry run leaves no byte behind', async () => {
    await mreg(['doctor']);
    const before = bytes();
    const shown = await mreg(['findings', 'merge', '1', '--reason', 'x', '--dry-run', '--json']);
    const { digest, dry_run: isDry } = JSON.parse(shown.stdout) as { digest: string; dry_run: boolean };
    expect([isDry, bytes()]).toEqual([true, before]);
    expect((await mreg(['findings', 'merge', '1', '--reason', 'x', '--digest', '0'.repeat(64)])).code).toBe(6);
    const merged = await mreg(['findings', 'merge', '1', '--reason', 'x', '--digest', digest]);
    expect(merged.stdout).toMatch(/merged: registration 1 stands, \d+ merged into it/u);
    expect((await mreg(['findings', 'merge', '1', '--reason', 'x'])).code).toBe(3);
    expect((await mreg(['findings', 'show', '1'])).stdout).toMatch(/registration 1 stands for registration \d+/u);
    expect((await mreg(['findings', 'unmerge', '1', '--reason', 'y'])).code).toBe(0);
  });

  it('says no whole document number', () => {
    for (const number of WHOLE_NUMBERS) expect(said.join('\n')).not.toContain(number);
  });
});
