import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initWords } from '../helpers/password.js';
import { decideOffices } from '../helpers/office-decisions.js';
import { run, runJson } from '../helpers/run.js';

const folder = mkdtempSync(join(tmpdir(), 'mreg-command-org-'));
const home = join(folder, 'home');
const mreg = (...args: string[]) => run(['--home', home, ...args]);
const json = (...args: string[]) => runJson(['--home', home, ...args]);
const by = { at: '2024-05-20T09:30:00.000+08:00', actor: '省厅 (st)', request: '440104-20240520-001' };

beforeAll(async () => {
  await mreg(...initWords());
  decideOffices(
    home,
    {
      open: [{ office: '440104A01', name: '流花湖婚姻登记点', region: '440104', firstDay: '2024-05-21' }],
      rename: [{ office: '440103', name: '荔湾婚姻登记中心', firstDay: '2024-06-01' }],
      close: [
        { office: '440104A01', lastDay: '2024-06-30', successors: [{ office: '440104' }] },
        { office: '440105', lastDay: '2024-07-31', successors: [{ office: '440103' }] },
      ],
    },
    by,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stateOf = async (code: string, on: string) => {
  const { document } = await json('org', 'show', code, '--on', on);
  const { state, name, areas, successors } = document as { state: string; name: string; areas: string[]; successors: { code: string }[] };
  return [state, name, areas.join(' '), ...successors.map((successor) => successor.code)];
};

describe('org show', () => {
  it.each([
    ['a place before it has an office', '440104A01', '2024-05-20', ['planned', '流花湖婚姻登记点', '440104A01']],
    ['a new office', '440104A01', '2024-05-21', ['open', '流花湖婚姻登记点', '440104A01']],
    ['a closed office and who succeeded it', '440104A01', '2024-07-01', ['closed', '流花湖婚姻登记点', '440104A01', '440104']],
    ['an office before its new name', '440103', '2024-05-31', ['open', '广州市荔湾区民政局婚姻登记处', '440103']],
    ['an office under its new name', '440103', '2024-06-01', ['open', '荔湾婚姻登记中心', '440103']],
    ['an office that took over', '440103', '2024-08-01', ['open', '荔湾婚姻登记中心', '440103 440105']],
    [
      'an office that ended with its region, and who is there now',
      '440102',
      '2024-08-01',
      ['closed', '广州市东山区民政局婚姻登记处', '440102', '440104'],
    ],
    ['an office whose region was renumbered three times', '440126', '2024-08-01', ['closed', '番禺县民政局婚姻登记处', '440126', '440113']],
  ])('tells of %s', async (_name, code, on, expected) => {
    expect(await stateOf(code, on)).toEqual(expected);
  });

  it('suggests the nearest code and refuses what is no day', async () => {
    expect(await mreg('org', 'show', '44010')).toMatchObject({ code: 2, stderr: expect.stringContaining('440100') as string });
    expect(await mreg('org', 'show', '440104', '--on', '2026-02-30')).toMatchObject({ code: 2 });
  });

  it('says it in words', async () => {
    const { stdout } = await mreg('org', 'show', '440105', '--on', '2024-08-01');
    expect(stdout).toContain('已撤销');
    expect(stdout).toContain('现由 440103 荔湾婚姻登记中心 承接');
  });
});

async function codesOf(...args: string[]): Promise<readonly string[]> {
  const { document } = await json('org', 'list', '--region', '440104', ...args);
  return (document as { offices: { code: string }[] }).offices.map(({ code }) => code);
}

describe('org list', () => {
  it('lists an area as of a day', async () => {
    expect(await codesOf('--on', '2024-06-01')).toEqual(['440104', '440104A01']);
    expect(await codesOf('--on', '2024-07-01')).toEqual(['440104']);
    expect(await codesOf('--on', '2024-07-01', '--state', 'closed')).toEqual(['440104A01']);
    expect(await codesOf('--on', '2024-05-01', '--state', 'planned')).toEqual(['440104A01']);
    expect(await codesOf('--on', '2024-07-01', '--state', 'all')).toEqual(['440104', '440104A01']);
  });

  it('refuses what is no region', async () => {
    expect(await mreg('org', 'list', '--region', '越秀')).toMatchObject({ code: 2 });
  });
});

describe('org history', () => {
  it('tells what the tables say and what was decided, with request and ledger entry', async () => {
    const { document } = await json('org', 'history', '440103');
    expect(document).toMatchObject({
      events: [
        { day: '1950-05-01', kind: 'open', request: null },
        { day: '2024-06-01', kind: 'rename', detail: '荔湾婚姻登记中心', request: by.request, actor: by.actor },
        { day: '2024-08-01', kind: 'take-over', detail: '440105: 440105' },
      ],
    });
    const seq = (document as { events: { ledger_seq: number }[] }).events[1]?.ledger_seq;
    expect((await json('ledger', 'show', String(seq))).document).toMatchObject({ kind: 'office.rename', body: { office: '440103' } });
  });
});

const PROFILE = {
  address: '样板路 1 号',
  phone: '020-00000000',
  hours: Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
      day,
      day === 'sunday' ? [] : ['08:30-12:00', '14:00-17:30'],
    ]),
  ),
  services: ['IA', 'IB', 'ICA', 'ICB'],
  slot_minutes: 30,
  capacity: 6,
  days_ahead: 30,
  manager: '何样例',
};

function aFile(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('org profile', () => {
  it('is filled in from a file, changed by flags, and checked', async () => {
    const set = (...args: string[]) => json('org', 'profile', 'set', '440106', ...args);
    const missing = async () => ((await json('org', 'profile', 'show', '440106')).document as { missing: string[] }).missing;
    expect((await set('--address', '样板路 1 号', '--hours', 'mon-sat 09:00-12:00')).document).toMatchObject({
      changed: ['address', 'hours'],
    });
    expect(await missing()).toEqual(['phone', 'services', 'slot_minutes', 'capacity', 'days_ahead', 'manager', 'hours.sunday']);
    expect((await set('--from', aFile('profile.json', PROFILE))).document).toMatchObject({ missing: [] });
    expect((await set('--from', aFile('profile.json', PROFILE))).document).toMatchObject({ changed: [], ledger_seq: null });
    expect((await set('--hours', 'sat closed', '--closed-days', '2026-12-31,2026-12-30')).document).toMatchObject({
      changed: ['closed_days', 'hours'],
      missing: [],
    });
    expect((await json('org', 'profile', 'show', '440106')).document).toMatchObject({
      profile: { ...PROFILE, hours: { ...PROFILE.hours, saturday: [] }, closed_days: ['2026-12-30', '2026-12-31'] },
    });
    expect((await set('--closed-days', '', '--manager', '')).document).toMatchObject({
      changed: ['closed_days', 'manager'],
      missing: ['manager'],
    });
    expect(await mreg('org', 'profile', 'check', '440106', '--fail-on', 'incomplete')).toMatchObject({ code: 7 });
    await set('--manager', '何样例');
    expect(await mreg('org', 'profile', 'check', '440106', '--fail-on', 'incomplete')).toMatchObject({ code: 0 });
    expect((await json('org', 'profile', 'check', '--region', '440103')).document).toMatchObject({
      checked: 1,
      incomplete: [{ code: '440103', name: '荔湾婚姻登记中心', updated_at: null }],
    });
  });

  it('writes which fields changed, and a digest, into the ledger, but not what they say', async () => {
    const { document } = await json('ledger', 'list', '--kind', 'office.profile');
    const { entries } = document as { entries: { body: Record<string, unknown> }[] };
    expect(entries.length).toBeGreaterThan(3);
    expect(JSON.stringify(entries)).not.toContain('样板路');
    for (const { body } of entries) expect(Object.keys(body).toSorted()).toEqual(['changed', 'office', 'sha256']);
  });

  it.each([
    ['a field that is none', ['--from', { adress: 'x' }], 'address'],
    ['a file that is no object', ['--from', '[]'], ''],
    ['a file that is no JSON', ['--from', 'address: x'], ''],
    ['hours that overlap', ['--hours', 'mon 09:00-12:00,11:00-13:00'], 'mon-fri'],
    ['a day that is none', ['--hours', 'holiday 09:00-12:00'], 'mon-fri'],
    ['a service that is none', ['--services', 'IA,IX'], 'IA,IB'],
    ['a capacity that is none', ['--capacity', '0'], '6'],
    ['a phone that is none', ['--phone', 'ask'], '020'],
    ['nothing', [], '--from'],
  ] as const)('refuses %s and says what could stand there', async (_name, words, hint) => {
    const args = words.map((word, index) => (words[index - 1] === '--from' || typeof word !== 'string' ? aFile('bad.json', word) : word));
    const { code, stderr } = await mreg('org', 'profile', 'set', '440106', ...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(hint)]);
  });

  it('keeps no document number that was typed into a text', async () => {
    await mreg('org', 'profile', 'set', '440107', '--transport', '证件 440000199001010016');
    expect((await mreg('org', 'profile', 'set', '440111', '--transport', '证件 440000199001010016')).code).toBe(0);
    expect((await mreg('org', 'profile', 'show', '440111')).stdout).not.toContain('440000199001010016');
  });

  it('refuses an office that is closed, or unknown', async () => {
    expect(await mreg('org', 'profile', 'set', '440104A01', '--capacity', '6')).toMatchObject({ code: 3 });
    expect(await mreg('org', 'profile', 'set', '440104B01', '--capacity', '6')).toMatchObject({ code: 2 });
  });
});

describe('org equipment', () => {
  it('is written down, kept beside what is required, and checked', async () => {
    const set = (...args: string[]) => json('org', 'equipment', 'set', '440106', ...args);
    expect((await set('--items', 'line-mbit=8,static-ip=1')).document).toMatchObject({ changed: ['line-mbit', 'static-ip'] });
    const { document, code } = await json('org', 'equipment', 'check', '440106');
    expect(code).toBe(0);
    const { incomplete } = document as { incomplete: { short: { item: string; least: number; has: number | null; source: string }[] }[] };
    expect(incomplete[0]?.short[0]).toMatchObject({
      item: 'line-mbit',
      least: 10,
      has: 8,
      source: expect.stringContaining('Art. 8') as string,
    });
    const rest = {
      computer: 2,
      'certificate-printer': 1,
      'document-printer': 1,
      scanner: 1,
      camera: 1,
      'id-reader': 1,
      'fingerprint-reader': 1,
    };
    expect((await set('--from', aFile('all.json', { 'line-mbit': 20, 'static-ip': 1, ...rest }))).document).toMatchObject({ missing: [] });
    expect(await mreg('org', 'equipment', 'check', '440106', '--fail-on', 'incomplete')).toMatchObject({ code: 0 });
    expect((await json('org', 'equipment', 'check')).document).toMatchObject({ checked: 143 });
    expect(await mreg('org', 'equipment', 'check', '--fail-on', 'incomplete')).toMatchObject({ code: 7 });
  });

  it.each([
    ['an item that is none', ['--items', 'computers=3'], 'computer'],
    ['a count that is none', ['--items', 'computer=some'], '0'],
    ['nothing', [], '--items'],
  ])('refuses %s', async (_name, words, hint) => {
    const { code, stderr } = await mreg('org', 'equipment', 'set', '440106', ...words);
    expect([code, stderr]).toEqual([2, expect.stringContaining(hint)]);
  });

  it('is checked against the list of the home, when it has one', async () => {
    const items = [
      { key: 'camera', label: { zh: '摄像头', en: 'camera' }, unit: { zh: '台', en: 'pieces' }, least: 0, source: '不要求' },
      { key: 'ups', label: { zh: '不间断电源', en: 'UPS' }, unit: { zh: '台', en: 'pieces' }, least: 1, source: '本市要求' },
    ];
    writeFileSync(join(home, 'equipment.json'), JSON.stringify({ items }));
    const config = join(home, 'config.toml');
    const before = readFileSync(config, 'utf8');
    writeFileSync(config, `${before}\n[offices]\nequipment = "equipment.json"\n`);
    const { document } = await json('org', 'equipment', 'check', '440106');
    expect(document).toMatchObject({ incomplete: [{ short: [{ item: 'ups', has: null, source: '本市要求' }] }] });
    writeFileSync(join(home, 'equipment.json'), '{"items":[{"key":"UPS"}]}');
    expect(await mreg('org', 'equipment', 'check', '440106')).toMatchObject({ code: 2 });
    writeFileSync(config, before);
  });
});

describe('org export', () => {
  it('writes what is public, whole, and leaves nothing else behind', async () => {
    const path = join(folder, 'offices.json');
    const { document } = await json('org', 'export', '--public', path);
    const text = readFileSync(path, 'utf8');
    const { offices, closed, ...head } = JSON.parse(text) as { offices: { code: string; profile: unknown }[]; closed: unknown[] };
    expect(head).toMatchObject({ format: 'mreg-offices/1' });
    const { manager: _, ...open } = PROFILE;
    expect(offices.find(({ code }) => code === '440106')).toEqual({
      code: '440106',
      name: '广州市天河区民政局婚姻登记处',
      region: '440106',
      region_name: '天河区',
      profile: { ...open, hours: { ...PROFILE.hours, saturday: [] } },
    });
    expect(offices.find(({ code }) => code === '440104')).toMatchObject({ profile: null });
    expect(text).not.toContain('何样例');
    expect(closed).toEqual([
      {
        code: '440104A01',
        name: '流花湖婚姻登记点',
        closed_on: '2024-06-30',
        successors: [{ code: '440104', name: '广州市越秀区民政局婚姻登记处' }],
      },
      {
        code: '440105',
        name: '广州市海珠区民政局婚姻登记处',
        closed_on: '2024-07-31',
        successors: [{ code: '440103', name: '荔湾婚姻登记中心' }],
      },
    ]);
    const summary = document as { sha256: string; ledger_seq: number; incomplete: number };
    expect(summary.incomplete).toBe(offices.length - 1);
    expect((await json('ledger', 'show', String(summary.ledger_seq))).document).toMatchObject({
      kind: 'office.export',
      body: { file: 'offices.json', sha256: summary.sha256 },
    });
    expect(readdirSync(folder).filter((name) => name.startsWith('.mreg-'))).toEqual([]);
  });

  it('writes nothing where it cannot, and says so', async () => {
    expect(await mreg('org', 'export', '--public', join(folder, 'nowhere', 'offices.json'))).toMatchObject({ code: 2 });
    expect((await json('ledger', 'list', '--kind', 'office.export')).document).toMatchObject({ entries: [expect.anything()] });
  });

  it('leaves a ledger that verifies', async () => {
    expect(await mreg('ledger', 'verify', '--state')).toMatchObject({ code: 0 });
  });
});
