import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureAttribution, type Attribution } from '../../../bench/trace/attribution.js';
import { DISGUISES } from '../../../bench/trace/leaks.js';
import { fillRegistry } from '../../../bench/trace/synthetic-registry.js';
import { createRegistry, type Registry } from '../../../src/store/open.js';

/** 60 exports and more, each leaked once in one disguise after another; bench/trace does the same with a thousand. */
const PLAN = { records: 6_000, exports: 65, rowsAnExport: 2_000, rowsALeak: 60, innocent: 26, seed: 7 };

const folder = mkdtempSync(join(tmpdir(), 'mreg-trace-'));
let registry: Registry;
let judged: Attribution[];

beforeAll(async () => {
  registry = createRegistry(join(folder, 'registry.db'));
  fillRegistry(registry, PLAN.records, 5);
  judged = await measureAttribution({ ...PLAN, registry, folder });
}, 400_000);

afterAll(() => {
  registry.close();
  rmSync(folder, { recursive: true });
});

describe('leaked copies of exports', () => {
  it('never speak for an export they are not from', () => {
    expect(judged).toHaveLength(PLAN.exports + PLAN.innocent);
    expect(judged.filter(({ wronglyNamed }) => wronglyNamed)).toEqual([]);
  });

  it.each(DISGUISES.map(({ name }) => name))('are known again although four exports hold the same rows: %s', (name) => {
    const marked = judged.filter(({ disguise, kind }) => disguise === name && kind !== 'plain' && kind !== 'no export');
    expect(marked.length).toBeGreaterThan(2);
    expect(marked.filter(({ rightlyNamed }) => !rightlyNamed)).toEqual([]);
  });

  it('stay undecided where nothing could be marked, and where the export is not one of ours', () => {
    const others = judged.filter(({ kind }) => kind === 'plain' || kind === 'no export');
    expect([...new Set(others.map(({ verdict }) => verdict))]).toEqual(['undecided']);
  });
});
