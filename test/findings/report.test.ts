import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findingArea } from '../../src/findings/area.js';
import { decideFindings } from '../../src/findings/decide.js';
import { mergeRecords } from '../../src/findings/merge.js';
import { listNotices, reportFindings, type ReportRequest } from '../../src/findings/report.js';
import { showFinding } from '../../src/findings/show.js';
import { commitWithFiles } from '../../src/store/with-files.js';
import { codeOfAsync } from '../helpers/failure.js';
import { packagedReference } from '../helpers/registration.js';
import { decider, FindingHomes, openHome, recordRun, stateOf, WHOLE_NUMBERS, type OpenHome } from './a-finding-home.js';

const homes = new FindingHomes();
let home = '';
let open: OpenHome;
const at = (name: string): string => join(home, name);

beforeAll(() => homes.make());
beforeEach(() => {
  home = homes.home();
  open = openHome(home);
  open.context.registry.database.prepare('UPDATE registration SET name_man = \'=HYPERLINK("x")<b>\' WHERE id = ?').run(homes.ids.third);
  recordRun(open.context, [homes.pair('kept', 'again'), homes.pair('kept', 'third'), homes.pair('kept', 'elsewhere')]);
  const evidence = { values: { name: '陈样本', documentNumber: WHOLE_NUMBERS[0] ?? '', count: 2 } };
  recordRun(open.context, [
    { ...homes.pair('kept', 'other'), kind: 'anomaly', code: 'open-marriages', subject: 'x', severity: 'error', groupId: 0, evidence },
  ]);
  decideFindings(open.context, { verdict: 'confirm', ids: [2, 3, 4], reason: '=1+1，已核对' }, decider());
  return () => open.close();
});
afterAll(() => homes.bench.remove());

const report = (over: Partial<ReportRequest> = {}) =>
  reportFindings(
    open.context,
    {
      paths: [at('通报.xlsx'), at('通报.html')],
      region: '440106',
      addressees: [
        { region: '440100', name: '广州市民政局' },
        { region: '440000', name: '广东省民政厅' },
      ],
      from: '天河区民政局',
      ...over,
    },
    decider(),
  );
const ordered = (ids: readonly number[]): readonly number[] => ids.toSorted((left, right) => left - right);
const lastEntry = (): { kind: string; body: Record<string, unknown> } =>
  JSON.parse(
    open.context.registry.database.prepare<[], string>('SELECT body FROM ledger_entry ORDER BY seq DESC LIMIT 1').pluck().get() ?? '',
  ) as { kind: string; body: Record<string, unknown> };

const reopenAll = async () => decideFindings(open.context, { verdict: 'reopen', ids: [2, 3, 4], reason: 'x' }, decider());

describe('a notice', () => {
  it('is numbered, names its files in the ledger, and makes its findings reported', async () => {
    const summary = await report();
    expect(summary).toMatchObject({ notice: '440106-2026-001', addressees: ['440100', '440000'] });
    expect(ordered(summary.findings)).toEqual([2, 3, 4]);
    const digests = summary.files.map(({ file }) => createHash('sha256').update(readFileSync(file)).digest('hex'));
    expect(lastEntry()).toMatchObject({
      kind: 'finding.report',
      body: {
        notice: '440106-2026-001',
        files: [
          { name: '通报.xlsx', sha256: digests[0] },
          { name: '通报.html', sha256: digests[1] },
        ],
      },
    });
    expect(statSync(at('通报.xlsx')).mode & 0o777).toBe(0o600);
    const shown = showFinding(open.context, 2);
    expect(shown).toMatchObject({ state: 'reported', notices: [{ number: '440106-2026-001' }] });
    expect(listNotices(open.context, '4401')).toMatchObject([
      { notice: '440106-2026-001', findings: [2, 3, 4], ledger_seq: summary.ledger_seq },
    ]);
    expect(listNotices(open.context, '4406')).toEqual([]);
    decideFindings(open.context, { verdict: 'confirm', ids: [1], reason: '' }, decider());
    expect((await report({ paths: [at('二.html')] })).notice).toBe('440106-2026-002');
  });

  it('holds texts of other people as texts: no formula, no markup, no whole number', async () => {
    await report();
    const page = readFileSync(at('通报.html'), 'utf8');
    expect(page).toContain('=HYPERLINK(&quot;x&quot;)&lt;b&gt;');
    expect(page).not.toContain('<b>=');
    for (const text of ['广州市民政局、广东省民政厅', '第三十六条', '=1+1，已核对']) expect(page).toContain(text);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(at('通报.xlsx'));
    const cells: unknown[] = book.worksheets.flatMap((sheet) => sheet.getSheetValues().flatMap((row) => (Array.isArray(row) ? row : [])));
    expect(cells.filter((cell) => cell !== undefined && typeof cell !== 'string')).toEqual([]);
    expect(cells).toContainEqual(expect.stringContaining('=HYPERLINK("x")<b>'));
    for (const number of WHOLE_NUMBERS) expect(page + JSON.stringify(cells)).not.toContain(number);
  });

  it('of one area says of registrations elsewhere what they are, and no names', async () => {
    const context = { ...open.context, area: findingArea('440605', packagedReference) };
    const request = {
      paths: [at('南海.html')],
      region: '440605',
      addressees: [{ region: '440000', name: '广东省民政厅' }],
      from: '南海区民政局',
    };
    expect(await reportFindings(context, request, decider())).toMatchObject({ findings: [3] });
    const page = readFileSync(at('南海.html'), 'utf8');
    expect(page).toContain('J440605-2024-000009');
    expect(page).not.toContain('J440106-2024-000123');
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['a file of another kind', () => report({ paths: [at('a.pdf')] }), 'finding.report.format'],
    ['one file twice', () => report({ paths: [at('a.html'), at('a.html')] }), 'finding.report.same-file'],
    [
      'a file that is there',
      () => (writeFileSync(at('a.html'), ''), report({ paths: [at('b.xlsx'), at('a.html')] })),
      'finding.report.file-exists',
    ],
    ['a folder that is not there', () => report({ paths: [at('b.xlsx'), at('no/a.html')] }), 'report.no-folder'],
    ['a finding that is open', () => report({ ids: [2, 1] }), 'finding.still-open'],
    ['nothing', () => reopenAll().then(() => report()), 'finding.report.none'],
  ])('is not written for %s, and nothing is left', async (_name, act, key) => {
    const before = stateOf(open.context);
    const files = readdirSync(home);
    expect(await codeOfAsync(act)).toBe(key);
    if (key !== 'finding.report.none') expect(stateOf(open.context)).toEqual(before);
    expect(readdirSync(home).filter((name) => name !== 'a.html')).toEqual(files);
    expect(listNotices(open.context, '')).toEqual([]);
  });

  it('says what was found last when a finding changes while it is written', async () => {
    const running = report();
    decideFindings(open.context, { verdict: 'reopen', ids: [2], reason: 'x' }, decider('李四 (lisi)'));
    expect(ordered((await running).findings)).toEqual([3, 4]);
    expect(showFinding(open.context, 2).state).toBe('open');
  });

  it('stays when its findings are merged or opened again', async () => {
    await report();
    mergeRecords(open.context, { finding: 2, wholeCluster: false, reason: 'x', keep: homes.ids.kept }, decider());
    expect(showFinding(open.context, 2)).toMatchObject({ state: 'merged', notices: [{ number: '440106-2026-001' }] });
    decideFindings(open.context, { verdict: 'reopen', ids: [3], reason: 'x' }, decider());
    expect(listNotices(open.context, '')).toHaveLength(1);
  });
});

const file = (name: string, isWritable: boolean) => ({
  publish: () => {
    if (!isWritable) throw new Error('no room');
    writeFileSync(at(name), 'x');
  },
  withdraw: () => {
    if (existsSync(at(name))) writeFileSync(at(name), 'withdrawn');
  },
});

const change = () => open.context.registry.database.prepare("UPDATE finding SET state = 'merged'").run().changes;

describe('files that come with a change', () => {
  it.each([
    ['one of them cannot appear', () => commitWithFiles(open.context.registry.database, [file('1', true), file('2', false)], change), true],
    [
      'the change fails',
      () =>
        commitWithFiles(open.context.registry.database, [file('1', true)], () => {
          throw new Error('no');
        }),
      false,
    ],
  ])('are taken back with it when %s', (_name, act, hadAppeared) => {
    const before = stateOf(open.context);
    expect(act).toThrow();
    expect(stateOf(open.context)).toEqual(before);
    expect(existsSync(at('1')) && readFileSync(at('1'), 'utf8')).toBe(hadAppeared && 'withdrawn');
  });

  it('do not appear when the change gives up', () => {
    expect(commitWithFiles(open.context.registry.database, [file('1', true)], () => undefined)).toBeUndefined();
    expect(existsSync(at('1'))).toBe(false);
  });
});
