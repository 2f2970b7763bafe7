import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FaultBench, runOrderly } from '../helpers/faults.js';
import { initWords } from '../helpers/password.js';

const SAMPLE = new URL('../../samples/county-clean-gb18030.csv', import.meta.url).pathname;

interface Verdict {
  readonly sound: boolean;
  readonly entries: number;
  readonly vouched: number;
  readonly first_broken: number | null;
  readonly problems: readonly { readonly kind: string; readonly witness?: string }[];
  readonly witnesses: readonly { readonly path: string; readonly state: string; readonly notes: number; readonly last_size: number }[];
}

const bench = new FaultBench();
beforeAll(() => bench.makeTemplate());
afterAll(() => bench.remove());

let home = '';
let witness = '';
const mreg = <T = Record<string, unknown>>(...args: readonly string[]) => runOrderly<T>(['--home', home, ...args, '--yes']);

/** The document of `ledger verify` also where it ends with 5. */
async function verify(): Promise<{ readonly code: number | null; readonly verdict: Verdict }> {
  const { code, stdout } = await mreg('ledger', 'verify');
  return { code, verdict: JSON.parse(stdout) as Verdict };
}

beforeEach(async () => {
  home = bench.copyHome();
  witness = `${home}-witness`;
  mkdirSync(witness);
  expect((await mreg('ledger', 'witness', 'add', witness)).code).toBe(0);
});

describe('a witness', () => {
  it('has the key and every checkpoint from its first day, and the ledger and the settings tell of it', async () => {
    await mreg('import', SAMPLE);
    expect(readdirSync(witness)).toEqual([
      'mreg-440000.000000000004.note',
      'mreg-440000.000000000005.note',
      'mreg-440000.000000000009.note',
      'mreg-440000.key',
    ]);
    const { document } = await mreg<{ entries: { kind: string; body: object }[] }>('ledger', 'list', '--kind', 'ledger.witness');
    expect(document?.entries).toMatchObject([{ kind: 'ledger.witness.add', body: { path: witness } }]);
    expect(readFileSync(join(home, 'config.toml'), 'utf8')).toContain(`witnesses = ["${witness}"]`);
    expect(await verify()).toMatchObject({
      code: 0,
      verdict: { sound: true, vouched: 9, witnesses: [{ path: witness, state: 'read', notes: 3, last_size: 9 }] },
    });
  });

  it('finds a ledger that was put back to an earlier state, key and all', async () => {
    const earlier = bench.copyHome(home);
    await mreg('import', SAMPLE);
    home = earlier;
    expect(await verify()).toMatchObject({
      code: 5,
      verdict: { entries: 5, first_broken: 6, problems: [{ kind: 'checkpoint-beyond', tree_size: 9, witness }] },
    });
    expect((await mreg('ledger', 'checkpoint')).code).toBe(5);
  });

  it('finds a ledger rebuilt from nothing with a new key, and vouches for none of it', async () => {
    await mreg('import', SAMPLE);
    const rebuilt = bench.at(`rebuilt-${Date.now()}`);
    await runOrderly(['--home', rebuilt, ...initWords()]);
    cpSync(join(home, 'config.toml'), join(rebuilt, 'config.toml'));
    home = rebuilt;
    await mreg('import', SAMPLE);
    const { code, verdict } = await verify();
    expect(code).toBe(5);
    expect(verdict).toMatchObject({ vouched: 0, first_broken: 1 });
    expect(new Set(verdict.problems.map(({ kind }) => kind))).toEqual(new Set(['checkpoint-root', 'checkpoint-beyond', 'witness-key']));
    expect(readdirSync(witness)).toHaveLength(4);
  });

  it('that cannot be reached is a warning, and gets what it missed at the next checkpoint', async () => {
    renameSync(witness, `${witness}-away`);
    expect((await mreg('import', SAMPLE)).code).toBe(0);
    expect(await verify()).toMatchObject({ code: 0, verdict: { witnesses: [{ state: 'unreachable' }] } });
    mkdirSync(witness);
    expect(await verify()).toMatchObject({ code: 0, verdict: { witnesses: [{ state: 'empty' }] } });
    await mreg('ledger', 'checkpoint');
    expect(readdirSync(witness)).toEqual([]);
    rmSync(witness, { recursive: true });
    renameSync(`${witness}-away`, witness);
    await mreg('ledger', 'checkpoint');
    expect((await verify()).verdict.witnesses).toMatchObject([{ state: 'read', last_size: 9 }]);
  });

  it.each([
    ['its key file removed', (folder: string) => rmSync(join(folder, 'mreg-440000.key')), 'witness-unpinned'],
    ['its key file exchanged', (folder: string) => writeFileSync(join(folder, 'mreg-440000.key'), 'x\n'), 'witness-key'],
    ['a note edited', (folder: string) => edit(join(folder, 'mreg-440000.000000000005.note')), 'checkpoint-bad-signature'],
    [
      'a note under another size',
      (folder: string) => renameSync(join(folder, 'mreg-440000.000000000005.note'), join(folder, 'mreg-440000.000000000001.note')),
      'checkpoint-altered',
    ],
  ])('with %s says so', async (_name, damage, kind) => {
    damage(witness);
    const { code, verdict } = await verify();
    expect(code).toBe(5);
    expect(verdict.problems).toContainEqual(expect.objectContaining({ kind, witness }));
  });

  it('leaves no half-written file behind', async () => {
    await mreg('import', SAMPLE);
    expect(readdirSync(witness).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  it('is let go with an entry in the ledger, its files left alone', async () => {
    expect((await mreg('ledger', 'witness', 'remove', witness)).code).toBe(0);
    expect(readFileSync(join(home, 'config.toml'), 'utf8')).not.toContain('witnesses');
    expect(existsSync(join(witness, 'mreg-440000.key'))).toBe(true);
    expect((await verify()).verdict.witnesses).toEqual([]);
    expect((await mreg<{ entries: object[] }>('ledger', 'list', '--limit', '1')).document?.entries).toMatchObject([
      { kind: 'ledger.witness.remove' },
    ]);
  });

  it.each([
    ['a folder that is not there', () => `${home}-nowhere`, 'is not a folder'],
    ['a folder of the home', () => join(home, 'keys'), 'lies together with the home'],
    ['the same folder again', () => witness, 'is a witness already'],
  ])('is not made of %s', async (_name, path, message) => {
    const answer = await mreg('ledger', 'witness', 'add', path());
    expect(answer).toMatchObject({ code: 2, error: { message: expect.stringContaining(message) } });
  });

  it('is not made of a folder that knows another ledger of this name', async () => {
    const other = bench.at(`other-${Date.now()}`);
    await runOrderly(['--home', other, ...initWords()]);
    home = other;
    expect((await mreg('ledger', 'witness', 'add', witness)).code).toBe(5);
    expect(readFileSync(join(home, 'config.toml'), 'utf8')).not.toContain('witnesses');
  });
});

function edit(path: string): void {
  writeFileSync(path, readFileSync(path, 'utf8').replace('\n5\n', '\n4\n'));
}
