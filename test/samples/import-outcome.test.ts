import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { loadPackagedTables } from '../../src/config/packaged-tables.js';
import { checkInput } from '../../src/import/check-input.js';
import { DEFAULT_PACKAGE_LIMITS } from '../../src/import/readers/packages.js';
import type { Expected } from '../../samples/generate/expected.js';
import type { ImportSummary } from '../../src/import/summary.js';

const folder = fileURLToPath(new URL('../../samples/', import.meta.url));
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<string, Expected>;
const scratch = mkdtempSync(join(tmpdir(), 'samples-'));

afterAll(() => rmSync(scratch, { recursive: true }));

/** The whole way of an import in this thread, with nothing written. */
function check(name: string): Promise<ImportSummary> {
  const request = { paths: [join(folder, name)], jobs: 0, chunkBytes: 1 << 20 };
  return checkInput(
    request,
    {
      tables: loadPackagedTables(),
      settings: { ageReached: 'day-after' },
      today: 20251101,
      area: '',
      workPath: join(scratch, 'work'),
      limits: DEFAULT_PACKAGE_LIMITS,
      elapsedMs: () => 0,
      signal: new AbortController().signal,
      onPlan: () => undefined,
      onProgress: () => undefined,
    },
    undefined,
  );
}

describe('a committed sample, read as an import reads it', () => {
  it.each(Object.keys(expected))('%s comes to the counts of its labels', async (name) => {
    const { rows, accepted, flagged, quarantined, already_present } = await check(name);
    const { codes_at_least: _codes, kinds: _kinds, ...counts } = expected[name] ?? { rows: -1 };
    expect({ rows, accepted, flagged, quarantined, already_present }).toEqual(counts);
  });

  it.each(Object.keys(expected))('%s is found wrong for the reasons of its labels', async (name) => {
    const { reasons, flags } = await check(name);
    const found: Record<string, number> = {};
    for (const { code, count } of [...reasons, ...flags]) found[code] = (found[code] ?? 0) + count;
    for (const [code, atLeast] of Object.entries(expected[name]?.codes_at_least ?? {})) {
      expect({ code, found: found[code] ?? 0 }).toMatchObject({
        code,
        found: expect.toSatisfy((count: number) => count >= atLeast) as number,
      });
    }
  });
});
