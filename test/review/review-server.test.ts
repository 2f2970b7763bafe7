import { join } from 'node:path';
import { appendFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Outcome, PairTask, Queue, Refusal, Start } from '../../src/review/protocol.js';
import type { Who } from '../access/a-province.js';
import { launch } from '../helpers/faults.js';
import { passwordFile } from '../helpers/password.js';
import { aReviewedProvince, startReview, type ReviewedProvince, type Reviewing } from './a-review.js';
import { ask, get, post, type Address, type Answer, type Asked } from './ask.js';
import { launchedReview } from './launched-review.js';

let home: ReviewedProvince;

beforeAll(async () => {
  home = await aReviewedProvince();
});

async function choose(reviewing: Address, finding: number, choice: string, seen = '0'): Promise<Answer<Outcome>> {
  return post(reviewing, '/api/act', { task: `finding-${finding}`, choice, reason: '', seen });
}

const nameOf = (finding: number) => `finding-${finding}`;

async function started(over: ReviewedProvince, who: Who = 'county', ...words: readonly string[]): Promise<Reviewing> {
  const reviewing = await startReview(over, who, ...words);
  onTestFinished(async () => {
    await reviewing.stop();
  });
  return reviewing;
}

const queueOf = async (reviewing: Address, filter = ''): Promise<Queue> => (await get<Queue>(reviewing, `/api/queue?${filter}`)).body;

describe('the door of the review page', () => {
  it('opens to this machine alone, and to nobody without the token', async () => {
    const reviewing = await started(home);
    expect(reviewing.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
    expect(reviewing.token).toMatch(/^[\w-]{43}$/u);
    const own = { 'x-mreg-token': reviewing.token };
    const cases: readonly (readonly [number, string, Asked])[] = [
      [200, '/api/start', { headers: own }],
      [401, '/api/start', {}],
      [401, '/api/start', { headers: { 'x-mreg-token': `${reviewing.token}x` } }],
      [401, '/api/start', { headers: { cookie: `x-mreg-token=${reviewing.token}` } }],
      [401, `/api/start?x-mreg-token=${reviewing.token}`, {}],
      [421, '/api/start', { headers: { ...own, host: 'evil.example' } }],
      [421, '/', { headers: { host: `localhost:${new URL(reviewing.origin).port}` } }],
      [403, '/api/start', { headers: { ...own, origin: 'http://evil.example' } }],
      [403, '/api/start', { headers: { ...own, 'sec-fetch-site': 'cross-site' } }],
      [403, '/api/start', { headers: { ...own, 'sec-fetch-site': 'same-site' } }],
      [405, '/api/undo', { headers: own }],
      [405, '/api/start', { method: 'POST', headers: { ...own, origin: reviewing.origin } }],
      [403, '/api/undo', { method: 'POST', headers: { ...own, 'content-type': 'application/json' }, body: {} }],
      [403, '/api/undo', { method: 'POST', headers: { ...own, origin: 'null', 'content-type': 'application/json' }, body: {} }],
      [400, '/api/undo', { method: 'POST', headers: { ...own, origin: reviewing.origin, 'content-type': 'text/plain' }, body: {} }],
      [404, '/api/nothing', { headers: own }],
      [405, '/', { method: 'POST' }],
      [405, '/style.css', { method: 'DELETE' }],
      [404, '/page/../../package.json', {}],
      [404, '/page/%2e%2e/server.js', {}],
      [404, '/favicon.ico', {}],
      [200, '/page/main.js', {}],
    ];
    for (const [status, path, asked] of cases) {
      expect([(await ask(reviewing, path, asked)).status, path, asked]).toEqual([status, path, asked]);
    }
    expect(home.stored('SELECT count(*) FROM review_opinion')).toEqual([0]);
  });

  it('says with every answer that nothing may run, be kept, framed or told onward', async () => {
    const reviewing = await started(home);
    for (const path of ['/', '/style.css', '/page/main.js', '/nothing', '/api/start', '/api/nothing']) {
      const { headers } = await ask(reviewing, path);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*|data:/u);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect(headers['set-cookie']).toBeUndefined();
    }
    const { text } = await ask(reviewing, '/');
    expect(text).not.toMatch(/<style|<script>| style=| on\w+=|https?:/u);
    expect(text).not.toContain(reviewing.token);
  });

  it.each([
    ['no JSON', '{'],
    ['a list', []],
    ['no choice', { task: 'finding-1', choice: 'merge', reason: '', seen: '0' }],
    ['no number', { task: 'finding-1; DROP TABLE finding', choice: 'same', reason: '', seen: '0' }],
    ['half a number', { task: 'finding-1.5', choice: 'same', reason: '', seen: '0' }],
    ['a long reason', { task: 'finding-1', choice: 'same', reason: '长'.repeat(501), seen: '0' }],
    ['far too much', { task: 'finding-1', choice: 'same', reason: 'x'.repeat(70_000), seen: '0' }],
    ['nothing seen', { task: 'finding-1', choice: 'same', reason: '' }],
  ])('takes nothing from %s', async (_name, body) => {
    const reviewing = await started(home);
    expect((await post(reviewing, '/api/act', body)).status).toBe(400);
    expect(home.stored('SELECT count(*) FROM review_opinion')).toEqual([0]);
  });

  it('shows no whole document number, and of another district only type, date, office and state', async () => {
    const reviewing = await started(home);
    const said: string[] = [];
    for (const name of (await queueOf(reviewing)).tasks) said.push((await get(reviewing, `/api/task?task=${name}`)).text);
    expect(said).toHaveLength(7);
    for (const number of home.stored(
      "SELECT cert_num_man FROM registration WHERE cert_num_man <> '' UNION SELECT cert_num_woman FROM registration WHERE cert_num_woman <> ''",
    )) {
      expect(said.join('')).not.toContain(number);
    }
    expect(said.join('')).not.toContain('1985-03-08');
    expect(said.join('')).not.toContain('林别处');
    expect(said.join('')).toContain('佛山市南海区民政局婚姻登记处');
  });

  it('shows whole numbers when asked to, and the ledger says so', async () => {
    const over = home.copy();
    const reviewing = await started(over, 'county', '--unmasked');
    const [number] = over.stored('SELECT cert_num_man FROM registration ORDER BY id DESC LIMIT 1 OFFSET 8');
    expect((await get(reviewing, '/api/task?task=finding-1')).text).toContain(number);
    const [entry] = over.stored('SELECT body FROM ledger_entry ORDER BY seq DESC LIMIT 1');
    expect(JSON.parse(String(entry))).toMatchObject({ kind: 'finding.review', body: { unmasked: true } });
  });

  it('shows where covered numbers differ, and the digits themselves only when they are one or two', async () => {
    const { body } = await get<PairTask>(await started(home), '/api/task?task=finding-2');
    const field = body.groups.flatMap(({ fields }) => fields).find(({ key }) => key === 'cert_num_man');
    expect(field).toMatchObject({
      equal: false,
      note: '有 2 位不同',
      left: [
        { text: '4400**********00', differs: false },
        { text: '13', differs: true },
      ],
    });
  });

  it.each(['city there', 'county there'] as const)('says to %s of findings elsewhere only that there are none', async (who) => {
    const reviewing = await started(home, who);
    expect((await queueOf(reviewing)).tasks).toEqual(['finding-6']);
    const hidden = await get<Refusal>(reviewing, '/api/task?task=finding-1');
    const none = await get<Refusal>(reviewing, '/api/task?task=finding-99');
    expect([hidden.status, none.status]).toEqual([404, 404]);
    expect(hidden.body.message).toBe(none.body.message.replace('99', '1'));
    expect((await choose(reviewing, 1, 'same')).status).toBe(404);
  });
});

describe('who reviews', () => {
  it('is asked again for every question: a session that was ended answers nothing more', async () => {
    const over = home.copy();
    const reviewing = await started(over);
    expect((await get<Start>(reviewing, '/api/start')).body.reviewer).toBe('county 样本 (county)');
    await over.province.run('province', ['user', 'revoke-sessions', 'county']);
    const { status, body } = await post<Refusal>(reviewing, '/api/act', { task: 'finding-1', choice: 'same', reason: '', seen: '0' });
    expect([status, body.error]).toEqual([403, 'session']);
    expect(await reviewing.done).toBe(4);
    expect(over.stored('SELECT count(*) FROM review_opinion')).toEqual([0]);
  });

  it('is the person who started it, whoever logs in at that terminal later', async () => {
    const over = home.copy();
    const reviewing = await started(over);
    const file = join(`${over.province.home}-sessions`, 'county');
    writeFileSync(file, 'x'.repeat(43), { mode: 0o600 });
    await choose(reviewing, 1, 'same');
    expect(over.stored('SELECT actor FROM finding_decision')).toEqual(['county 样本 (county)']);
  });

  it('ends when nobody asks anything for the time a session may lie idle', async () => {
    const over = home.copy();
    const reviewing = await started(over);
    reviewing.forward(24 * 3_600_000);
    expect([0, 4]).toContain(await reviewing.done);
    await expect(get(reviewing, '/api/start')).rejects.toThrow(/ECONNREFUSED/u);
  });
});

describe('a choice', () => {
  it('is the decision of the command line, with its ledger entry, and an undo takes it back', async () => {
    const over = home.copy();
    const reviewing = await started(over);
    expect(await queueOf(reviewing)).toMatchObject({ left: 7, progress: { done: 0 } });
    expect((await choose(reviewing, 1, 'same')).body).toMatchObject({ effect: 'decided', task: 'finding-1' });
    expect((await choose(reviewing, 2, 'different')).body).toMatchObject({ effect: 'decided' });
    expect((await choose(reviewing, 3, 'unsure')).body).toMatchObject({ effect: 'noted' });
    expect(over.stored('SELECT state FROM finding ORDER BY id')).toEqual([
      'confirmed',
      'dismissed',
      'open',
      'open',
      'open',
      'open',
      'open',
    ]);
    expect(over.stored("SELECT to_state || ' ' || way FROM finding_decision")).toEqual(['confirmed review', 'dismissed review']);
    const kinds = "SELECT body ->> '$.kind' FROM ledger_entry ORDER BY seq DESC LIMIT 3";
    expect(over.stored(kinds)).toEqual(['finding.opinion', 'finding.dismiss', 'finding.confirm']);
    const queue = await queueOf(reviewing);
    expect(queue).toMatchObject({ tasks: [4, 5, 6, 7, 3].map(nameOf), left: 5, progress: { done: 2, unsure: 1 } });
    for (const finding of [3, 2, 1])
      expect((await post(reviewing, '/api/undo')).body).toMatchObject({ effect: 'withdrawn', task: nameOf(finding) });
    const { status, body } = await post<Refusal>(reviewing, '/api/undo');
    expect([status, body.error]).toEqual([409, 'nothing-to-undo']);
    expect(over.stored("SELECT count(*) FROM finding WHERE state <> 'open'")).toEqual([0]);
    expect(await queueOf(reviewing)).toMatchObject({ left: 7, progress: { done: 0, unsure: 0 } });
  });

  it('counts once when it is clicked twice, and is refused when somebody else was faster', async () => {
    const over = home.copy();
    const [mine, theirs] = [await started(over), await started(over, 'city')];
    const twice = await Promise.all([choose(mine, 1, 'same'), choose(mine, 1, 'same')]);
    expect(twice.map(({ body }) => body.effect).toSorted()).toEqual(['decided', 'unchanged']);
    const late = await post<Refusal>(theirs, '/api/act', { task: 'finding-1', choice: 'different', reason: '', seen: '0' });
    expect([late.status, late.body.error]).toEqual([409, 'stale']);
    expect(late.body.message).toContain('county 样本 (county)');
    expect(over.stored('SELECT count(*) FROM finding_decision')).toEqual([1]);
    expect((await get<PairTask>(theirs, '/api/task?task=finding-1')).body).toMatchObject({ isOpen: false, stateText: '已确认' });
  });

  it('cannot be undone here once the finding has gone on', async () => {
    const over = home.copy();
    const reviewing = await started(over);
    await choose(reviewing, 1, 'same');
    over.decide('reopen', 1);
    over.decide('dismiss', 1);
    const { status } = await post(reviewing, '/api/undo');
    expect(status).toBe(409);
    expect(over.stored('SELECT state FROM finding WHERE id = 1')).toEqual(['dismissed']);
  });

  it.each([
    ['--kind duplicates', [1, 2, 3, 4, 5, 6]],
    ['--kind anomalies', [7]],
    ['--min-score 0.97', [1, 2, 3]],
    ['--max-score 96%', [5, 6, 7]],
    ['--cluster 14', [3, 4, 5]],
  ])('can be asked for by %s', async (words, findings) => {
    const reviewing = await started(home, 'county', ...words.split(' '));
    const { filter } = (await get<Start>(reviewing, '/api/start')).body;
    const given = Object.entries(filter).filter(([, value]) => value !== '');
    const asked = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString();
    expect((await queueOf(reviewing, asked)).tasks).toEqual(findings.map(nameOf));
  });

  it.each(['--port 65536', '--min-score much', '--max-score 1.5'])('is not begun with %s', async (words) => {
    await expect(startReview(home, 'county', ...words.split(' '))).rejects.toThrow(/^Error: 2 |2 \{/u);
  });
});

describe('two persons', () => {
  it('decide together, neither knowing what the other chose; one alone decides nothing', async () => {
    const over = home.copy();
    const [first, second] = [await started(over, 'county', '--two-person'), await started(over, 'city', '--two-person')];
    expect((await choose(first, 1, 'same')).body.effect).toBe('waiting');
    expect((await choose(first, 1, 'same')).body.effect).toBe('unchanged');
    expect((await queueOf(first)).tasks).not.toContain('finding-1');
    expect((await queueOf(second)).tasks).toContain('finding-1');
    const shown = await get<PairTask>(second, '/api/task?task=finding-1');
    expect(shown.body).toMatchObject({ isOpen: true, own: '', seen: '0' });
    expect(shown.text).not.toContain('county');
    expect((await choose(second, 1, 'same')).body.effect).toBe('decided');
    expect(over.stored('SELECT state FROM finding WHERE id = 1')).toEqual(['confirmed']);
  });

  it('who disagree leave it open and on a list, until a third agrees with one of them', async () => {
    const over = home.copy();
    const [first, second] = [await started(over, 'county', '--two-person'), await started(over, 'city', '--two-person')];
    await choose(first, 2, 'same');
    // The answer is that of an agreement that still waits: it must not tell what the other chose.
    expect((await choose(second, 2, 'different')).body.effect).toBe('waiting');
    const listed = JSON.parse((await over.province.run('county', ['review', '--disagreements'])).stdout) as {
      disagreements: readonly { finding: number; opinions: readonly object[] }[];
    };
    expect(listed.disagreements).toMatchObject([
      {
        finding: 2,
        opinions: [
          { username: 'county', choice: 'same' },
          { username: 'city', choice: 'different' },
        ],
      },
    ]);
    expect((await over.province.speak('county', ['review', '--disagreements'])).stdout).toContain('county：同一登记');
    // Begun with two, it is not decided by one: not even by who reviews alone.
    const third = await started(over, 'province');
    expect((await choose(third, 2, 'different')).body.effect).toBe('decided');
    expect(over.stored('SELECT state FROM finding WHERE id = 2')).toEqual(['dismissed']);
    expect(JSON.parse((await over.province.run('county', ['review', '--disagreements'])).stdout)).toEqual({ disagreements: [], scans: [] });
  });

  it('are needed again after one of them takes his choice back', async () => {
    const over = home.copy();
    const [first, second] = [await started(over, 'county', '--two-person'), await started(over, 'city', '--two-person')];
    await choose(first, 3, 'different');
    await choose(second, 3, 'different');
    expect((await post(first, '/api/undo')).body).toMatchObject({ effect: 'withdrawn', task: 'finding-3' });
    expect(over.stored('SELECT state FROM finding WHERE id = 3')).toEqual(['open']);
    const seen = (await get<PairTask>(first, '/api/task?task=finding-3')).body.seen;
    expect((await choose(first, 3, 'different', seen)).body.effect).toBe('decided');
  });
});

describe('an undo', () => {
  it("takes back what is one's own and nothing that others decided", async () => {
    const over = home.copy();
    const [first, second] = [await started(over, 'county'), await started(over, 'city')];
    await choose(first, 1, 'unsure');
    await choose(second, 1, 'same');
    expect((await post(first, '/api/undo')).body).toMatchObject({ effect: 'withdrawn', task: 'finding-1' });
    expect(over.stored('SELECT state FROM finding WHERE id = 1')).toEqual(['confirmed']);
    expect((await post<Refusal>(first, '/api/undo')).body.error).toBe('nothing-to-undo');
  });

  it('of who was outvoted leaves the decision of the other two', async () => {
    const over = home.copy();
    const [first, second, third] = [
      await started(over, 'county', '--two-person'),
      await started(over, 'city', '--two-person'),
      await started(over, 'province', '--two-person'),
    ];
    await choose(first, 2, 'different');
    await choose(second, 2, 'same');
    expect((await choose(third, 2, 'same')).body.effect).toBe('decided');
    expect((await post(first, '/api/undo')).body.task).toBe('finding-2');
    expect(over.stored('SELECT state FROM finding WHERE id = 2')).toEqual(['confirmed']);
  });

  it('has nothing left to take back once the command line opened the finding again: it comes anew', async () => {
    const over = home.copy();
    const reviewing = await started(over);
    await choose(reviewing, 1, 'same');
    over.decide('reopen', 1);
    expect((await post<Refusal>(reviewing, '/api/undo')).body.error).toBe('nothing-to-undo');
    expect((await queueOf(reviewing)).tasks).toContain('finding-1');
    const { seen } = (await get<PairTask>(reviewing, '/api/task?task=finding-1')).body;
    expect((await choose(reviewing, 1, 'different', seen)).body.effect).toBe('decided');
  });
});

describe('a registry that somebody else writes to', () => {
  it('is told to be busy, and the choice can be made again', async () => {
    const over = home.copy();
    appendFileSync(join(over.province.home, 'config.toml'), '\n[import]\nbusy_timeout_seconds = 0\n');
    const reviewing = await started(over);
    const release = over.lock();
    const { status, body } = await post<Refusal>(reviewing, '/api/act', { task: 'finding-1', choice: 'same', reason: '', seen: '0' });
    expect([status, body.error]).toEqual([503, 'busy']);
    release();
    expect((await choose(reviewing, 1, 'same')).body.effect).toBe('decided');
  });
});

describe('the program', () => {
  it('has kept every choice it answered when it is killed, goes on from there, and ends by Ctrl-C', async () => {
    const over = home.copy();
    const env = { MREG_SESSION: join(over.province.folder, 'real.session') };
    const login = launch(['login', 'province', '--password-file', passwordFile(), '--home', over.province.home], { env });
    expect(await login.done).toMatchObject({ code: 0 });
    const first = await launchedReview(over.province.home, env);
    expect((await choose(first, 1, 'same')).body.effect).toBe('decided');
    first.child.kill('SIGKILL');
    expect(await first.done).toMatchObject({ signal: 'SIGKILL' });
    expect(over.stored("SELECT id FROM finding WHERE state = 'confirmed'")).toEqual([1]);
    const second = await launchedReview(over.province.home, env);
    expect(await queueOf(second)).toMatchObject({ left: 6, progress: { done: 1 } });
    expect((await post(second, '/api/undo')).body).toMatchObject({ task: 'finding-1' });
    second.child.kill('SIGINT');
    expect(await second.done).toMatchObject({ code: 0 });
  });
});
