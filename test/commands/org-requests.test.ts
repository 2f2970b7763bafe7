import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, formatDay } from '../../src/domain/calendar.js';
import { shanghaiDay } from '../../src/lib/shanghai-time.js';
import { StaffedHome } from '../helpers/staffed-home.js';

const folder = mkdtempSync(join(tmpdir(), 'mreg-org-requests-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let office: StaffedHome;

const TODAY = shanghaiDay(new Date());
const inDays = (days: number): string => formatDay(addDays(TODAY, days));
const certified = ['--certificate', '测试-1', '--certificate-issuer', '440100', '--certificate-issued-on', '2024-01-15'];

beforeAll(async () => {
  office = await StaffedHome.make(folder);
  await office.open('city', '市级甲', '--role', 'city-admin', '--region', '440100');
  await office.open('county', '区级甲', '--role', 'county-admin', '--region', '440104');
  await office.open('registrar', '登记甲', '--role', 'registrar', '--region', '440104', '--office', '440104', ...certified);
});

/** Applied for by the county, consented to by city and province. @returns the number */
async function approved(kind: string, ...form: readonly string[]): Promise<string> {
  const { document } = await office.json<{ request: string }>(
    'county',
    'request',
    'submit',
    kind,
    office.scan(),
    '--reason',
    '区划调整',
    ...form,
  );
  await office.mustRun('city', 'request', 'approve', document.request, office.scan('市级.pdf'));
  await office.mustRun('province', 'request', 'approve', document.request);
  return document.request;
}

const shown = async (code: string, day: string) => {
  const { document } = await office.json<Record<string, unknown>>('registrar', 'org', 'show', code, '--on', day);
  return [document['state'], document['name'], document['areas'], document['successors']];
};

const rename = (name: string, day: string) => ['--office', '440104', '--new-name', name, '--takes-effect-on', day];

describe('an office, by request', () => {
  it('opens, completes its profile, is renamed and closes, and its history names the requests', async () => {
    const types = ['--services', 'IA,IB', '--address', '样板路 2 号'];
    const opening = ['--new-office', '440104A01', '--name', '流花湖婚姻登记点', '--region', '440104', '--opens-on', inDays(0), ...types];
    const numbers = [
      await approved('org-open', ...opening),
      await approved('org-rename', '--office', '440104A01', '--new-name', '流花湖婚姻登记中心', '--takes-effect-on', inDays(10)),
      await approved('org-close', '--office', '440104A01', '--closes-on', inDays(20), '--successors', '440104'),
    ];
    expect(await shown('440104A01', inDays(9))).toEqual(['open', '流花湖婚姻登记点', ['440104A01'], []]);
    expect(await shown('440104A01', inDays(10))).toEqual(['open', '流花湖婚姻登记中心', ['440104A01'], []]);
    expect(await shown('440104A01', inDays(21))).toMatchObject(['closed', '流花湖婚姻登记中心', ['440104A01'], [{ code: '440104' }]]);
    expect(await shown('440104', inDays(21))).toMatchObject(['open', expect.anything(), ['440104', '440104A01'], []]);
    const { document } = await office.json<{ events: { request: string }[] }>('registrar', 'org', 'history', '440104A01');
    expect(document.events.map(({ request }) => request)).toEqual(numbers);
    const profile = await office.json('county', 'org', 'profile', 'show', '440104A01');
    expect(profile.document).toMatchObject({ profile: { address: '样板路 2 号', services: ['IA', 'IB'] } });
  });

  it('is not applied for when it contradicts what there is, nor carried out when it does by then', async () => {
    const apply = async () => {
      const form = ['request', 'submit', 'org-rename', office.scan(), '--reason', '更名', ...rename('越秀登记中心', inDays(3))];
      return await office.json<{ request: string; error: { code: string } }>('county', ...form);
    };
    const { document: early } = await apply();
    await approved('org-rename', ...rename('越秀婚姻登记中心', inDays(5)));
    await office.mustRun('city', 'request', 'approve', early.request, office.scan('市级.pdf'));
    const late = await office.json<{ error: { code: string } }>('province', 'request', 'approve', early.request);
    expect([late.code, late.document.error.code]).toEqual([3, 'office.before-last-change']);
    expect((await office.json<{ state: string }>('county', 'request', 'show', early.request)).document.state).toBe('submitted');
    const again = await apply();
    expect([again.code, again.document.error.code]).toEqual([3, 'office.before-last-change']);
  });
});

describe('what an office says of itself', () => {
  const set = ['--transport', '地铁 2 号线'];

  it.each([
    ['his own office', 'registrar', '440104', 0],
    ['an office of his area that is not his own', 'registrar', '440104A01', 4],
    ['an office of another county', 'registrar', '440106', 4],
    ['an office of his county', 'county', '440104A01', 0],
    ['an office of another county', 'county', '440106', 4],
    ['an office of his city', 'city', '440106', 0],
    ['an office of another city', 'city', '440303', 4],
    ['any office', 'province', '440303', 0],
    ['an office, which is not his task', 'approver', '440104', 4],
  ])('is written of %s by the %s: %s → %i', async (_name, who, code, exit) => {
    expect((await office.run(who, 'org', 'profile', 'set', code, ...set)).code).toBe(exit);
    expect((await office.run(who, 'org', 'equipment', 'set', code, '--items', 'camera=1')).code).toBe(exit);
  });

  it('is seen whole by its own area, and as far as it is public by others', async () => {
    await office.mustRun('province', 'org', 'profile', 'set', '440106', '--manager', '何样例', '--phone', '020-00000000');
    const seenBy = async (who: string) =>
      (await office.json<{ profile: Record<string, unknown> }>(who, 'org', 'profile', 'show', '440106')).document.profile;
    expect(await seenBy('city')).toMatchObject({ manager: '何样例', phone: '020-00000000' });
    const elsewhere = await seenBy('county');
    expect(elsewhere).toMatchObject({ phone: '020-00000000' });
    expect(Object.keys(elsewhere)).not.toContain('manager');
  });

  it.each([
    ['registrar', 1],
    ['county', 2],
  ])('is checked by the %s in his own area', async (who, checked) => {
    expect((await office.json(who, 'org', 'profile', 'check')).document).toMatchObject({ checked });
    expect((await office.run(who, 'org', 'profile', 'check', '--region', '440106')).code).toBe(4);
    expect((await office.run(who, 'org', 'equipment', 'check', '440106')).code).toBe(4);
    expect((await office.run(who, 'org', 'equipment', 'show', '440106')).code).toBe(4);
  });

  it('is published by an area for itself', async () => {
    const { document } = await office.json('county', 'org', 'export', '--public', office.at('county.json'));
    expect(document).toMatchObject({ offices: 2, closed: 0 });
    expect((await office.run('approver', 'org', 'export', '--public', office.at('none.json'))).code).toBe(4);
  });

  it('leaves a ledger that verifies, with its state', async () => {
    expect((await office.run('province', 'ledger', 'verify', '--state')).code).toBe(0);
  });
});
