import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { aHost, runIn } from '../helpers/host.js';
import { BINARY, run, runJson } from '../helpers/run.js';

describe('the program as installed', () => {
  it('says its version', async () => {
    expect(await run(['--version'])).toMatchObject({ code: 0, stdout: `mreg ${packageJson.version}\n`, stderr: '' });
  });

  it('shows help in Chinese when the locale says nothing, and in the language asked for', async () => {
    expect((await run([])).stdout).toContain('用法');
    expect((await run(['--help'], { env: { LANG: 'C.UTF-8' } })).stdout).toContain('用法');
    expect((await run(['--help'], { env: { LANG: 'en_GB.UTF-8' } })).stdout).toContain('Usage');
    expect((await run(['--help', '--lang', 'en'], { env: { LANG: 'zh_CN.UTF-8' } })).stdout).toContain('Usage');
    expect((await run(['--help'], { env: { LANG: 'zh_CN.UTF-8', MREG_LANG: 'en' } })).stdout).toContain('Usage');
  });

  it('is quiet when its reader goes away, as in `mreg … | head`', async () => {
    const child = spawn(process.execPath, [BINARY, 'validators', 'list', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const [code] = await once(child, 'close');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('a mistyped command line', () => {
  it.each([
    ['a command', ['imprt'], 'cli.unknown-command', 'import'],
    ['a subcommand', ['quarantine', 'lst'], 'cli.unknown-command', 'list'],
    ['a flag', ['import', 'a.csv', '--dryrun'], 'cli.unknown-option', '--dry-run'],
    ['a flag that takes a value', ['import', 'a.csv', '--encodin', 'utf-8'], 'cli.unknown-option', '--encoding'],
    ['a global flag', ['doctor', '--jsn'], 'cli.unknown-option', '--json'],
    ['a rule', ['validators', 'show', 'minimum-aeg'], 'validators.unknown', 'minimum-age'],
  ])('%s gets the nearest one suggested', async (_name, args, code, suggestion) => {
    const result = await runIn(aHost(), [...args, '--json', '--lang', 'en']);
    expect(result.code).toBe(2);
    expect(JSON.parse(result.stderr)).toMatchObject({ error: { code, hint: `did you mean ${suggestion}?` } });
  });

  it.each([
    ['an unknown command with nothing near', ['frobnicate'], 'cli.unknown-command'],
    ['a missing argument', ['validate'], 'cli.missing-argument'],
    ['a missing value', ['import', 'a.csv', '--report'], 'cli.missing-value'],
    ['a missing flag', ['batch', 'undo', '1'], 'cli.missing-option'],
    ['an empty required flag', ['init', '--operator', ' '], 'cli.empty-value'],
    ['too many arguments', ['doctor', 'now'], 'cli.too-many-arguments'],
    ['a count that is no number', ['import', 'a.csv', '--jobs', 'two'], 'cli.bad-count'],
    ['a count of nothing', ['import', 'a.csv', '--jobs', '0'], 'cli.bad-count'],
    ['a choice that is none', ['import', 'a.csv', '--profile', 'mine'], 'cli.bad-choice'],
    ['a language that is none', ['doctor', '--lang', 'fr'], 'cli.bad-choice'],
    ['a shell that is none', ['completion', 'tcsh'], 'cli.unknown-shell'],
    ['a help topic that is none', ['help', 'weather'], 'cli.unknown-topic'],
  ])('%s is wrong usage with advice', async (_name, args, code) => {
    const result = await runIn(aHost(), [...args, '--json']);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    const { error } = JSON.parse(result.stderr) as { error: { code: string; message: string; hint: string } };
    expect(error.code).toBe(code);
    expect(error.message).not.toMatch(/[{}]/u);
    expect(error.hint).not.toBe('');
  });

  it('is explained in words without --json', async () => {
    expect((await runIn(aHost(), ['imprt'])).stderr).toBe('错误：没有 imprt 这个命令\n提示：您是不是要用 import？\n');
  });
});

describe('help', () => {
  it('of a family names its commands', async () => {
    expect((await runIn(aHost(), ['batch'])).stdout).toContain('batch undo');
  });

  it('comes before complaints about what is missing', async () => {
    const result = await runIn(aHost(), ['batch', 'undo', '--help']);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toContain('mreg batch undo ID --reason TEXT');
  });

  it('is one JSON document with --json', async () => {
    const { stdout } = await runIn(aHost(), ['import', '--help', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ command: 'import' });
  });

  it('lists the exit codes', async () => {
    const { document } = await runJson(['help', 'exit-codes']);
    const codes = (document as { exit_codes: { code: number }[] }).exit_codes.map(({ code }) => code);
    expect(codes).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 130]);
  });
});

describe('a bug', () => {
  const broken = aHost.bind(undefined, {
    clock: {
      now: () => {
        throw new Error('the row of 990106209901010012 and 990106990101001');
      },
    },
  });

  it('exits 1 with a stack to send, resident numbers masked', async () => {
    const { code, stderr } = await runIn(broken(), ['doctor', '--lang', 'en']);
    expect(code).toBe(1);
    expect(stderr).toContain('this is a bug');
    expect(stderr).toContain('9901**********0012');
    expect(stderr).toContain('9901********001');
    expect(stderr).toMatch(/\n {4}at /u);
  });

  it('is a JSON error with --json', async () => {
    const { stderr } = await runIn(broken(), ['doctor', '--json']);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'bug' } });
  });
});

describe('colours', () => {
  it.each([
    ['shown on a terminal', {}, [], true],
    ['off with --no-color', {}, ['--no-color'], false],
    ['off with NO_COLOR', { NO_COLOR: '1' }, [], false],
    ['off on a dumb terminal', { TERM: 'dumb' }, [], false],
  ])('are %s', async (_name, variables, flags, coloured) => {
    const host = aHost({ stderrIsTerminal: true });
    const result = await runIn({ ...host, environment: { ...host.environment, variables } }, ['imprt', ...flags]);
    expect(result.stderr.includes('\u001B[')).toBe(coloured);
  });
});
