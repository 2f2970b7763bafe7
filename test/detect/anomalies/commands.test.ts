import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headersOf } from '../../../samples/generate/spelling.js';
import { FIELD_KEYS } from '../../../src/domain/fields.js';
import { numberIn, textsIn } from '../../helpers/compare-homes.js';
import { FaultBench, runOrderly } from '../../helpers/faults.js';
import { nobodysNumber, someValues } from '../../helpers/registration.js';
import { csvOf } from '../../helpers/rows.js';

const bench = new FaultBench();
const HIM = nobodysNumber('19950308', 'male');
const HER = nobodysNumber('19961121', 'female');
const ANOTHER = nobodysNumber('19970202', 'female');
const NUMBERS: ReadonlySet<string> = new Set([HIM, HER, ANOTHER]);
let loaded = '';

/** A man who marries a second woman, in a batch of its own. */
beforeAll(async () => {
  await bench.makeTemplate();
  loaded = bench.copyHome();
  await load('first.csv', {});
  await load('second.csv', {
    op_date: '2025-05-20',
    cert_no: 'J440106-2025-000321',
    doc_year: '2025',
    name_woman: '黄另外',
    birth_woman: '1997-02-02',
    marry_status_woman: '10',
  });
});
afterAll(() => bench.remove());

async function load(name: string, over: Parameters<typeof someValues>[0]): Promise<void> {
  const values = someValues(over);
  const path = bench.write(name, csvOf([headersOf('modern'), FIELD_KEYS.map((key) => values[key])]));
  expect(await runOrderly<object>(['--home', loaded, 'import', path])).toMatchObject({ document: { accepted: 1 } });
}

interface Answer {
  readonly found: number;
  readonly added: number;
  readonly full: boolean;
  readonly records: number;
  readonly persons: number;
  readonly by_rule: readonly { readonly code: string; readonly severity: string; readonly found: number }[];
}

async function detect(home: string, ...words: readonly string[]): Promise<{ readonly code: number | null; readonly answer: Answer }> {
  const { code, stdout } = await runOrderly(['--home', home, 'detect', 'anomalies', ...words], { numbers: NUMBERS });
  return { code, answer: JSON.parse(stdout) as Answer };
}

const BIGAMY = [
  { code: 'open-marriages', severity: 'warning', found: 1 },
  { code: 'status-contradicts', severity: 'warning', found: 1 },
];

describe('mreg detect anomalies', () => {
  it('finds, stores and ledgers once, and says by its exit code what it found', async () => {
    const home = bench.copyHome(loaded);
    const first = await detect(home, '--fail-on', 'warning');
    expect(first).toMatchObject({ code: 7, answer: { records: 2, persons: 3, full: true, found: 2, added: 2, by_rule: BIGAMY } });
    expect(await detect(home, '--fail-on', 'error')).toMatchObject({ code: 0, answer: { found: 2, added: 0 } });
    expect(numberIn(home, 'SELECT count(*) FROM finding')).toBe(2);
    const bodies = textsIn(home, "SELECT body FROM ledger_entry WHERE body ->> '$.kind' = 'detect.anomalies' ORDER BY seq");
    const [once, again] = bodies.map((body) => (JSON.parse(body) as { readonly body: object }).body);
    expect(once).toMatchObject({ records: 2, found: 2 });
    expect(again).toEqual(once);
    expect(textsIn(home, 'SELECT evidence FROM finding').join('')).not.toMatch(/\d{15}/u);
    expect((await runOrderly(['--home', home, 'ledger', 'verify', '--state'])).code).toBe(0);
  });

  it('takes what was handed over into account', async () => {
    const home = bench.copyHome(loaded);
    const path = bench.write(
      'divorce.csv',
      `姓名,证件号码,对方姓名,对方证件号码,生效日期,案号\n林例子,${HER},陈样本,${HIM},2024-12-01,1\n`,
    );
    const words = ['share', 'load', path, '--kind', 'court-divorce', '--from', '样板法院', '--purpose', '核对'];
    expect((await runOrderly(['--home', home, ...words], { numbers: NUMBERS })).code).toBe(0);
    expect((await detect(home)).answer.by_rule).toEqual([BIGAMY[1]]);
  });

  it('says of a new batch what a run over everything says of its persons', async () => {
    const home = bench.copyHome(loaded);
    expect(await detect(home, '--batch', '2')).toMatchObject({ code: 0, answer: { full: false, records: 2, by_rule: BIGAMY } });
    expect((await detect(home, '--since', '2026-01-01')).answer).toMatchObject({ full: false, added: 0, by_rule: BIGAMY });
    expect((await detect(home, '--since', '2999-01-01')).answer).toMatchObject({ records: 0, found: 0 });
  });

  it('uses the rules asked for, by the parameters of the home', async () => {
    const home = bench.copyHome(loaded);
    expect((await detect(home, '--rule', 'status-contradicts,many-marriages')).answer).toMatchObject({ full: false, by_rule: [BIGAMY[1]] });
    expect(await runOrderly(['--home', home, 'detect', 'anomalies', '--rule', 'open-marriage'])).toMatchObject({
      code: 2,
      error: { code: 'anomaly.unknown-rule' },
    });
    expect(await runOrderly(['--home', home, 'detect', 'anomalies', '--batch', '99'])).toMatchObject({
      code: 2,
      error: { code: 'batch.unknown' },
    });
  });

  it('writes a report that holds no document number', async () => {
    const path = bench.at('report.html');
    await detect(bench.copyHome(loaded), '--report', path);
    const page = readFileSync(path, 'utf8');
    expect(page).toContain('Two open marriages suspected');
    expect([...NUMBERS].filter((number) => page.includes(number))).toEqual([]);
  });
});
