import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attachScansTo, resubmitRequest, withdrawRequest } from '../../../src/access/requests/applicant.js';
import { decideRequest } from '../../../src/access/requests/decide.js';
import { EXECUTORS, type Executors } from '../../../src/access/requests/executors.js';
import { listRequests, showRequest, type RequestFilter } from '../../../src/access/requests/inspect.js';
import type { Decision } from '../../../src/access/requests/lifecycle.js';
import { submitRequest } from '../../../src/access/requests/submit.js';
import type { RequestKind } from '../../../src/domain/request.js';
import { codeOf, codeOfAsync } from '../../helpers/failure.js';
import { stored } from '../../helpers/import-home.js';
import { aRequestOffice, GOOD_FORMS, type RequestOffice, type Somebody } from '../../helpers/request-desk.js';

const NOT_FILTERED: RequestFilter = { mine: false, waitingForMe: false };

function submit(office: RequestOffice, kind: keyof typeof GOOD_FORMS = 'org-rename', who: Somebody = 'county'): string {
  return submitRequest(office.as(who), kind, GOOD_FORMS[kind], [office.scan()]).request;
}

interface Given {
  readonly text?: string;
  readonly scanPaths?: readonly string[];
  readonly executors?: Executors;
  readonly day?: string;
}

function decide(office: RequestOffice, number: string, who: Somebody, decision: Decision = 'approve', given: Given = {}) {
  const { text = '同意', scanPaths = [office.scan()], executors = {}, day } = given;
  return decideRequest(office.as(who, day), number, { decision, text, scanPaths, handover: {} }, executors);
}

describe('a request', () => {
  it('gets the next number of its region and day, and waits for the level above', () => {
    const office = aRequestOffice();
    expect([submit(office), submit(office), submit(office, 'correction', 'city')]).toEqual([
      '440104-20260302-001',
      '440104-20260302-002',
      '440100-20260302-001',
    ]);
    expect(listRequests(office.as('county'), NOT_FILTERED)[0]).toMatchObject({
      state: 'submitted',
      version: 1,
      waiting_for: { level: 'city', approver: false, users: ['city'] },
      due_on: '2026-03-09',
    });
  });

  it('is approved level by level and carried out with the last opinion', async () => {
    const office = aRequestOffice();
    const number = submit(office);
    expect(await decide(office, number, 'city')).toMatchObject({ state: 'submitted' });
    const done = await decide(office, number, 'province', 'approve', { executors: EXECUTORS });
    expect(done).toMatchObject({ state: 'approved', due_on: '', carried_out: { office: '440104' } });
    expect(stored(office.registry, 'SELECT name FROM office_change')).toEqual(['测试登记中心']);
    expect(kindsIn(office)).toEqual(['request.submit', 'request.opinion', 'request.opinion', 'office.rename', 'request.carried-out']);
  });

  it('that opens an office begins its profile with what the form says', async () => {
    const office = aRequestOffice();
    const number = submit(office, 'org-open', 'city');
    await decide(office, number, 'province', 'approve', { executors: EXECUTORS });
    expect(stored(office.registry, 'SELECT profile FROM office_profile')).toEqual([JSON.stringify({ services: ['IA', 'IB'] })]);
    expect(kindsIn(office)).toEqual(['request.submit', 'request.opinion', 'office.open', 'office.profile', 'request.carried-out']);
  });

  it('that closes an office hands its area over', async () => {
    const office = aRequestOffice();
    const number = submit(office, 'org-close', 'city');
    await decide(office, number, 'province', 'approve', { executors: EXECUTORS });
    expect(stored(office.registry, 'SELECT kind, office FROM office_change')).toEqual(['close']);
    const { offices } = office.as('city').offices.tables;
    expect(offices.find(({ code }) => code === '440104')).toMatchObject({ closedOn: '2026-06-30', successors: ['440106'] });
  });

  it('whose carrying out fails is not approved, and nothing is left of the opinion', async () => {
    const office = aRequestOffice();
    const number = submit(office);
    await decide(office, number, 'city');
    const entries = kindsIn(office).length;
    const failing: Executors = {
      'org-rename': () =>
        Promise.resolve(() => {
          throw new Error('no');
        }),
    };
    await expect(decide(office, number, 'province', 'approve', { executors: failing })).rejects.toThrow('no');
    expect(showRequest(office.as('province'), number)).toMatchObject({ state: 'submitted', waiting_for: { level: 'province' } });
    expect(kindsIn(office).length).toBe(entries);
  });

  it('that opens an account is not approved without a username and a file for the password', async () => {
    const office = aRequestOffice();
    const number = submit(office, 'user-open', 'city');
    expect(await codeOfAsync(() => decide(office, number, 'province', 'approve', { executors: EXECUTORS }))).toBe(
      'request.username-missing',
    );
  });

  it('may be returned, changed and handed in again: the old version stays, and every level is asked again', async () => {
    const office = aRequestOffice();
    const number = submit(office);
    await decide(office, number, 'city');
    await decide(office, number, 'province', 'return', { text: '请补充批文' });
    expect(codeOf(() => resubmitRequest(office.as('city'), number, {}, []))).toBe('request.person.not-own');
    resubmitRequest(office.as('county'), number, { new_name: '测试登记处' }, []);
    const { form, versions, version, waiting_for: waiting } = showRequest(office.as('county'), number);
    expect([version, form, versions.map((each) => each.form['new_name'])]).toEqual([
      2,
      { ...GOOD_FORMS['org-rename'], new_name: '测试登记处' },
      ['测试登记中心', '测试登记处'],
    ]);
    expect(waiting).toMatchObject({ level: 'city', users: ['city'] });
  });

  it('may be withdrawn by its applicant and is over then', async () => {
    const office = aRequestOffice();
    const number = submit(office);
    expect(codeOf(() => withdrawRequest(office.as('city'), number, ''))).toBe('request.person.not-own');
    expect(withdrawRequest(office.as('county'), number, '填错').state).toBe('withdrawn');
    expect(await codeOfAsync(() => decide(office, number, 'city'))).toBe('request.refused.over');
    expect(codeOf(() => attachScansTo(office.as('county'), number, [office.scan()]))).toBe('request.refused.over');
  });

  it('takes no username before the last step', async () => {
    const office = aRequestOffice();
    const number = submit(office, 'user-open', 'county');
    const opinion = { decision: 'approve', text: '', scanPaths: [], handover: { username: 'early' } } as const;
    expect(await codeOfAsync(() => decideRequest(office.as('city'), number, opinion, EXECUTORS))).toBe('request.handover-early');
  });

  it.each<[string, Decision, Given, string]>([
    ['a refusal without a word', 'reject', { text: ' ' }, 'request.opinion-missing'],
    ['a return without a word', 'return', { text: '' }, 'request.opinion-missing'],
    ['an opinion on a closing without its stamp', 'approve', { scanPaths: [] }, 'request.scan.with-opinion'],
  ])('does not take %s', async (_name, decision, given, code) => {
    const office = aRequestOffice();
    const number = submit(office, 'org-close');
    expect(await codeOfAsync(() => decide(office, number, 'city', decision, given))).toBe(code);
  });

  it('lets one of two win who have seen the same', async () => {
    const office = aRequestOffice();
    const number = submit(office, 'correction', 'city');
    const outcomes = await Promise.allSettled([decide(office, number, 'province'), decide(office, number, 'secondProvince')]);
    const late = decide(office, number, 'approver');
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await codeOfAsync(() => late)).toBe('request.refused.over');
  });

  it('tells who read it before another decided that it has changed', async () => {
    const office = aRequestOffice();
    const number = submit(office, 'org-rename', 'city');
    const slow: Executors = {
      'org-rename': async () => {
        await decide(office, number, 'province', 'return', { text: '等一下' });
        return () => ({});
      },
    };
    expect(await codeOfAsync(() => decide(office, number, 'secondProvince', 'approve', { executors: slow }))).toBe('request.changed');
    expect(showRequest(office.as('province'), number).state).toBe('returned');
  });
});

describe('a form that was altered behind the back of mreg', () => {
  it('is shown as such and not carried out', async () => {
    const office = aRequestOffice();
    const number = submit(office, 'org-rename', 'city');
    const altered = JSON.stringify({ ...GOOD_FORMS['org-rename'], new_name: '另一个名字' });
    office.registry.database.prepare('UPDATE request_version SET form = ?, form_sha256 = ?').run(altered, 'a'.repeat(64));
    expect(showRequest(office.as('city'), number).versions).toMatchObject([{ intact: false }]);
    expect(await codeOfAsync(() => decide(office, number, 'province', 'approve', { executors: EXECUTORS }))).toBe('request.form-altered');
  });
});

describe('the list', () => {
  it('shows each what is of his area, and the auditor everything', () => {
    const office = aRequestOffice();
    const numbers = {
      county: submit(office),
      city: submit(office, 'correction', 'city'),
      other: submit(office, 'correction', 'otherCity'),
    };
    const seen = (who: Somebody) =>
      listRequests(office.as(who), NOT_FILTERED)
        .map(({ request }) => request)
        .toSorted();
    expect(seen('county')).toEqual([numbers.county]);
    expect(seen('otherCounty')).toEqual([]);
    expect(seen('city')).toEqual([numbers.city, numbers.county].toSorted());
    expect(seen('auditor')).toEqual(Object.values(numbers).toSorted());
    expect(codeOf(() => showRequest(office.as('otherCounty'), numbers.county))).toBe('request.other-area');
    expect(codeOf(() => showRequest(office.as('county'), '440104-20260302-009'))).toBe('request.unknown');
  });

  it('shows an export to the officer who is to run it', () => {
    const office = aRequestOffice();
    const number = submit(office, 'export', 'city');
    expect(showRequest(office.as('officer'), number).kind).toBe('export');
  });

  it('is narrowed to what is mine, waits for me, is of a kind, a state, a region', async () => {
    const office = aRequestOffice();
    const rename = submit(office);
    const permit = submit(office, 'correction', 'city');
    const other = submit(office, 'correction', 'otherCity');
    await decide(office, rename, 'city', 'return', { text: '再看' });
    const list = (who: Somebody, filter: Partial<RequestFilter>) =>
      listRequests(office.as(who), { ...NOT_FILTERED, ...filter }).map(({ request }) => request);
    expect(list('city', { mine: true })).toEqual([permit]);
    expect(list('county', { waitingForMe: true })).toEqual([rename]);
    expect(list('province', { waitingForMe: true })).toEqual([other, permit]);
    expect(list('auditor', { waitingForMe: true })).toEqual([]);
    expect(list('auditor', { kind: 'org-rename' })).toEqual([rename]);
    expect(list('auditor', { state: 'returned' })).toEqual([rename]);
    expect(list('auditor', { region: '440300' })).toEqual([other]);
  });

  it('reckons deadlines in working days, each level anew', async () => {
    const office = aRequestOffice();
    const number = submit(office);
    const due = () => listRequests(office.as('county', '2026-03-10'), NOT_FILTERED).map(({ due_on, overdue }) => [due_on, overdue])[0];
    expect(due()).toEqual(['2026-03-09', true]);
    // Qingming is off on Monday, 6 April.
    await decide(office, number, 'city', 'approve', { day: '2026-04-02' });
    expect(due()).toEqual(['2026-04-10', false]);
  });

  it('says that nobody can decide where no account could', () => {
    const office = aRequestOffice();
    const number = submit(office, 'correction', 'otherCity');
    const desk = { ...office.as('auditor'), accounts: () => [] };
    expect(showRequest(desk, number).waiting_for).toEqual({ level: 'province', approver: false, users: [] });
  });
});

describe('scans', () => {
  it('are stored once under their hash, readable by the owner only, however often they come', () => {
    const office = aRequestOffice();
    const number = submit(office);
    submit(office);
    attachScansTo(office.as('county'), number, [office.scan(), office.scan('另一份.pdf')]);
    const { timeline } = showRequest(office.as('county'), number);
    expect(timeline.map(({ kind, scans }) => [kind, scans.map(({ name, type, state }) => [name, type, state])])).toEqual([
      ['submit', [['盖章.pdf', 'pdf', 'intact']]],
      [
        'attach',
        [
          ['另一份.pdf', 'pdf', 'intact'],
          ['盖章.pdf', 'pdf', 'intact'],
        ],
      ],
    ]);
    expect(stored(office.registry, 'SELECT count(*) FROM attachment')).toEqual([2]);
  });

  it('that were changed or are gone are found', () => {
    const office = aRequestOffice();
    const number = submit(office);
    const [sha256] = stored(office.registry, 'SELECT sha256 FROM attachment').map(String);
    const path = join(office.folder, 'attachments', sha256 ?? '');
    writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from(' ')]));
    expect(showRequest(office.as('county'), number).timeline[0]?.scans[0]?.state).toBe('changed');
  });

  it.each<[string, string | Buffer, string]>([
    ['a text called PDF', 'text', 'request.scan.type'],
    ['an empty file', '', 'request.scan.type'],
    ['what is larger than allowed', Buffer.alloc(1_001), 'request.scan.large'],
  ])('do not include %s', (_name, content, code) => {
    const office = aRequestOffice();
    const path = join(office.folder, 'x.pdf');
    writeFileSync(path, content);
    expect(codeOf(() => submitRequest(office.as('county'), 'org-rename', GOOD_FORMS['org-rename'], [path]))).toBe(code);
  });

  it.each<[string, readonly number[], string]>([
    ['PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'png'],
    ['JPEG', [0xff, 0xd8, 0xff, 0xe0], 'jpeg'],
    ['TIFF, little-endian', [0x49, 0x49, 0x2a, 0x00], 'tiff'],
    ['TIFF, big-endian', [0x4d, 0x4d, 0x00, 0x2a], 'tiff'],
  ])('may be %s', (_name, bytes, type) => {
    const office = aRequestOffice();
    const path = join(office.folder, 'scan');
    writeFileSync(path, Buffer.from(bytes));
    submitRequest(office.as('county'), 'org-rename', GOOD_FORMS['org-rename'], [path]);
    expect(stored(office.registry, 'SELECT type FROM attachment')).toEqual([type]);
  });

  it('must come with what asks for them', () => {
    const office = aRequestOffice();
    expect(codeOf(() => submitRequest(office.as('county'), 'org-rename', GOOD_FORMS['org-rename'], []))).toBe('request.scan.missing');
    expect(codeOf(() => submitRequest(office.as('county'), 'org-rename', GOOD_FORMS['org-rename'], [join(office.folder, 'none')]))).toBe(
      'request.scan.unreadable',
    );
  });

  it('lose a document number in their names', () => {
    const office = aRequestOffice();
    const path = office.scan('990000190001010014.pdf');
    submitRequest(office.as('county'), 'org-rename', GOOD_FORMS['org-rename'], [path]);
    expect(stored(office.registry, 'SELECT name FROM request_attachment')).toEqual(['9900**********0014.pdf']);
  });
});

function kindsIn({ registry }: RequestOffice): readonly unknown[] {
  return stored(registry, "SELECT body ->> '$.kind' FROM ledger_entry ORDER BY seq");
}

it('keeps forms out of the ledger: digests stand for them', () => {
  const kinds: readonly RequestKind[] = ['org-rename', 'export'];
  const office = aRequestOffice();
  for (const kind of kinds) submit(office, kind as 'export', 'city');
  const bodies = stored(office.registry, 'SELECT body FROM ledger_entry').join('\n');
  for (const secret of ['测试登记中心', '测试统计局', '更名']) expect(bodies).not.toContain(secret);
  expect(bodies).toMatch(/"form_sha256":"[0-9a-f]{64}"/u);
});
