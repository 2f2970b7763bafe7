import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import ExcelJS from 'exceljs';
import { encodeGb18030 } from '../../samples/generate/output/gb18030.js';
import { loadEvents, type ShareRequest, type ShareSummary } from '../../src/share/load-events.js';
import { LifeEventRepository } from '../../src/store/life-event-repository.js';
import type { Registry } from '../../src/store/open.js';
import { personKey } from '../../src/domain/person-key.js';
import { aRegistry, entriesOf } from '../access/a-registry.js';
import { nobodysNumber } from '../helpers/registration.js';

const folder = mkdtempSync(join(tmpdir(), 'mreg-share-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MAN = nobodysNumber('19700308', 'male');
const WOMAN = nobodysNumber('19711121', 'female');
const OTHER = nobodysNumber('19850101', 'male');

const DEATHS = `死者姓名,身份证号码,死亡日期,死亡医学证明编号
陈样本,${MAN},2019年5月4日,粤死证2019001
林例子,${WOMAN},2020-01-02,粤死证2020002
`;
const DIVORCES = `案号,原告姓名,原告身份证号,被告姓名,被告身份证号,判决日期,生效日期
（2015）样民初12号,林例子,${WOMAN},陈样本,${MAN},2015-03-01,2015-03-20
（2015）样民初13号,黄另外,${OTHER},吴第三,,2015-04-01,2015-04-20
`;

function load(
  registry: Registry,
  content: string | Uint8Array,
  over: Partial<ShareRequest> = {},
  name = '名单.csv',
): Promise<ShareSummary> {
  const path = join(folder, name);
  writeFileSync(path, content);
  return loadEvents(registry, {
    path,
    kind: 'death',
    authority: '样板卫生局',
    purpose: '核对婚姻状况',
    skipBad: false,
    dryRun: false,
    at: '2026-05-20T09:30:00.000+08:00',
    actor: '省厅 (st)',
    today: 20260520,
    ...over,
  });
}

const eventsOf = ({ database }: Registry) => [...new LifeEventRepository(database).events()];
const kindsOf = (registry: Registry): readonly string[] => entriesOf(registry).map(({ kind }) => kind);

describe('a list of deaths', () => {
  it('becomes events of persons, named by their keys', async () => {
    const registry = aRegistry();
    expect(await load(registry, DEATHS)).toMatchObject({ rows: 2, added: 2, known: 0, bad: [], stored: { load: 1, ledgerSeq: 1 } });
    expect(eventsOf(registry)).toMatchObject([
      {
        kind: 'death',
        personKey: personKey(MAN),
        personName: '陈样本',
        spouseKey: 0,
        happenedOn: '2019-05-04',
        reference: '粤死证2019001',
      },
      { personKey: personKey(WOMAN), happenedOn: '2020-01-02' },
    ]);
    const [entry] = entriesOf(registry);
    expect(entry).toMatchObject({
      kind: 'share.load',
      body: { event: 'death', authority: '样板卫生局', purpose: '核对婚姻状况', rows: 2, added: 2 },
    });
  });

  it('adds nothing a second time, nor in another file that has more', async () => {
    const registry = aRegistry();
    await load(registry, DEATHS);
    const again = await load(registry, DEATHS);
    expect(again).toMatchObject({ added: 0, known: 2 });
    expect(again.stored).toBeUndefined();
    expect(await load(registry, `${DEATHS}黄另外,${OTHER},2021,粤死证2021003\n`)).toMatchObject({ added: 1, known: 2 });
    expect([eventsOf(registry).length, kindsOf(registry)]).toEqual([3, ['share.load', 'share.load']]);
  });

  it('is only read in a dry run', async () => {
    const registry = aRegistry();
    expect(await load(registry, DEATHS, { dryRun: true })).toMatchObject({ added: 2 });
    expect([eventsOf(registry), kindsOf(registry)]).toEqual([[], []]);
  });

  it.each([
    ['GB 18030', (text: string) => encodeGb18030(text)],
    ['UTF-8 with its mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ])('is read in %s', async (_name, encode) => {
    const registry = aRegistry();
    await load(registry, encode(DEATHS));
    expect(eventsOf(registry).map(({ personName }) => personName)).toEqual(['陈样本', '林例子']);
  });

  it('is read from a workbook, below a title', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('名单');
    sheet.addRow(['死亡人员名单']);
    sheet.addRow(['姓名', '公民身份号码', '死亡时间', '编号']);
    sheet.addRow(['陈样本', MAN, new Date('2019-05-04T00:00:00Z'), '1']);
    const registry = aRegistry();
    await load(registry, new Uint8Array(await workbook.xlsx.writeBuffer()), {}, '名单.xlsx');
    expect(eventsOf(registry)).toMatchObject([{ personName: '陈样本', happenedOn: '2019-05-04' }]);
  });
});

describe('a list of divorces in court', () => {
  it('names both parties, and takes the day the judgment takes effect', async () => {
    const registry = aRegistry();
    await load(registry, DIVORCES, { kind: 'court-divorce' });
    expect(eventsOf(registry)).toMatchObject([
      { kind: 'court-divorce', personKey: personKey(WOMAN), spouseKey: personKey(MAN), spouseName: '陈样本', happenedOn: '2015-03-20' },
      { personKey: personKey(OTHER), spouseKey: 0, spouseName: '吴第三', happenedOn: '2015-04-20' },
    ]);
  });

  it('needs the other party', async () => {
    await expect(load(aRegistry(), DEATHS, { kind: 'court-divorce' })).rejects.toMatchObject({
      kind: 'input-refused',
      key: 'share.no-header',
    });
  });
});

describe('a bad row', () => {
  const head = '姓名,证件号码,对方姓名,对方证件号码,日期,文号';
  const wrongDigit = MAN.slice(0, 17) + (MAN.endsWith('0') ? '1' : '0');
  it.each([
    ['without a name', `,${MAN},林例子,,2015,1`, 'name-missing'],
    ['without a number', '陈样本,,林例子,,2015,1', 'number-unusable'],
    ['with a placeholder', '陈样本,000000000000000000,林例子,,2015,1', 'number-unusable'],
    ['with a wrong digit', `陈样本,${wrongDigit},林例子,,2015,1`, 'number-check-digit'],
    ['without the other party', `陈样本,${MAN},,${WOMAN},2015,1`, 'spouse-missing'],
    ['with a wrong digit in the other number', `陈样本,${WOMAN},林例子,${wrongDigit},2015,1`, 'spouse-number-unusable'],
    ['of one person', `陈样本,${MAN},林例子,${MAN},2015,1`, 'same-person'],
    ['with a date of no calendar', `陈样本,${MAN},林例子,,2015-02-30,1`, 'date-unreadable'],
    ['of tomorrow', `陈样本,${MAN},林例子,,2026-05-21,1`, 'date-in-future'],
    ['without a reference', `陈样本,${MAN},林例子,,2015,`, 'reference-missing'],
    ['cut off', `陈样本,${MAN},林例`, 'date-unreadable'],
  ])('%s refuses the file and is named by its line', async (_name, row, reason) => {
    const registry = aRegistry();
    const good = `黄另外,${OTHER},吴第三,,2014,2`;
    const summary = await load(registry, [head, good, row].join('\n'), { kind: 'court-divorce' });
    expect(summary).toMatchObject({ rows: 2, added: 1, bad: [{ line: 3, reason }] });
    expect([summary.stored, eventsOf(registry), kindsOf(registry)]).toEqual([undefined, [], []]);
    expect(JSON.stringify(summary)).not.toMatch(/\d{15}/u);
    const skipped = await load(registry, [head, good, row].join('\n'), { kind: 'court-divorce', skipBad: true });
    expect([skipped.stored?.load, eventsOf(registry).length]).toEqual([1, 1]);
  });

  it('is what half a file in GB 18030 ends with', async () => {
    const bytes = encodeGb18030(DEATHS.slice(0, DEATHS.lastIndexOf('粤') + 1));
    const { bad } = await load(aRegistry(), bytes.subarray(0, bytes.length - 1));
    expect(bad).toEqual([{ line: 3, reason: 'characters-lost' }]);
  });
});

it('stores all or nothing when the store fails in the midst', async () => {
  const registry = aRegistry();
  registry.database.exec("CREATE TEMP TRIGGER full AFTER INSERT ON life_event WHEN NEW.line = 3 BEGIN SELECT RAISE(ABORT, 'no room'); END");
  await expect(load(registry, DEATHS)).rejects.toThrow('no room');
  registry.database.exec('DROP TRIGGER full');
  expect([eventsOf(registry), new LifeEventRepository(registry.database).loads(), kindsOf(registry)]).toEqual([[], [], []]);
  expect(await load(registry, DEATHS)).toMatchObject({ added: 2 });
});
