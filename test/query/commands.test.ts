import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headersOf } from '../../samples/generate/spelling.js';
import { FIELD_KEYS } from '../../src/domain/fields.js';
import type { RowValues } from '../../src/domain/registration.js';
import { appendEntry } from '../../src/ledger/append.js';
import { shanghaiTime } from '../../src/lib/shanghai-time.js';
import { openRegistry } from '../../src/store/open.js';
import { FaultBench } from '../helpers/faults.js';
import { nobodysNumber, someValues } from '../helpers/registration.js';
import { csvOf } from '../helpers/rows.js';
import { run } from '../helpers/run.js';
import { signAsCommandsDo } from '../helpers/sign-entries.js';
import { unzipped } from '../helpers/unzip.js';

const MAN = nobodysNumber('19950308', 'male');
const WOMAN = nobodysNumber('19961121', 'female');
const OTHER_MAN = nobodysNumber('19880101', 'male');
const NUMBERS = [MAN, WOMAN, OTHER_MAN];

const ROWS: readonly Partial<RowValues>[] = [
  {},
  {
    op_type: 'IB',
    op_date: '2025-06-20',
    cert_no: 'L440106-2025-000777',
    marry_status_man: '20',
    marry_status_woman: '20',
    old_cert_no: 'J440106-2024-000123',
    old_op_date: '2024-05-20',
  },
  {
    op_date: '2023-03-01',
    cert_no: 'J440106-2023-000321',
    name_man: '何另有',
    birth_man: '1988-01-01',
    name_woman: '苏测试',
    birth_woman: '1989-02-02',
    doc_year: '2023',
  },
];

const bench = new FaultBench();
let home = '';
const file = (name: string): string => bench.at(name);

beforeAll(async () => {
  await bench.makeTemplate();
  home = bench.copyHome();
  const rows = ROWS.map((over) => FIELD_KEYS.map((key) => someValues(over)[key]));
  bench.write('archive.csv', csvOf([headersOf('modern'), ...rows]));
  const loaded = await query(['import', file('archive.csv')]);
  expect(loaded.document).toMatchObject({ accepted: ROWS.length });
  for (const [name, number] of [
    ['man.txt', MAN],
    ['other.txt', OTHER_MAN],
  ] as const) {
    writeFileSync(file(name), `${number}\n`, { mode: 0o600 });
  }
});
afterAll(() => bench.remove());

interface Answer {
  readonly code: number | null;
  readonly document: Record<string, unknown> & { readonly error?: { readonly code: string } };
}

const said: string[] = [];

/** Runs the real program; all it says is kept, to be searched for numbers at the end. */
async function query(words: readonly string[], stdin = ''): Promise<Answer> {
  const result = await run(['--home', home, '--lang', 'en', '--json', ...words], { stdin });
  said.push(result.stdout, result.stderr);
  return {
    code: result.code,
    document: JSON.parse(result.stdout === '' ? (result.stderr.trim().split('\n').at(-1) ?? '') : result.stdout) as Answer['document'],
  };
}

async function lastEntries(
  kind: string,
  limit: number,
): Promise<readonly { readonly kind: string; readonly body: Record<string, unknown> }[]> {
  const { document } = await query(['ledger', 'list', '--kind', kind, '--limit', String(limit)]);
  return document['entries'] as never;
}

const askPerson = (...words: readonly string[]) => query(['query', 'person', '--purpose', '办理补发', ...words]);

describe('mreg query person', () => {
  it('finds the registrations of a person on either side, in order, with masked numbers', async () => {
    const { code, document } = await askPerson('--name', '陈样本', '--id-number-file', file('man.txt'));
    expect(code).toBe(0);
    expect(document).toMatchObject({
      registry_status: 'divorced',
      open_marriages: 0,
      registrations: [
        {
          scope: 'own',
          op_type: 'IA',
          role: 'man',
          name_fits: true,
          man: { document_number: `4400**********${MAN.slice(-4)}`, birth: '1995' },
        },
        { scope: 'own', op_type: 'IB', cert_no: 'L440106-2025-000777' },
      ],
    });
  });

  it('takes the number from standard input, and says whose name differs', async () => {
    const { document } = await query(
      ['query', 'person', '--purpose', 'x', '--name', '别人', '--id-number', '-'],
      `${WOMAN.slice(0, 6)} ${WOMAN.slice(6)}\n`,
    );
    expect(document['registrations']).toMatchObject([
      { role: 'woman', name_fits: false },
      { role: 'woman', name_fits: false },
    ]);
  });

  it('narrows by certificate', async () => {
    const { document } = await askPerson('--id-number-file', file('man.txt'), '--cert-no', 'Ｌ440106－2025－000777');
    expect(document['registrations']).toMatchObject([{ op_type: 'IB' }]);
  });

  it('writes purpose, hits and a keyed digest to the ledger, the same for the same person', async () => {
    await askPerson('--id-number-file', file('man.txt'), '--on-behalf-of', `公证处，当事人 ${MAN}`);
    await askPerson('--id-number-file', file('man.txt'));
    const [first, second] = await lastEntries('query.look-up', 2);
    expect(first?.body).toMatchObject({ by: 'person', purpose: '办理补发', hits: 2, hits_elsewhere: 0, unmasked: false });
    expect(first?.body['on_behalf_of']).toBe(`公证处，当事人 4400**********${MAN.slice(-4)}`);
    expect(first?.body['person']).toMatch(/^[0-9a-f]{64}$/u);
    expect(second?.body['person']).toBe(first?.body['person']);
    expect(statSync(join(home, 'keys', 'queries.key')).mode & 0o777).toBe(0o600);
  });

  it('shows whole numbers only when asked, and the ledger says so', async () => {
    const result = await run([
      '--home',
      home,
      '--json',
      'query',
      'person',
      '--purpose',
      'x',
      '--unmasked',
      '--id-number-file',
      file('man.txt'),
    ]);
    expect(result.stdout).toContain(WOMAN);
    expect((await lastEntries('query.look-up', 1))[0]?.body).toMatchObject({ unmasked: true });
  });

  it.each([
    ['a number on the command line', ['--id-number', '999901203101011234'], '', 2, 'query.number-on-command-line'],
    ['no number', [], '', 2, 'cli.needs-secret'],
    ['a placeholder', ['--id-number', '-'], '000000000000000000', 2, 'query.number-unusable'],
    ['nothing on standard input', ['--id-number', '-'], '\n', 2, 'query.number-unusable'],
  ])('refuses %s', async (_name, words, stdin, code, key) => {
    const answer = await query(['query', 'person', '--purpose', 'x', ...words], stdin);
    expect(answer).toMatchObject({ code, document: { error: { code: key } } });
  });

  it('refuses a file that others can read, and a purpose of no words', async () => {
    writeFileSync(file('open.txt'), OTHER_MAN);
    chmodSync(file('open.txt'), 0o644);
    expect((await askPerson('--id-number-file', file('open.txt'))).code).toBe(4);
    expect((await query(['query', 'person', '--purpose', ' ', '--id-number-file', file('man.txt')])).document.error?.code).toBe(
      'query.no-purpose',
    );
  });
});

describe('mreg query certificate', () => {
  it.each([
    ['J440106-2024-000123', 1],
    ['j440106 - 2024 - 000123', 1],
    ['J440106-2024-000124', 0],
  ])('finds %s %i times', async (certificate, hits) => {
    const { document } = await query(['query', 'certificate', certificate, '--purpose', '核对']);
    expect(document['registrations']).toHaveLength(hits);
    expect((await lastEntries('query.look-up', 1))[0]?.body).toMatchObject({ by: 'certificate', hits });
  });

  it('finds what was loaded after the index was made, and nothing of a batch that was taken back', async () => {
    bench.write(
      'later.csv',
      csvOf([
        headersOf('modern'),
        FIELD_KEYS.map(
          (key) =>
            someValues({ cert_no: 'J440106-2024-000999', op_date: '2024-07-01', birth_man: '1990-01-01', birth_woman: '1991-02-02' })[key],
        ),
      ]),
    );
    const { document } = await query(['import', file('later.csv')]);
    const ask = async () => (await query(['query', 'certificate', 'J440106-2024-000999', '--purpose', '核对'])).document['registrations'];
    expect(await ask()).toHaveLength(1);
    await query(['batch', 'undo', String(document['batch']), '--reason', '试', '--yes']);
    expect(await ask()).toEqual([]);
  });
});

describe('mreg query check', () => {
  const LIST = [
    ['序号', '姓 名', '身份证号码', '对方姓名', '对方证件号码'],
    ['1', '陈样本', MAN.toLowerCase(), '林例子', WOMAN],
    ['2', '=cmd()', MAN, '', ''],
    ['3', '何另有', OTHER_MAN, '别人', ''],
    ['4', '某人', nobodysNumber('19700101', 'male'), '', ''],
    ['5', '某人', '不详', '', ''],
    ['', '', '', '', ''],
  ];

  it('answers a CSV row for row, inert and masked', async () => {
    bench.write('list.csv', csvOf(LIST));
    const { document } = await query(['query', 'check', file('list.csv'), '--purpose', '公租房核查', '--out', file('result.csv')]);
    expect(document).toMatchObject({ rows: 5, found: 2, misnamed: 1, none: 1, unusable: 1, several: 0 });
    const lines = readFileSync(file('result.csv'), 'utf8').split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFFrow,name,/u);
    expect(lines[1]).toContain(
      `2,陈样本,4400**********${MAN.slice(-4)},found,2,divorce,2025-06-20,广州市天河区民政局婚姻登记处,divorced,yes`,
    );
    expect(lines[2]).toContain("'=cmd()");
    expect(lines[3]).toContain(',married,no,');
    expect(statSync(file('result.csv')).mode & 0o777).toBe(0o600);
  });

  it('writes a workbook that a spreadsheet opens, from a workbook', async () => {
    const list = new ExcelJS.Workbook();
    list.addWorksheet('名单').addRows([['名单'], ...LIST]);
    await list.xlsx.writeFile(file('list.xlsx'));
    const { document } = await query(['query', 'check', file('list.xlsx'), '--purpose', '核查', '--out', file('result.xlsx')]);
    expect(document).toMatchObject({ rows: 5, found: 2 });
    const result = new ExcelJS.Workbook();
    await result.xlsx.readFile(file('result.xlsx'));
    expect(result.worksheets[0]?.getRow(2).getCell(4).value).toBe('found');
    expect(result.worksheets[0]?.getRow(2).getCell(1).value).toBe('3');
  });

  it('names every person in the ledger, then the file', async () => {
    bench.write('long.csv', csvOf([['姓名', '证件号码'], ...Array.from({ length: 1_201 }, () => ['何另有', OTHER_MAN])]));
    const { document } = await query(['query', 'check', file('long.csv'), '--purpose', '核查', '--out', file('long-result.csv')]);
    const entries = await lastEntries('query', 4);
    expect(entries.map(({ kind, body }) => [kind, body['persons']])).toEqual([
      ['query.look-up', 500],
      ['query.look-up', 500],
      ['query.look-up', 201],
      ['query.check', 0],
    ]);
    expect(entries.at(-1)?.body).toMatchObject({ sha256: document['sha256'], rows: 1_201, outcomes: { found: 1_201 } });
  });

  it.each([
    ['a list without the columns', ['名单', '号码'], 'out.csv', 3],
    ['another kind of result', ['姓名', '证件号码'], 'out.pdf', 2],
    ['a result that is there', ['姓名', '证件号码'], 'result.csv', 2],
  ])('refuses %s and leaves no file', async (_name, heading, out, code) => {
    bench.write('odd.csv', csvOf([heading, ['何另有', OTHER_MAN]]));
    const before = readdirSync(bench.folder);
    expect((await query(['query', 'check', file('odd.csv'), '--purpose', 'x', '--out', file(out)])).code).toBe(code);
    expect(readdirSync(bench.folder)).toEqual(before);
  });
});

const textOf = (name: string): string => (unzipped(readFileSync(file(name)))['word/document.xml'] ?? '').replaceAll(/<[^>]+>/gu, '|');

const issue = (out: string, ...words: readonly string[]) =>
  query(['query', 'certificate-of-record', '--purpose', '本人申请', '--use', 'taiwan', '--out', file(out), ...words]);

describe('mreg query certificate-of-record', () => {
  it('writes what the registry holds of a person, with a serial number', async () => {
    const { document } = await issue('paper.docx', '--name', '陈样本', '--id-number-file', file('man.txt'));
    expect(document).toMatchObject({ kind: 'record', registrations: 2, serial: expect.stringMatching(/^440000-\d{8}-001$/u) });
    const text = textOf('paper.docx');
    for (const part of ['婚姻登记记录证明', MAN, '离婚登记', 'L440106-2025-000777', '林例子', '赴台湾', '广东省', '（婚姻登记机关印章）'])
      expect(text).toContain(part);
    expect(statSync(file('paper.docx')).mode & 0o777).toBe(0o600);
  });

  it('writes that it holds nothing, with the next number', async () => {
    writeFileSync(file('nobody.txt'), nobodysNumber('19700101', 'male'), { mode: 0o600 });
    const { document } = await issue('none.docx', '--name', '某人', '--id-number-file', file('nobody.txt'));
    expect(document).toMatchObject({ kind: 'no-record', registrations: 0, serial: expect.stringMatching(/-002$/u) });
    expect(textOf('none.docx')).toContain('无婚姻登记记录证明');
    expect((await lastEntries('query.look-up', 1))[0]?.body).toMatchObject({
      by: 'record-certificate',
      serial: document['serial'],
      sha256: document['sha256'],
    });
  });

  it('writes nothing for a number under another name, or over a file that is there', async () => {
    expect(await issue('wrong.docx', '--name', '别人', '--id-number-file', file('man.txt'))).toMatchObject({ code: 3 });
    expect(existsSync(file('wrong.docx'))).toBe(false);
    expect((await issue('paper.docx', '--name', '陈样本', '--id-number-file', file('man.txt'))).code).toBe(2);
    expect((await issue('x.pdf', '--name', '陈样本', '--id-number-file', file('man.txt'))).code).toBe(2);
  });
});

describe('mreg query patrol', () => {
  it('says nothing of a user without a history where nobody else works', async () => {
    const { code, document } = await query(['query', 'patrol', '--fail-on', 'unusual']);
    expect(code).toBe(0);
    expect(document).toMatchObject({ users: 1, days: 1, false_alarm_rate: 0.01, unusual: [] });
  });
});

const timeBefore = (days: number): string => shanghaiTime(new Date(Date.now() - days * 86_400_000));

/** Thirty days of five clerks, ten persons a day, and a day on which one of them looked up two thousand. */
function useAnOffice(): void {
  const registry = openRegistry(join(home, 'registry.db'));
  signAsCommandsDo(registry, home);
  const append = (actor: string, daysAgo: number, persons: number): void => {
    const entry = { at: timeBefore(daysAgo), actor, kind: 'query.look-up', body: { by: 'check', persons } };
    registry.database.transaction(() => appendEntry(registry.database, entry)).immediate();
  };
  for (let daysAgo = 30; daysAgo > 0; daysAgo -= 1)
    for (let clerk = 1; clerk <= 5; clerk += 1) append(`c${clerk}`, daysAgo, 8 + ((daysAgo * clerk) % 5));
  append('c3', 2, 2_000);
  registry.close();
}

describe('mreg query patrol over the use of an office', () => {
  it('names the user and the day, and ends with 7 when asked to', async () => {
    useAnOffice();
    const { code, document } = await query(['query', 'patrol']);
    expect(code).toBe(0);
    // And who ran this test: more than a thousand persons on his first day.
    expect(document['unusual']).toMatchObject([{ actor: 'c3', count: 2_009 }, { actor: '测试员' }]);
    expect((await run(['--home', home, 'query', 'patrol', '--fail-on', 'unusual', '--lang', 'en'])).code).toBe(7);
  });
});

describe('afterwards', () => {
  it('no whole number was said, and none is in the ledger', async () => {
    const database = new Database(join(home, 'registry.db'), { readonly: true });
    const bodies = database.prepare<[], string>('SELECT body FROM ledger_entry').pluck().all();
    const issued = JSON.stringify(database.prepare('SELECT * FROM record_certificate').all());
    database.close();
    const everything = [...said, ...bodies, issued].join('\n');
    expect(NUMBERS.filter((number) => everything.includes(number))).toEqual([]);
  });

  it('the ledger is sound', async () =>
    expect((await query(['ledger', 'verify', '--state'])).document).toMatchObject({ sound: true, state: { sound: true } }));
});
