import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROFILES, type ProfileName } from '../../../samples/generate/profiles.js';
import { sampleRows } from '../../helpers/rows.js';
import { processors } from './both-ways.js';
import { mutatedRows } from './mutations.js';

const RUNS = 150;
const ROWS_A_RUN = 40;

describe('the fast path on clean rows with something changed', () => {
  it.each(Object.keys(PROFILES) as ProfileName[])('of %s gives what the rules give', (profile) => {
    const bothWays = processors();
    const pool = sampleRows(profile, { rows: 400, seed: 51, defects: 0 });
    let rows = 0;
    let fastRows = 0;
    fc.assert(
      fc.property(mutatedRows(pool, ROWS_A_RUN), (mutated) => {
        const ways = bothWays(mutated);
        rows += mutated.length;
        fastRows += ways.fastRows;
        expect(ways.fast).toEqual(ways.slow);
      }),
      { numRuns: RUNS },
    );
    // Were nothing taken any more, the two would agree on everything.
    expect(fastRows).toBeGreaterThan(rows / 20);
  });
});
