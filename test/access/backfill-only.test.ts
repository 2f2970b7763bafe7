import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { headersOf } from '../../samples/generate/spelling.js';
import { textsIn } from '../helpers/compare-homes.js';
import { csvOf } from '../helpers/rows.js';
import { aProvince, rowsOf, type Province, type Who } from './a-province.js';

let province: Province;
beforeAll(async () => {
  province = await aProvince();
});

/** A province whose registrar was cut off behind the last row of each import: batches 2 and following. */
async function cutOff(...sources: readonly string[]): Promise<Province> {
  const home = province.copy();
  for (const [index, source] of sources.entries()) {
    writeFileSync(tableOf(home, source), csvOf([headersOf('modern'), ...rowsOf(80 + index).slice(0, -1)]));
    expect(await home.run('registrar', ['import', tableOf(home, source), '--source', source])).toMatchObject({ code: 0 });
  }
  textsIn(home.home, "UPDATE batch SET state = 'loading', ended_at = NULL WHERE id > 1 RETURNING state");
  return home;
}

function tableOf({ home }: Province, source: string): string {
  return join(home, `${source}.csv`);
}

async function imported(home: Province, who: Who, ...words: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await home.run(who, ['import', ...words]);
  return code === 0 ? JSON.parse(stdout) : [code, (JSON.parse(stderr.slice(stderr.indexOf('{"error"'))) as Refusal).error.code];
}

interface Refusal {
  readonly error: { readonly code: string };
}

const REFUSED = [4, 'import.unfinished-source'];

describe('a temporary account', () => {
  it('does not continue a batch of another source, named or not, or look into it', async () => {
    const home = await cutOff('live');
    expect(await imported(home, 'temporary', '--resume')).toEqual(REFUSED);
    expect(await imported(home, 'temporary', '--resume', '--dry-run')).toEqual(REFUSED);
    expect(await imported(home, 'temporary', tableOf(home, 'live'))).toEqual(REFUSED);
    expect(textsIn(home.home, 'SELECT state FROM batch WHERE id = 2')).toEqual(['loading']);
    expect(await imported(home, 'registrar', '--resume')).toMatchObject({ batch: 2 });
  });

  it('continues the archive that was cut off, also where another source was later', async () => {
    const home = await cutOff('backfill', 'live');
    expect(await imported(home, 'temporary', '--resume')).toMatchObject({ batch: 2 });
    expect(await imported(home, 'temporary', '--resume')).toEqual(REFUSED);
  });
});
