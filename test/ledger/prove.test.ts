import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signCheckpoint } from '../../src/ledger/checkpoint.js';
import { createLedgerKey, loadLedgerSigner } from '../../src/ledger/ledger-key.js';
import { believeCheckpoint, proveConsistency, proveInclusion, type InclusionProofFile } from '../../src/ledger/proof-file.js';
import { ledgerRepository } from '../../src/store/ledger-repository.js';
import { numberIn } from '../helpers/compare-homes.js';
import { FaultBench, runOrderly } from '../helpers/faults.js';
import { run } from '../helpers/run.js';
import { aDatabase, aDraft, append } from './ledger-fixture.js';

const VERIFIER = new URL('../../docs/verify-proof.mjs', import.meta.url).pathname;
const SAMPLE = new URL('../../samples/county-clean-gb18030.csv', import.meta.url).pathname;
const ORIGIN = 'mreg.example/990000';

const folder = mkdtempSync(join(tmpdir(), 'mreg-proof-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What an outsider does: the script, the file, and the key as he knows it. */
function outsider(proof: unknown, key?: string): { readonly status: number | null; readonly said: string } {
  const path = join(folder, 'proof.json');
  writeFileSync(path, typeof proof === 'string' ? proof : JSON.stringify(proof));
  const { status, stdout } = spawnSync(process.execPath, [VERIFIER, path, ...(key === undefined ? [] : [key])], { encoding: 'utf8' });
  return { status, said: stdout };
}

const key = createLedgerKey(folder, ORIGIN);
const signer = loadLedgerSigner(key.path, ORIGIN);
const database = aDatabase();
const repository = ledgerRepository(database);
const SIZES = [1, 2, 3, 4, 5, 7, 8, 11] as const;

/** Checkpoints of one growing ledger, by size. */
const checkpoints = new Map(
  SIZES.map((size) => {
    while (repository.lastSeq() < size) append(database, aDraft({ body: { batch: repository.lastSeq() + 1 } }));
    const { note } = database.transaction(() => signCheckpoint(database, signer))();
    return [size, believeCheckpoint(note, [key.publicKey])];
  }),
);
const at = (size: (typeof SIZES)[number]) => checkpoints.get(size) ?? expect.unreachable();

describe('the stand-alone verifier', () => {
  it.each([
    [1, 1],
    [1, 2],
    [2, 2],
    [3, 3],
    [1, 5],
    [5, 5],
    [4, 7],
    [7, 7],
    [8, 8],
    [9, 11],
    [11, 11],
  ] as const)('believes that entry %i is in a ledger of %i', (seq, size) => {
    const { status, said } = outsider(proveInclusion(repository, seq, at(size)), key.publicKey);
    expect(said).toContain(`HOLDS: entry ${seq} is in the ledger of ${size} entries`);
    expect(status).toBe(0);
  });

  it.each([
    [1, 2],
    [2, 3],
    [3, 4],
    [3, 7],
    [4, 8],
    [5, 11],
    [7, 11],
    [8, 11],
    [11, 11],
  ] as const)('believes that a ledger of %i grew to %i', (first, second) => {
    const { status, said } = outsider(proveConsistency(repository, at(first), at(second)), key.publicKey);
    expect(said).toContain(`HOLDS: the ${first} entries`);
    expect(status).toBe(0);
  });

  it('says when it has only the word of the file for the key', () =>
    expect(outsider(proveInclusion(repository, 1, at(8))).said).toContain('The key is the one inside the file'));

  const proof = proveInclusion(repository, 5, at(11));
  const growth = proveConsistency(repository, at(5), at(11));
  const other = createLedgerKey(folder, ORIGIN);
  const DAMAGES: readonly (readonly [string, unknown])[] = [
    ['another text', { ...proof, entry: proof.entry?.replace('本机操作员', '别人') }],
    ['a text that is not there with a hash of its own', { ...proof, leaf_hash: '0'.repeat(64) }],
    ['another place', { ...proof, index: 5 }],
    ['a place outside', { ...proof, index: 11 }],
    ['a negative place', { ...proof, index: -1 }],
    ['another size', { ...proof, checkpoint: { ...proof.checkpoint, tree_size: 10 } }],
    ['a step left out', { ...proof, path: proof.path.slice(1) }],
    ['a step too many', { ...proof, path: [...proof.path, '0'.repeat(64)] }],
    ['two steps swapped', { ...proof, path: proof.path.toReversed() }],
    ['no path', { ...proof, path: [] }],
    [
      'another size in the note',
      { ...proof, checkpoint: { ...proof.checkpoint, note: proof.checkpoint.note.replace('\n11\n', '\n12\n') } },
    ],
    ['a checkpoint of another size', { ...proof, checkpoint: proveInclusion(repository, 5, at(8)).checkpoint }],
    ['a note without a signature', { ...proof, checkpoint: { ...proof.checkpoint, note: proof.checkpoint.note.split('\n\n')[0] } }],
    ['an unknown kind', { ...proof, kind: 'constructor' }],
    ['another format', { ...proof, format: 'mreg-ledger-proof-2' }],
    ['nothing', {}],
    ['no JSON', 'x'],
    ['growth with a step left out', { ...growth, path: growth.path.slice(1) }],
    ['growth with a step too many', { ...growth, path: ['0'.repeat(64), ...growth.path] }],
    ['growth from another root', { ...growth, from: proveConsistency(repository, at(4), at(11)).from }],
    ['growth backwards', { ...growth, from: growth.to, to: growth.from }],
  ];
  it.each(DAMAGES)('refuses %s', (_name, damaged) =>
    expect(outsider(damaged, key.publicKey)).toMatchObject({ status: 1, said: expect.stringMatching(/^DOES NOT HOLD: /u) }),
  );

  it('refuses a proof signed by another key than the one it is given', () =>
    expect(outsider(proof, other.publicKey)).toMatchObject({ status: 1, said: expect.stringContaining('not signed by') }));

  it('refuses any one character changed in the text, the path, the note or the key', () => {
    const places = [
      (change: (text: string) => string) => ({ ...proof, entry: change(proof.entry ?? '') }),
      (change: (text: string) => string) => ({ ...proof, path: [change(proof.path[0] ?? ''), ...proof.path.slice(1)] }),
      (change: (text: string) => string) => ({ ...proof, checkpoint: { ...proof.checkpoint, note: change(proof.checkpoint.note) } }),
      (change: (text: string) => string) => ({
        ...proof,
        checkpoint: { ...proof.checkpoint, verifier_key: change(proof.checkpoint.verifier_key) },
      }),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.nat(), fc.constantFrom('0', 'a', 'Z', '\n', '+', '='), (damage, place, letter) => {
        const damaged = damage((text) => {
          const where = place % text.length;
          return `${text.slice(0, where)}${text.charAt(where) === letter ? '1' : letter}${text.slice(where + 1)}`;
        });
        expect(outsider(damaged).status).toBe(1);
      }),
      { numRuns: 30 },
    );
  });
});

describe('mreg ledger prove', () => {
  const bench = new FaultBench();
  let home = '';
  /** Size of the checkpoint that `init` signed, and the entry of the load. */
  let first = 0;
  let loadSeq = 0;
  afterAll(() => bench.remove());
  beforeAll(async () => {
    await bench.makeTemplate();
    home = bench.copyHome();
    await runOrderly(['--home', home, 'import', SAMPLE]);
    first = numberIn(home, 'SELECT min(tree_size) FROM ledger_checkpoint');
    loadSeq = numberIn(home, "SELECT seq FROM ledger_entry WHERE body ->> 'kind' = 'import.chunk'");
  });
  const lastSigned = (): number => numberIn(home, 'SELECT max(tree_size) FROM ledger_checkpoint');
  const prove = (...args: readonly string[]) => runOrderly<InclusionProofFile>(['--home', home, 'ledger', 'prove', ...args]);

  it('writes proofs that the outsider believes', async () => {
    const entry = bench.at('entry.json');
    const growth = bench.at('growth.json');
    expect((await prove(String(loadSeq), '--out', entry)).document).toMatchObject({ file: entry, kind: 'inclusion' });
    expect((await prove('--from', String(first), '--out', growth)).document).toMatchObject({ file: growth, kind: 'consistency' });
    expect(outsider(readFileSync(entry, 'utf8'))).toMatchObject({ status: 0, said: expect.stringContaining('"kind":"import.chunk"') });
    expect(outsider(readFileSync(growth, 'utf8'))).toMatchObject({ status: 0, said: expect.stringContaining(`the ${first} entries`) });
  });

  it('prints the file when it is given no place for it', async () => {
    const { stdout } = await run(['--home', home, 'ledger', 'prove', '1']);
    expect(outsider(stdout).status).toBe(0);
  });

  it('proves by a checkpoint that somebody else kept', async () => {
    const note = bench.write('kept.txt', (await prove('1', '--checkpoint', String(first))).document?.checkpoint.note ?? '');
    expect((await prove('2', '--checkpoint', note)).document).toMatchObject({ index: 1, checkpoint: { tree_size: first } });
    expect((await prove('--from', note)).code).toBe(0);
  });

  it('gives the hash and not the text of an entry that holds a document number', async () => {
    await run(['--home', home, 'batch', 'undo', '1', '--reason', '同 999901203101011234', '--yes']);
    await run(['--home', home, 'ledger', 'checkpoint']);
    const seq = String(
      (await runOrderly<{ entries: { seq: number }[] }>(['--home', home, 'ledger', 'list', '--kind', 'batch.undo'])).document?.entries[0]
        ?.seq,
    );
    const { document, stdout } = await prove(seq);
    expect(document?.entry).toBeNull();
    expect(stdout).not.toContain('999901203101011234');
    expect(outsider(document)).toMatchObject({ status: 0, said: expect.stringContaining('text withheld') });
  });

  it.each<[string, () => readonly string[], number, string]>([
    ['an entry that is not there', () => ['99'], 2, 'has no entry 99'],
    ['nothing to prove', () => [], 2, 'give the number of an entry'],
    ['an entry and growth at once', () => ['3', '--from', '2'], 2, 'give the number of an entry'],
    ['an entry younger than the checkpoint', () => [String(loadSeq), '--checkpoint', String(first)], 2, 'written after the checkpoint'],
    ['a checkpoint of a size never signed', () => ['3', '--checkpoint', String(first + 1)], 2, 'no checkpoint of'],
    ['a file that is not there', () => ['3', '--checkpoint', '/nonexistent'], 2, 'cannot read'],
    ['a file that is no checkpoint', () => ['3', '--checkpoint', SAMPLE], 5, 'no trusted signature'],
    ['growth backwards', () => ['--from', String(lastSigned()), '--to', String(first)], 2, 'longer'],
  ])('refuses %s', async (_name, argsOf, code, message) => {
    const answer = await prove(...argsOf());
    expect(answer.code).toBe(code);
    expect(answer.error?.message).toContain(message);
  });
});
