import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeLeak, type LeakFormat } from '../../bench/trace/leaks.js';
import { EXPORT_KINDS, exportedRows, recordExport, type SyntheticExport } from '../../bench/trace/synthetic-exports.js';
import { fillRegistry } from '../../bench/trace/synthetic-registry.js';
import { openRegistry, registryPath } from '../../src/store/open.js';
import { initWords } from '../helpers/password.js';
import { run, runJson } from '../helpers/run.js';

const folder = mkdtempSync(join(tmpdir(), 'mreg-trace-'));
const env = { MREG_HOME: join(folder, 'home') };
const RECORDS = 3_000;

const exportOf = (number: string, kind: SyntheticExport['kind']): SyntheticExport => ({
  number,
  kind,
  ids: Array.from({ length: RECORDS / 2 }, (_, index) => index * 2 + 1),
});
/** Four exports of the same records, two of them with nothing that could be marked. */
const EXPORTS = [
  exportOf('EXP-20261125-001', 'masked'),
  exportOf('EXP-20261125-002', 'masked'),
  exportOf('EXP-20261125-003', 'plain'),
  exportOf('EXP-20261125-004', 'plain'),
];
const leaked = (index: number): SyntheticExport => EXPORTS[index] as SyntheticExport;

beforeAll(async () => {
  await run(initWords('省级甲'), { env });
  const registry = openRegistry(registryPath(env.MREG_HOME));
  fillRegistry(registry, RECORDS, 3);
  for (const each of EXPORTS) recordExport(registry, each);
  registry.close();
}, 400_000);

afterAll(() => rmSync(folder, { recursive: true }));

async function leak(from: SyntheticExport, format: LeakFormat, rows = 60): Promise<string> {
  const registry = openRegistry(registryPath(env.MREG_HOME));
  const ids = from.ids.filter((_, index) => index % Math.floor(from.ids.length / rows) === 0);
  const table = { header: EXPORT_KINDS[from.kind].map(({ field }) => field), rows: exportedRows(registry, from, ids) };
  registry.close();
  return await writeLeak(join(folder, '流出的表'), table, format);
}

interface Traced {
  readonly verdict: string;
  readonly named: readonly { readonly export: string; readonly officer: string; readonly request: string; readonly confidence: number }[];
  readonly candidates: readonly { readonly export: string }[];
  readonly ledger_seq: number;
}

async function trace(path: string, ...options: readonly string[]): Promise<{ code: number | null; document: Traced }> {
  const { code, document } = await runJson(['export', 'trace', path, ...options], { env });
  return { code, document: document as Traced };
}

describe('mreg export trace', () => {
  it('names the export, its officer and its approval', async () => {
    const { code, document } = await trace(await leak(leaked(1), 'gb18030'));
    expect(code).toBe(0);
    expect(document.named).toMatchObject([{ export: 'EXP-20261125-002', officer: '导出员 (officer)', request: '440000-20261125-002' }]);
    expect(document.named[0]?.confidence).toBeGreaterThan(0.999_999);
  });

  it.each(['xlsx', 'parquet', 'jsonl', 'utf-16le'] as const)('reads %s', async (format) => {
    expect((await trace(await leak(leaked(0), format))).document.named.map((one) => one.export)).toEqual(['EXP-20261125-001']);
  });

  it('lists every export it could be when nothing is marked, and names none', async () => {
    const { document } = await trace(await leak(leaked(2), 'utf-8'));
    expect(document.verdict).toBe('undecided');
    expect(document.named).toEqual([]);
    expect(document.candidates.map((one) => one.export)).toEqual(['EXP-20261125-003', 'EXP-20261125-004']);
  });

  it('names both when two copies were put together', async () => {
    const header = EXPORT_KINDS.masked.map(({ field }) => field);
    const path = await writeLeak(join(folder, '拼成的表'), { header, rows: [...someRows(0), ...someRows(1)] }, 'utf-8');
    expect((await trace(path)).document.named.map((one) => one.export).toSorted()).toEqual(['EXP-20261125-001', 'EXP-20261125-002']);
  });

  it('says so when the rows are not of this registry', async () => {
    const path = await writeLeak(
      join(folder, '别处'),
      {
        header: ['name_man', 'op_date'],
        rows: [
          ['欧*', '1901-01'],
          ['阳*', '1902-01'],
        ],
      },
      'utf-8',
    );
    expect((await trace(path)).document.verdict).toBe('unknown-rows');
  });

  it('writes the trace into the ledger, and no document number anywhere', async () => {
    const path = await leak(leaked(2), 'utf-8');
    const { document } = await trace(path);
    const { stdout } = await run(['ledger', 'show', String(document.ledger_seq), '--json'], { env });
    expect(stdout).toContain('export.trace');
    const numbers = readFileSync(path, 'utf8').match(/\d{17}[\dX]/g) ?? [];
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers.filter((number) => stdout.includes(number) || JSON.stringify(document).includes(number))).toEqual([]);
  });

  it('speaks to people', async () => {
    const { stdout } = await run(['export', 'trace', await leak(leaked(0), 'utf-8')], { env });
    expect(stdout).toContain('EXP-20261125-001');
    expect(stdout).toContain('导出人 导出员 (officer)，审批 440000-20261125-001');
  });

  it('refuses a file without rows, and a sheet that is not there', async () => {
    const empty = await writeLeak(join(folder, '空'), { header: ['name_man', 'op_date'], rows: [] }, 'utf-8');
    expect((await run(['export', 'trace', empty], { env })).code).toBe(3);
    expect((await run(['export', 'trace', await leak(leaked(0), 'xlsx'), '--sheet', '没有'], { env })).code).toBe(2);
  });
});

function someRows(index: 0 | 1): readonly (readonly string[])[] {
  const registry = openRegistry(registryPath(env.MREG_HOME));
  const ids = leaked(index).ids.filter((_, at) => at % 20 === index * 10);
  const rows = exportedRows(registry, leaked(index), ids);
  registry.close();
  return rows;
}
