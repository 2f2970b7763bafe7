import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeLeak } from '../../../bench/trace/leaks.js';
import type { ApprovalClaims } from '../../../src/domain/approval.js';
import { ExportHome } from '../../helpers/export-home.js';

/** Exports by the real program, several of exactly the same rows. */
const home = new ExportHome();
let outs = 0;

beforeAll(async () => await home.make(600), 400_000);
afterAll(() => home.remove());

interface Exported {
  readonly number: string;
  readonly path: string;
}

async function exportAs(format: string, over: Partial<ApprovalClaims> = {}): Promise<Exported> {
  outs += 1;
  const path = home.bench.at(`out-${outs}.${format}`);
  const token = await home.issue(over);
  const { document } = await home.runAs<{ readonly export: string }>('officer1', [
    'export',
    'run',
    '--token',
    token,
    '--format',
    format,
    '--out',
    path,
  ]);
  return { number: document?.export ?? '', path };
}

interface Traced {
  readonly verdict: string;
  readonly named: readonly { readonly export: string; readonly officer: string; readonly recipient: string }[];
}

async function trace(path: string): Promise<Traced | undefined> {
  return (await home.run<Traced>(['export', 'trace', path])).document;
}

describe('an export by the program', () => {
  it.each(['csv', 'xlsx', 'jsonl', 'parquet'])('as %s is told from another of the same rows', async (format) => {
    const [one, other] = [await exportAs(format), await exportAs(format)];
    for (const { number, path } of [one, other]) {
      expect(await trace(path)).toMatchObject({
        verdict: 'named',
        named: [{ export: number, officer: 'officer1', recipient: '某某市统计局' }],
      });
    }
  });

  it('is known by a few of its rows in another encoding, without a heading', async () => {
    const { number, path } = await exportAs('csv');
    const rows: string[][] = parse(readFileSync(path), { bom: true });
    const few = rows.slice(1).filter((_, index) => index % 12 === 0);
    const leaked = await writeLeak(home.bench.at('leaked'), { header: undefined, rows: few }, 'gb18030');
    expect((await trace(leaked))?.named.map((named) => named.export)).toEqual([number]);
  });

  it('is known by its pseudonyms alone', async () => {
    const scope = { ...home.claims().scope, fields: ['cert_num_man', 'op_type'], masking: { cert_num_man: 'pseudonym' } } as const;
    const { number, path } = await exportAs('csv', { scope });
    expect((await trace(path))?.named.map((named) => named.export)).toEqual([number]);
  });
});
