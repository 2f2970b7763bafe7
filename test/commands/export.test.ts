import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApprovalClaims, ExportFormat, ExportScope } from '../../src/domain/approval.js';
import { FIELD_KEYS } from '../../src/domain/fields.js';
import { numberIn, textsIn } from '../helpers/compare-homes.js';
import { ExportHome } from '../helpers/export-home.js';
import { wholeNumbersIn, type JsonAnswer } from '../helpers/faults.js';

interface Exported {
  readonly export: string;
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

const LONG_AGO = Date.parse('2020-01-01T00:00:00Z') / 1_000;

const bench = new ExportHome();
let active = 0;
let outs = 0;

beforeAll(async () => {
  await bench.make(800);
  active = numberIn(bench.template, "SELECT count(*) FROM registration WHERE state = 'active'");
});
afterAll(() => bench.remove());

/** A folder of its own, so that what else is left there shows. */
function aPlace(name = 'out.csv'): string {
  outs += 1;
  const folder = bench.bench.at(`place-${outs}`);
  mkdirSync(folder);
  return join(folder, name);
}

async function exportWith(
  over: Partial<ApprovalClaims>,
  { out = aPlace(), words = [], as = 'officer1' }: { readonly out?: string; readonly words?: readonly string[]; readonly as?: string } = {},
): Promise<JsonAnswer<Exported> & { readonly out: string }> {
  const token = await bench.issue(over);
  const answer = await bench.runAs<Exported>(as, ['export', 'run', '--token', token, '--out', out, ...words]);
  return { ...answer, out };
}

function scopeWith(over: Partial<ExportScope>): Partial<ApprovalClaims> {
  return { scope: { ...bench.claims().scope, ...over } };
}

const lastEntries = (count: number): readonly string[] =>
  textsIn(bench.template, `SELECT body ->> '$.kind' FROM ledger_entry ORDER BY seq DESC LIMIT ${count}`).toReversed();

function leftBeside(out: string): readonly string[] {
  return readdirSync(join(out, '..'));
}

describe('an approved export', () => {
  it('is in the ledger before its first byte and after its last, and nothing else is left in its place', async () => {
    const { document, out } = await exportWith({});
    expect(document?.rows).toBe(active);
    expect(lastEntries(3)).toEqual(['token.use', 'export.start', 'export.done']);
    expect(leftBeside(out)).toEqual(['out.csv']);
    const digest = createHash('sha256').update(readFileSync(out)).digest('hex');
    expect(digest).toBe(document?.sha256);
    expect(textsIn(bench.template, "SELECT body ->> '$.body.sha256' FROM ledger_entry ORDER BY seq DESC LIMIT 1")).toEqual([digest]);
    expect((await bench.run(['ledger', 'verify', '--state'])).code).toBe(0);
  });

  it.each<ExportFormat>(['csv', 'xlsx', 'jsonl', 'parquet'])(
    'as %s holds every active record, and no whole document number',
    async (format) => {
      const { document, out } = await exportWith({}, { words: ['--format', format], out: aPlace(`out.${format}`) });
      const rows = await READERS[format](out);
      expect(rows).toHaveLength(document?.rows ?? 0);
      expect(rows).toHaveLength(active);
      expect(wholeNumbersIn(rows.map((row) => row.join(' ')).join('\n'), bench.archive.numbers)).toEqual([]);
    },
  );

  it('lets a number through whole when, and only when, the approval says so', async () => {
    const { out } = await exportWith(scopeWith({ fields: ['cert_num_man', 'cert_num_woman'], masking: { cert_num_man: 'plain' } }));
    const [men, women] = [0, 1].map((column) =>
      parseCsv(out)
        .map((row) => row[column] ?? '')
        .join('\n'),
    );
    expect(wholeNumbersIn(men ?? '', bench.archive.numbers).length).toBeGreaterThan(100);
    expect(wholeNumbersIn(women ?? '', bench.archive.numbers)).toEqual([]);
  });

  it('keeps to types, regions and days', async () => {
    const filter = { op_types: ['IA'], regions: ['440100'], from: '2000-01-01', until: '2019-12-31' };
    const { document, out } = await exportWith(
      scopeWith({ fields: ['op_type', 'op_date', 'dept_code'], filter, masking: { op_date: 'plain' } }),
    );
    const rows = parseCsv(out);
    expect(document?.rows).toBe(
      numberIn(
        bench.template,
        `SELECT count(*) FROM registration WHERE state = 'active' AND op_type = 'IA' AND dept_code GLOB '4401*'
         AND op_date BETWEEN '2000' AND '2019-12-31'`,
      ),
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const [type, day = '', office = ''] of rows) {
      expect([type, day >= '2000' && day <= '2019-12-31', office.slice(0, 4)]).toEqual(['IA', true, '4401']);
    }
  });

  it('says above the cells of a workbook what it is for and until when', async () => {
    const { document, out } = await exportWith(
      { purpose: '查 990101199001011234 一案' },
      { words: ['--format', 'xlsx'], out: aPlace('a.xlsx') },
    );
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(out);
    const head = [1, 2, 3, 4, 5].map((row) => workbook.worksheets[0]?.getRow(row).getCell(2).text);
    expect(head).toEqual([document?.export, expect.stringMatching(/^440000-/u), '查 9901**********1234 一案', '某某市统计局', 'officer1']);
  });

  it('of statistics holds counts, and no cell under k', async () => {
    const statistics = { by: ['op_type', 'folk_man'], k: 5 } as const;
    const { out } = await exportWith(scopeWith({ fields: ['op_type', 'folk_man'], masking: { folk_man: 'plain' }, statistics }));
    const rows = parseCsv(out);
    const counts = rows.map((row) => row.at(-1) ?? '').filter((count) => count !== '*');
    expect(Math.min(...counts.map(Number))).toBeGreaterThanOrEqual(5);
    expect(rows.some((row) => row.at(-1) === '*')).toBe(true);
    expect(rows.at(-1)).toEqual(['total', 'total', String(active)]);
  });

  it('is encrypted for its recipient, who gets every row', async () => {
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const { document, out } = await exportWith({}, { words: ['--age-recipient', recipient] });
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const text = await decrypter.decrypt(readFileSync(out), 'text');
    expect(text.trimEnd().split('\r\n')).toHaveLength(1 + (document?.rows ?? 0));
  });

  it('gives no other export the same pseudonym of a person', async () => {
    const over = scopeWith({ fields: ['cert_num_man'], masking: { cert_num_man: 'pseudonym' } });
    const [first, second] = [await exportWith(over), await exportWith(over)].map(
      ({ out }) => new Set(parseCsv(out).flat().filter(Boolean)),
    );
    expect(first?.size).toBeGreaterThan(200);
    expect([...(first ?? [])].filter((pseudonym) => second?.has(pseudonym))).toEqual([]);
  });
});

it('does not spend a token on a scope that holds nothing', async () => {
  const { code, error, out } = await exportWith(scopeWith({ filter: { from: '2099-01-01', until: '2099-12-31' } }));
  expect([code, error?.code]).toEqual([3, 'export.nothing-in-scope']);
  expect(leftBeside(out)).toEqual([]);
  expect(numberIn(bench.template, 'SELECT uses_left FROM approval_token ORDER BY ledger_seq DESC LIMIT 1')).toBe(1);
});

describe('an export is refused with 4, in the ledger, with no file, and its token is not spent,', () => {
  it.each<[string, string, () => Partial<ApprovalClaims>, { readonly words?: readonly string[]; readonly as?: string }]>([
    ['one row too many', 'token.refused.too-many-rows', () => ({ max_rows: active - 1 }), {}],
    [
      'in a format that was not approved',
      'token.refused.wider-format',
      () => scopeWith({ formats: ['csv'] }),
      { words: ['--format', 'xlsx'] },
    ],
    ['by another officer', 'token.refused.wrong-user', () => ({}), { as: 'officer2' }],
    ['after its time', 'token.refused.expired', () => ({ iat: LONG_AGO, nbf: LONG_AGO, exp: LONG_AGO + 100 }), {}],
  ])('%s', async (_name, code, over, how) => {
    const { code: exit, error, out } = await exportWith(over(), how);
    expect([exit, error?.code]).toEqual([4, code]);
    expect(leftBeside(out)).toEqual([]);
    expect(lastEntries(1)).toEqual(['token.refuse']);
    expect(numberIn(bench.template, 'SELECT uses_left FROM approval_token ORDER BY ledger_seq DESC LIMIT 1')).toBe(1);
  });

  it('outside an open window', async () => {
    await bench.run(['export', 'window', 'close', '1', '--reason', '测试']);
    const { code, error, out } = await exportWith({});
    expect([code, error?.code]).toEqual([4, 'token.refused.outside-window']);
    expect(leftBeside(out)).toEqual([]);
    expect((await bench.run(['export', 'window', 'add', '--reason', '测试'])).code).toBe(0);
  });

  it('to a person who is no export officer', async () => {
    const { code, out } = await exportWith({ sub: 'auditor1' }, { as: 'auditor1' });
    expect(code).toBe(4);
    expect(leftBeside(out)).toEqual([]);
  });

  it('a second time', async () => {
    const token = await bench.issue();
    const args = (out: string): readonly string[] => ['export', 'run', '--token', token, '--out', out];
    expect((await bench.runAs('officer1', args(aPlace()))).code).toBe(0);
    const again = aPlace();
    const { code, error } = await bench.runAs('officer1', args(again));
    expect([code, error?.code]).toEqual([4, 'token.refused.used-up']);
    expect(leftBeside(again)).toEqual([]);
  });
});

describe('an export that cannot be written', () => {
  it('does not replace a file, unless it is told to', async () => {
    const out = aPlace();
    writeFileSync(out, 'kept');
    const token = await bench.issue();
    const args = ['export', 'run', '--token', token, '--out', out];
    const { code, error } = await bench.runAs('officer1', args);
    expect([code, error?.code, readFileSync(out, 'utf8')]).toEqual([2, 'export.file-exists', 'kept']);
    expect((await bench.runAs('officer1', [...args, '--force'])).code).toBe(0);
    expect(readFileSync(out, 'utf8')).not.toBe('kept');
  });

  it('names the folder that is not there, before a use is taken', async () => {
    const { code, error } = await exportWith({}, { out: join(aPlace(), 'nowhere', 'out.csv') });
    expect([code, error?.code]).toEqual([2, 'report.no-folder']);
    expect(numberIn(bench.template, 'SELECT uses_left FROM approval_token ORDER BY ledger_seq DESC LIMIT 1')).toBe(1);
  });

  // Nothing keeps root from writing.
  it.skipIf(process.getuid?.() === 0)('names the folder that it may not write, before a use is taken', async () => {
    const out = aPlace();
    chmodSync(join(out, '..'), 0o500);
    const { code, error } = await exportWith({}, { out });
    expect([code, error?.code]).toEqual([2, 'report.cannot-write']);
    expect(numberIn(bench.template, 'SELECT uses_left FROM approval_token ORDER BY ledger_seq DESC LIMIT 1')).toBe(1);
  });

  it('is aborted when the disk is full: no file, a reason in the 台账, and the use is spent', async () => {
    const token = await bench.issue();
    const out = aPlace();
    const { code, error } = await bench.runAs('officer1', ['export', 'run', '--token', token, '--out', out], {
      wrapper: ['bash', '-c', 'ulimit -f 200; exec "$@"', 'bash'],
    });
    expect([code, error?.code]).toEqual([2, expect.stringMatching(/disk-full$/u)]);
    expect(leftBeside(out)).toEqual([]);
    const { document } = await bench.runAs<{ exports: { state: string; reason: string }[] }>('officer1', ['export', 'ledger', 'list']);
    expect(document?.exports.at(-1)).toMatchObject({ state: 'aborted' });
    expect((await bench.runAs('officer1', ['export', 'run', '--token', token, '--out', out])).error?.code).toBe('token.refused.used-up');
    expect((await bench.run(['ledger', 'verify', '--state'])).code).toBe(0);
  });
});

async function found(...words: readonly string[]): Promise<readonly string[]> {
  const { document } = await bench.runAs<{ exports: { export: string }[] }>('auditor1', ['export', 'ledger', 'list', ...words]);
  return document?.exports.map((each) => each.export) ?? [];
}

describe('the 台账', () => {
  it('finds exports by officer, purpose, state, region and day', async () => {
    const filter = { regions: ['441200'] };
    const { document: made } = await exportWith({ purpose: '某项统计', ...scopeWith({ fields: ['op_type'], filter }) });
    expect(await found('--purpose', '某项')).toEqual([made?.export]);
    expect(await found('--purpose', '某项', '--officer', 'officer2')).toEqual([]);
    expect(await found('--purpose', '某项', '--region', '441202')).toEqual([made?.export]);
    expect(await found('--purpose', '某项', '--region', '440104')).toEqual([]);
    expect(await found('--purpose', '某项', '--state', 'aborted')).toEqual([]);
    expect(await found('--until', '2020-01-01')).toEqual([]);
  });

  it('takes down once what became of a copy', async () => {
    const { document: made } = await exportWith({});
    const settle = ['export', 'ledger', 'settle', made?.export ?? '', '--how', 'destroyed', '--note', '函告已销毁'];
    expect((await bench.runAs('auditor1', settle)).code).toBe(4);
    expect((await bench.runAs('officer1', settle)).document).toMatchObject({
      settled_how: 'destroyed',
      settled_note: '函告已销毁',
      overdue: false,
    });
    expect((await bench.runAs('officer1', settle)).error?.code).toBe('export.settle.already');
  });

  it('is written as a workbook without formulas and as a report that asks nothing of a network', async () => {
    await exportWith({ purpose: '=1+1 <script>alert(1)</script>' });
    const [sheet, page] = [aPlace('ledger.xlsx'), aPlace('report.html')];
    expect((await bench.runAs('auditor1', ['export', 'ledger', 'xlsx', sheet])).code).toBe(0);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(sheet);
    const texts: string[] = [];
    workbook.worksheets[0]?.eachRow((row) =>
      row.eachCell((cell) => texts.push(`${cell.type === ExcelJS.ValueType.Formula ? 'formula ' : ''}${cell.text}`)),
    );
    expect(texts).toContain('=1+1 <script>alert(1)</script>');
    expect(texts.filter((text) => text.startsWith('formula '))).toEqual([]);
    const year = String(new Date(Date.now() + 8 * 3_600_000).getUTCFullYear());
    const { document } = await bench.runAs<{ exports: number; refused: number }>('auditor1', [
      'export',
      'ledger',
      'report',
      page,
      '--year',
      year,
    ]);
    expect(document?.exports).toBe(numberIn(bench.template, 'SELECT count(*) FROM export_run'));
    expect(document?.refused).toBeGreaterThanOrEqual(4);
    expect(existsSync(page)).toBe(true);
    expect(readFileSync(page, 'utf8')).not.toMatch(/<script>|https?:\/\/(?!www\.w3\.org)/u);
  });
});

describe('export officers', () => {
  it('are listed with what they exported', async () => {
    const { document } = await bench.runAs<{ officers: { username: string; exports: number }[] }>('auditor1', [
      'export',
      'officer',
      'list',
    ]);
    expect(document?.officers.map(({ username }) => username)).toEqual(['officer1', 'officer2']);
    expect(document?.officers[0]?.exports).toBeGreaterThan(5);
    expect(document?.officers[1]?.exports).toBe(0);
  });
});

function parseCsv(path: string): string[][] {
  return parse(readFileSync(path), { bom: true }).slice(1);
}

type Cells = readonly (readonly string[])[];

const READERS: Readonly<Record<ExportFormat, (path: string) => Cells | Promise<Cells>>> = {
  csv: parseCsv,
  jsonl: (path) => {
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    return lines.map((line) => Object.values(JSON.parse(line) as Record<string, string>));
  },
  parquet: async (path) => {
    const bytes = readFileSync(path);
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    return (await parquetReadObjects({ file })).map((row) => Object.values(row).map(String));
  },
  xlsx: async (path) => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(path);
    const rows: string[][] = [];
    workbook.worksheets[0]?.eachRow((row) => rows.push(FIELD_KEYS.map((_, column) => row.getCell(column + 1).text)));
    return rows.slice(rows.findIndex(([first]) => first === '业务类型') + 1);
  },
};
