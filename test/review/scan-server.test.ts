import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { headersOf } from '../../samples/generate/spelling.js';
import { FIELD_KEYS } from '../../src/domain/fields.js';
import type { Outcome, Queue, Refusal, Start } from '../../src/review/protocol.js';
import type { CheckTask, ScanTask, TypedAnswer } from '../../src/review/scan-protocol.js';
import type { Who } from '../access/a-province.js';
import { launch } from '../helpers/faults.js';
import { passwordFile } from '../helpers/password.js';
import { csvOf } from '../helpers/rows.js';
import { startReview, type Reviewing } from './a-review.js';
import { aScannedProvince, PAPERS, type ScannedProvince } from './a-scanned-province.js';
import { ask, get, post, type Address } from './ask.js';
import { launchedReview } from './launched-review.js';

let home: ScannedProvince;

beforeAll(async () => {
  home = await aScannedProvince();
});

async function started(over: ScannedProvince, who: Who = 'county', ...words: readonly string[]): Promise<Reviewing> {
  const reviewing = await startReview(over, who, ...words);
  onTestFinished(async () => {
    await reviewing.stop();
  });
  return reviewing;
}

const taskOf = async (reviewing: Address, row: number | undefined) => (await get<ScanTask>(reviewing, `/api/task?task=scan-${row}`)).body;
const queueOf = async (reviewing: Address) => (await get<Queue>(reviewing, '/api/queue?kind=scan')).body;

/** What the paper says in the fields that have to be looked at. */
function rightly({ fields }: ScanTask, at: number): Record<string, string> {
  const says = PAPERS[at]?.says;
  return Object.fromEntries(fields.filter(({ mustLook }) => mustLook).map(({ key }) => [key, says?.[key as keyof typeof says] ?? '']));
}

const wanted = (task: ScanTask) => task.fields.filter(({ mustLook }) => mustLook).length;

/** Finishes a page as a person does who reads it rightly, but for what is given. */
async function finish(reviewing: Address, over: ScannedProvince, at: number, values: Readonly<Record<string, string>> = {}) {
  const task = await taskOf(reviewing, over.rows[at]);
  return post<Outcome & Refusal>(reviewing, '/api/act', { task: task.name, seen: task.seen, values: { ...rightly(task, at), ...values } });
}

const loaded = (over: ScannedProvince) =>
  over.stored(
    "SELECT name_man || ' ' || name_woman || ' ' || birth_woman FROM registration WHERE cert_no LIKE 'J440103-2010-00100_' AND state = 'active' ORDER BY id",
  );
/** What the ledger says of keying, oldest first. */
const entries = (over: ScannedProvince) =>
  over
    .stored("SELECT body FROM ledger_entry WHERE body ->> '$.kind' LIKE 'scan.%' AND body ->> '$.kind' <> 'scan.review' ORDER BY seq")
    .map(String);

describe('pages of scans', () => {
  it('come to whoever may check them, with no findings where those are for others', async () => {
    for (const [who, kinds] of [
      ['registrar', ['scan', 'check']],
      ['temporary', ['scan', 'check']],
      ['county', ['finding', 'scan', 'check', 'acceptance']],
    ] as const) {
      const reviewing = await started(home, who);
      expect((await get<Start>(reviewing, '/api/start')).body.kinds).toEqual(kinds);
      expect((await queueOf(reviewing)).tasks).toEqual(home.rows.map((row) => `scan-${row}`));
    }
    const reviewing = await started(home, 'registrar');
    expect((await get(reviewing, '/api/task?task=finding-1')).status).toBe(404);
    await expect(startReview(home, 'auditor')).rejects.toThrow(/^4 /u);
  });

  it.each(['county there', 'registrar there'] as const)('are not there for %s: neither values nor pictures', async (who) => {
    const reviewing = await started(home, who);
    expect((await queueOf(reviewing)).tasks).toEqual([]);
    const name = `scan-${home.rows[0]}`;
    const values = { name_man: '陈样本' };
    const answers = [
      await get(reviewing, `/api/task?task=${name}`),
      await get(reviewing, `/api/picture?task=${name}`),
      await get(reviewing, `/api/task?task=check-${home.checked}`),
      await get(reviewing, `/api/picture?task=check-${home.checked}`),
      await post(reviewing, '/api/ask', { task: name, values }),
      await post(reviewing, '/api/act', { task: name, seen: 'check', values }),
      await post(reviewing, '/api/act', { task: name, skip: true }),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    expect(answers.map(({ text }) => text).join('')).not.toContain('陈');
  });

  it('show their pictures to nobody without the token', async () => {
    const reviewing = await started(home);
    const path = `/api/picture?task=scan-${home.rows[0]}`;
    expect((await ask(reviewing, path)).status).toBe(401);
    const shown = await get(reviewing, path);
    expect(shown).toMatchObject({ status: 200, headers: { 'content-type': 'image/jpeg', 'cache-control': 'no-store' } });
    expect(Number(shown.headers['content-length'])).toBeGreaterThan(20_000);
  });

  it.each([
    ['a field that is none', { values: { 'name_man; DROP TABLE scan_keying': 'x' } }],
    ['no text', { values: { name_man: 7 } }],
    ['a list', { values: [] }],
    ['nothing', {}],
    ['far too long a value', { values: { name_man: '长'.repeat(300) } }],
    ['no state', { values: { name_man: '陈' }, seen: 7 }],
    ['less than has to be looked at', { values: { name_man: '陈样本' } }],
  ])('take nothing from %s', async (_name, body) => {
    const reviewing = await started(home);
    expect((await post(reviewing, '/api/act', { task: `scan-${home.rows[0]}`, seen: 'check', ...body })).status).toBe(400);
    expect(home.stored('SELECT count(*) FROM scan_keying')).toEqual([0]);
  });

  it('are judged while they are typed by the rules of an import, and change by that not at all', async () => {
    const reviewing = await started(home);
    const asked = async (values: object) => (await post<TypedAnswer>(reviewing, '/api/ask', { task: `scan-${home.rows[0]}`, values })).body;
    const wrong = await asked({ birth_woman: '1986-11-27' });
    expect(wrong.findings.map(({ fields }) => fields)).toContainEqual(expect.arrayContaining(['birth_woman', 'cert_num_woman']));
    const right = await asked({ birth_woman: '一九八六年十一月二十一日', folk_man: '汉' });
    expect(right).toEqual({ values: { birth_woman: '1986-11-21', folk_man: '汉族' }, findings: [] });
    expect(home.stored('SELECT count(*) FROM scan_keying')).toEqual([0]);
  });
});

describe('a page that was finished', () => {
  it('can be taken back until the next one is finished; then it is loaded as a repaired row is', async () => {
    const over = home.copy();
    const reviewing = await started(over, 'registrar');
    expect((await finish(reviewing, over, 0)).body).toMatchObject({ effect: 'decided', progress: { done: 1 } });
    expect(loaded(over)).toEqual([]);
    expect((await post(reviewing, '/api/undo')).body).toMatchObject({ effect: 'withdrawn', task: `scan-${over.rows[0]}` });
    expect((await queueOf(reviewing)).left).toBe(3);
    await finish(reviewing, over, 0);
    expect((await finish(reviewing, over, 0)).body).toMatchObject({ effect: 'unchanged' });
    await finish(reviewing, over, 1);
    expect(loaded(over)).toEqual(['陈样本 林例子 1986-11-21']);
    await post(reviewing, '/api/undo');
    const late = await post<Refusal>(reviewing, '/api/undo');
    expect([late.status, late.body.error]).toEqual([409, 'nothing-to-undo']);
    expect(late.body.message).toContain('已装入');
    await finish(reviewing, over, 1);
    expect(await reviewing.stop()).toBe(0);
    expect(loaded(over)).toEqual(['陈样本 林例子 1986-11-21', '付样例 苏测试 1986-11-21']);
    expect(over.stored('SELECT state FROM quarantine WHERE id >= (SELECT min(row_id) FROM scan_page) ORDER BY id')).toEqual([
      'repaired',
      'repaired',
      'open',
    ]);
    // One sitting, one batch.
    expect(over.stored("SELECT count(*) FROM batch WHERE kind = 'retry'")).toEqual([1]);
    const verified = await over.province.run('province', ['ledger', 'verify', '--state']);
    expect(verified).toMatchObject({ code: 0 });
  });

  it('leaves in the ledger that it was keyed, and no word of what it says', async () => {
    const over = home.copy();
    const reviewing = await started(over);
    await finish(reviewing, over, 0);
    await finish(reviewing, over, 2);
    await reviewing.stop();
    const bodies = entries(over);
    expect(bodies.map((body) => (JSON.parse(body) as { kind: string }).kind)).toEqual(['scan.keying', 'scan.keying']);
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({
      actor: 'county 样本 (county)',
      body: { row: over.rows[0], page: 1, mode: 'check', fields: 3, changed: 2 },
    });
    for (const { says } of PAPERS)
      for (const secret of [says.name_man, says.cert_num_man, says.birth_woman]) expect(bodies.join('')).not.toContain(secret);
  });

  it('is refused with the reason when the rules refuse it, and nothing of it is written', async () => {
    const over = home.copy();
    const reviewing = await started(over);
    const before = entries(over).length;
    const { status, body } = await finish(reviewing, over, 0, { birth_woman: '1986-11-27' });
    expect([status, body.error]).toEqual([400, 'refused']);
    expect(body.message).toContain('不一致');
    expect(body.message).not.toContain(PAPERS[0]?.says.cert_num_woman);
    expect(over.stored('SELECT count(*) FROM scan_keying')).toEqual([0]);
    expect(entries(over)).toHaveLength(before);
  });

  it('may leave a field that nobody can read, of which the registry then holds nothing', async () => {
    const over = home.copy();
    const reviewing = await started(over);
    const { unreadable } = await taskOf(reviewing, over.rows[1]);
    await finish(reviewing, over, 1, { folk_man: unreadable, print_num_man: '0000000009' });
    await reviewing.stop();
    expect(over.stored("SELECT folk_man || '|' || print_num_man FROM registration WHERE cert_no = 'J440103-2010-001002'")).toEqual([
      '|0000000009',
    ]);
    expect(JSON.parse(entries(over)[0] ?? '')).toMatchObject({ body: { unreadable: 1, changed: 2 } });
  });

  it('waits while an import runs, and is loaded afterwards', async () => {
    const over = home.copy();
    const reviewing = await started(over);
    const release = over.importing();
    await finish(reviewing, over, 0);
    const { body } = await finish(reviewing, over, 1);
    expect(body).toMatchObject({ effect: 'decided' });
    expect(body.message).toContain('导入结束后装入');
    expect(loaded(over)).toEqual([]);
    release();
    await finish(reviewing, over, 2);
    expect(loaded(over)).toHaveLength(2);
  });

  it('comes again when the registry has meanwhile got another record of the registration', async () => {
    const over = home.copy();
    const reviewing = await started(over);
    await finish(reviewing, over, 0);
    const path = join(over.province.folder, `twin-${over.rows[0]}.csv`);
    const twin: Readonly<Record<string, string>> = { ...PAPERS[0]?.says, operator: '何别人' };
    writeFileSync(path, csvOf([headersOf('modern'), FIELD_KEYS.map((key) => twin[key] ?? '')]));
    expect(await over.province.run('county', ['import', path])).toMatchObject({ code: 0 });
    const { body } = await finish(reviewing, over, 1);
    expect(body.message).toContain('已退回待核对');
    expect((await queueOf(reviewing)).tasks).toContain(`scan-${over.rows[0]}`);
    expect(entries(over).at(-1)).toContain('"refused":true');
  });

  it('is kept when the program is killed, and loaded when it runs again', async () => {
    const over = home.copy();
    const env = { MREG_SESSION: join(over.province.folder, 'killed.session') };
    const login = launch(['login', 'province', '--password-file', passwordFile(), '--home', over.province.home], { env });
    expect(await login.done).toMatchObject({ code: 0 });
    const first = await launchedReview(over.province.home, env);
    expect((await finish(first, over, 0)).body.effect).toBe('decided');
    first.child.kill('SIGKILL');
    await first.done;
    expect(loaded(over)).toEqual([]);
    await launchedReview(over.province.home, env);
    expect(loaded(over)).toEqual(['陈样本 林例子 1986-11-21']);
  });
});

describe('two passes', () => {
  const words = ['--two-pass'];

  it('settle a page where both mean the same, however they write it; neither sees what was read or keyed', async () => {
    const over = home.copy();
    const [first, second] = [await started(over, 'registrar', ...words), await started(over, 'county', ...words)];
    const shown = await get<ScanTask>(first, `/api/task?task=scan-${over.rows[0]}`);
    expect(shown.text).not.toMatch(/陈样|1986-11-27/u);
    expect((await finish(first, over, 0)).body).toMatchObject({ effect: 'waiting', progress: { waiting: 1 } });
    const blind = await get<ScanTask>(second, `/api/task?task=scan-${over.rows[0]}`);
    expect(blind.text).not.toMatch(/陈样|1986-11-27/u);
    // Who comes second learns nothing of it.
    expect({ ...blind.body, decided: '' }).toEqual(shown.body);
    expect((await finish(second, over, 0, { birth_woman: '一九八六年十一月二十一日' })).body).toMatchObject({ effect: 'decided' });
    await second.stop();
    expect(loaded(over)).toEqual(['陈样本 林例子 1986-11-21']);
  });

  it('are begun with two and not ended by one, with or without the option', async () => {
    const over = home.copy();
    const [first, second] = [await started(over, 'registrar', ...words), await started(over, 'county')];
    const before = await taskOf(second, over.rows[1]);
    await finish(first, over, 1);
    const stale = await post<Refusal>(second, '/api/act', { task: before.name, seen: before.seen, values: rightly(before, 1) });
    expect([stale.status, stale.body.error]).toEqual([409, 'stale']);
    const task = await taskOf(second, over.rows[1]);
    expect(task.mode).toBe('key');
    expect(task.fields.filter(({ isBlind }) => isBlind).map(({ key, value }) => [key, value])).toEqual([
      ['name_man', ''],
      ['name_woman', ''],
    ]);
    expect(over.stored('SELECT settles FROM scan_keying')).toEqual([0]);
  });

  it('that differ are listed without a value, and a third person decides', async () => {
    const over = home.copy();
    const [first, second] = [await started(over, 'registrar', ...words), await started(over, 'temporary', ...words)];
    await finish(first, over, 1, { name_man: '付样例' });
    expect((await finish(second, over, 1, { name_man: '傅样例' })).body.effect).toBe('waiting');
    const listed = await over.province.run('county', ['review', '--disagreements']);
    expect(JSON.parse(listed.stdout)).toEqual({
      disagreements: [],
      scans: [
        {
          row: over.rows[1],
          file: '2010年第2卷.png',
          page: 1,
          fields: ['name_man'],
          field_names: ['男方姓名'],
          persons: ['registrar', 'temporary'],
        },
      ],
    });
    expect((await over.province.speak('county', ['review', '--disagreements'])).stdout).toContain('男方姓名');
    // Neither of the two decides between himself and the other.
    expect((await taskOf(first, over.rows[1])).isOpen).toBe(false);
    const third = await started(over, 'county');
    const task = await taskOf(third, over.rows[1]);
    expect((await queueOf(third)).tasks[0]).toBe(task.name);
    expect(task).toMatchObject({ mode: 'decide', isOpen: true });
    expect(task.fields.find(({ key }) => key === 'name_man')?.opinions).toEqual(['付样例', '傅样例']);
    expect((await finish(third, over, 1, { name_man: '傅样例' })).body.effect).toBe('decided');
    await third.stop();
    expect(loaded(over)).toEqual(['傅样例 苏测试 1986-11-21']);
    expect(JSON.parse((await over.province.run('county', ['review', '--disagreements'])).stdout)).toMatchObject({ scans: [] });
  });

  it('ask for all fields when told to, and the second person for as many as the first', async () => {
    const over = home.copy();
    const first = await started(over, 'registrar', '--two-pass', '--all-fields');
    expect(wanted(await taskOf(first, over.rows[1]))).toBe(12);
    await finish(first, over, 1);
    expect(wanted(await taskOf(await started(over, 'county', ...words), over.rows[1]))).toBe(12);
  });

  it('wait again for a second person when one takes his keying back', async () => {
    const over = home.copy();
    const [first, second] = [await started(over, 'registrar', ...words), await started(over, 'county', ...words)];
    await finish(first, over, 1);
    await post(first, '/api/undo');
    expect((await finish(second, over, 1)).body.effect).toBe('waiting');
    expect((await finish(first, over, 1)).body.effect).toBe('decided');
  });
});

describe('a keyed row and its scan', () => {
  it('are decided between field by field, once; the registry stays as it is', async () => {
    const over = home.copy();
    const reviewing = await started(over);
    const name = `check-${over.checked}`;
    const show = async () => (await get<CheckTask>(reviewing, `/api/task?task=${name}`)).body;
    const { seen, fields } = await show();
    expect(fields.map(({ key, keyed, read }) => [key, keyed, read])).toEqual([
      ['birth_man', '1985-03-09', '1985-03-08'],
      ['name_man', '陈样本', '陈样夲'],
    ]);
    const before = over.stored('SELECT name_man || birth_man FROM registration ORDER BY id');
    const act = (verdicts: object, state = seen) => post<Outcome & Refusal>(reviewing, '/api/act', { task: name, seen: state, verdicts });
    expect((await act({ birth_man: 'scan' })).status).toBe(400);
    expect((await act({ birth_man: 'scan', name_man: 'both' })).status).toBe(400);
    expect((await act({ birth_man: 'scan', name_man: 'keyed' })).body.effect).toBe('decided');
    expect((await act({ birth_man: 'scan', name_man: 'keyed' })).status).toBe(409);
    expect((await get<Queue>(reviewing, '/api/queue?kind=check')).body).toMatchObject({ tasks: [], left: 0, progress: { done: 1 } });
    expect(over.stored('SELECT name_man || birth_man FROM registration ORDER BY id')).toEqual(before);
    expect(JSON.parse(entries(over).at(-1) ?? '')).toMatchObject({
      kind: 'scan.verdict',
      body: { row: over.checked, keyed: ['name_man'], scan: ['birth_man'] },
    });
    expect((await post(reviewing, '/api/undo')).body).toMatchObject({ effect: 'withdrawn', task: name });
    expect((await show()).isOpen).toBe(true);
  });
});
