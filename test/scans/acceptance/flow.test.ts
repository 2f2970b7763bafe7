import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkItem, itemWithin, withdrawCheck, type Checker } from '../../../src/scans/acceptance/check.js';
import { drawSample } from '../../../src/scans/acceptance/sample.js';
import { AcceptanceRepository, type StoredAcceptanceItem } from '../../../src/store/acceptance-repository.js';
import { ScanRepository } from '../../../src/store/scan-repository.js';
import { openRegistry, registryPath, type Registry } from '../../../src/store/open.js';
import { aProvince, HERE, type Province } from '../../access/a-province.js';
import { entriesOf } from '../../access/a-registry.js';

let province: Province;
beforeAll(async () => {
  province = await aProvince();
});

const CITY: Checker = { at: '2026-05-20T10:00:00.000+08:00', actor: 'city 样本 (city)', username: 'city', reach: '4401' };
const COUNTY: Checker = { ...CITY, actor: 'county 样本 (county)', username: 'county', reach: HERE };

/** The city decided that the scan of a record is right. */
const DECIDED = "INSERT INTO scan_check VALUES (?, 'remark', 'a', 'b', 1, '', 1, '{}', 'scan', 'city', '2026-05-20', 1)";

/** A plan by which some fourteen records of the batch are looked at. */
const SMALL = ['--batch', '1', '--max-failing', '20%'];

async function asked<T>(over: Province, ...words: readonly string[]): Promise<T> {
  const { code, stdout, stderr } = await over.run('city', ['ocr', 'acceptance', ...words]);
  expect(stderr.replaceAll(/^.*(?:note|提示|mreg review).*$/gmu, '')).not.toContain('error');
  expect(code).toBe(0);
  return JSON.parse(stdout) as T;
}

async function refused(over: Province, ...words: readonly string[]): Promise<string> {
  const { code, stderr } = await over.speak('city', ['ocr', 'acceptance', ...words, '--lang', 'en']);
  expect(code).toBe(2);
  return stderr;
}

function inRegistry<T>(over: Province, use: (registry: Registry) => T): T {
  const registry = openRegistry(registryPath(over.home), { readonly: false, busyTimeoutMs: 1_000 });
  try {
    return use(registry);
  } finally {
    registry.close();
  }
}

const items = (registry: Registry): readonly StoredAcceptanceItem[] => new AcceptanceRepository(registry.database).items(1);

function check(registry: Registry, item: StoredAcceptanceItem, wrong: readonly string[] = [], by: Checker = CITY) {
  return registry.database.transaction(() => checkItem(registry, { id: item.id, wrong, seen: item.ledgerSeq }, by)).immediate();
}

async function drawn(): Promise<Province> {
  const over = province.copy();
  await asked(over, 'draw', ...SMALL);
  return over;
}

describe('mreg ocr acceptance draw', () => {
  it('shows the plan and leaves no trace of a dry run', async () => {
    const plan = await asked<{ population: number; sample: number; too_many: number; consumer_risk: number; in_quarantine: number }>(
      province,
      'draw',
      ...SMALL,
      '--dry-run',
    );
    expect(plan.too_many).toBe(Math.floor(plan.population * 0.2) + 1);
    expect(plan.consumer_risk).toBeLessThanOrEqual(0.05);
    expect(plan.in_quarantine).toBe(1);
    expect(await asked(province, 'list')).toEqual({ acceptances: [] });
  });

  it('writes seed, plan and population into the ledger before anybody looks, so that the sample can be drawn again', async () => {
    const over = await drawn();
    inRegistry(over, (registry) => {
      const entry = entriesOf(registry).at(-1);
      const body = entry?.body as Record<string, unknown>;
      expect(entry?.kind).toBe('scan.acceptance-draw');
      const population = [...new AcceptanceRepository(registry.database).population(1)];
      expect(body).toMatchObject({
        batch: 1,
        population: population.length,
        max_failing_ppm: 200_000,
        confidence_ppm: 950_000,
        allowed: 0,
      });
      expect(body['seed']).toMatch(/^[0-9a-f]{64}$/u);
      expect(items(registry).map(({ rowId }) => rowId)).toEqual(drawSample(population, Number(body['sample']), String(body['seed'])));
      expect(items(registry).every(({ outcome }) => outcome === '')).toBe(true);
    });
  });

  it('draws a batch once, and again only when that check has ended and with a reason', async () => {
    const over = await drawn();
    expect(await refused(over, 'draw', ...SMALL)).toContain('being checked already (acceptance 1)');
    inRegistry(over, (registry) => items(registry).forEach((item) => check(registry, item)));
    expect(await refused(over, 'draw', ...SMALL)).toContain('needs a reason');
    await asked(over, 'draw', ...SMALL, '--reason', '复验');
    expect(await asked(over, 'show', '2')).toMatchObject({ drawing: 2, reason: '复验', state: 'open' });
  });

  it.each([
    ['an unknown batch', ['--batch', '99'], 'no batch 99'],
    ['a share that is none', ['--batch', '1', '--max-failing', '0'], 'no share'],
    ['certainty', ['--batch', '1', '--confidence', '100%'], 'no share'],
    ['more failing than tell anything', ['--batch', '1', '--allow', '50'], 'tells nothing'],
  ])('refuses %s', async (_name, words, said) => {
    expect(await refused(province, 'draw', ...words)).toContain(said);
  });

  it('refuses a batch that was undone, and calls its check void', async () => {
    const over = await drawn();
    expect((await over.run('city', ['batch', 'undo', '1', '--reason', 'x'])).code).toBe(0);
    expect(await refused(over, 'draw', ...SMALL, '--reason', 'x')).toContain('cannot be taken over now');
    expect(await asked(over, 'list')).toMatchObject({ acceptances: [{ state: 'void' }] });
    inRegistry(over, (registry) => {
      const [first] = items(registry);
      expect(() => check(registry, first as StoredAcceptanceItem)).toThrowError(expect.objectContaining({ key: 'acceptance.batch-state' }));
    });
  });
});

describe('the check of a sample', () => {
  it('accepts the batch with the last record that is right, for good, and says how bad it can be at most', async () => {
    const over = await drawn();
    inRegistry(over, (registry) => {
      const all = items(registry);
      const states = all.map((item) => check(registry, item).state);
      expect(states).toEqual([...Array<string>(all.length - 1).fill('open'), 'accepted']);
      expect(entriesOf(registry).at(-1)).toMatchObject({
        kind: 'scan.acceptance-end',
        body: { result: 'accepted', checked: all.length, failing: 0 },
      });
      const last = items(registry).at(-1) as StoredAcceptanceItem;
      expect(() => withdrawCheck(registry, last.id, CITY)).toThrowError(expect.objectContaining({ key: 'acceptance.ended' }));
    });
    const shown = await asked<{ state: string; most_failing: number; too_many: number }>(over, 'show', '1');
    expect(shown).toMatchObject({ state: 'accepted', most_failing: shown.too_many - 1 });
    expect(JSON.stringify(shown)).not.toMatch(/"[a-z]+[A-Z]\w*":/u);
  });

  it('refuses the batch when more records fail than are allowed, any wrong field failing its record', async () => {
    const over = await drawn();
    inRegistry(over, (registry) => {
      const [first, second, ...rest] = items(registry) as [StoredAcceptanceItem, StoredAcceptanceItem, ...StoredAcceptanceItem[]];
      expect(check(registry, first, ['name_man', 'op_date', 'name_man']).state).toBe('open');
      check(registry, second, ['op_date']);
      for (const item of rest) check(registry, item);
    });
    expect(await asked(over, 'show', '1')).toMatchObject({
      state: 'refused',
      failing: 2,
      wrong_fields: [
        { field: 'op_date', records: 2 },
        { field: 'name_man', records: 1 },
      ],
      checkers: [{ actor: CITY.actor, failing: 2 }],
    });
    const { stdout } = await over.speak('city', ['ocr', 'acceptance', 'show', '1', '--lang', 'zh']);
    expect(stdout).toContain('不予接收');
    expect(stdout).toContain('不得只改样本中发现的错误');
  });

  it('says early that a batch will be refused', async () => {
    const over = await drawn();
    inRegistry(over, (registry) => check(registry, items(registry)[0] as StoredAcceptanceItem, ['op_date']));
    expect(await asked(over, 'list')).toMatchObject({ acceptances: [{ state: 'failing', checked: 1, failing: 1 }] });
  });

  it('leaves nobody to judge what he loaded himself', async () => {
    const over = await drawn();
    inRegistry(over, (registry) => {
      const [first] = items(registry) as [StoredAcceptanceItem];
      expect(() => check(registry, first, [], COUNTY)).toThrowError(expect.objectContaining({ key: 'acceptance.own-work' }));
      const keyed = { rowId: first.rowId, username: 'city', twoPersons: false, settles: true, entries: {}, at: CITY.at, ledgerSeq: 1 };
      new ScanRepository(registry).addKeying(keyed);
      expect(() => check(registry, first)).toThrowError(expect.objectContaining({ key: 'acceptance.own-work' }));
      const [, second] = items(registry) as [StoredAcceptanceItem, StoredAcceptanceItem];
      registry.database.prepare(DECIDED).run(second.rowId);
      expect(() => check(registry, second)).toThrowError(expect.objectContaining({ key: 'acceptance.own-work' }));
      expect(items(registry)[0]?.outcome).toBe('');
    });
  });

  it('counts a record that was put right after the drawing as it was drawn', async () => {
    const over = await drawn();
    inRegistry(over, (registry) => {
      const [first] = items(registry) as [StoredAcceptanceItem];
      registry.database.prepare("UPDATE registration SET remark = '改正' WHERE id = ?").run(first.rowId);
      expect(() => check(registry, first)).toThrowError(expect.objectContaining({ key: 'acceptance.changed' }));
      check(registry, first, ['remark']);
      expect(items(registry)[0]).toMatchObject({ outcome: 'wrong', wrong: ['remark'] });
    });
  });

  it('takes a slip back, and takes no judgement twice or of what changed meanwhile', async () => {
    const over = await drawn();
    inRegistry(over, (registry) => {
      const [first] = items(registry) as [StoredAcceptanceItem];
      check(registry, first, ['op_date']);
      expect(() => check(registry, first)).toThrowError(expect.objectContaining({ key: 'acceptance.checked' }));
      expect(() => withdrawCheck(registry, first.id, { ...CITY, username: 'province' })).toThrowError(
        expect.objectContaining({ key: 'review.nothing-to-undo' }),
      );
      registry.database.transaction(() => withdrawCheck(registry, first.id, CITY)).immediate();
      expect(() => check(registry, first)).toThrowError(expect.objectContaining({ key: 'acceptance.stale' }));
      expect(check(registry, items(registry)[0] as StoredAcceptanceItem).state).toBe('open');
      const kinds = entriesOf(registry)
        .slice(-3)
        .map(({ body }) => (body as { outcome: string }).outcome);
      expect(kinds).toEqual(['wrong', 'withdrawn', 'right']);
    });
  });

  it('does not exist for another area', async () => {
    const over = await drawn();
    inRegistry(over, (registry) => {
      const [first] = items(registry) as [StoredAcceptanceItem];
      expect(() => itemWithin(registry, first.id, '4406')).toThrowError(expect.objectContaining({ key: 'acceptance.unknown-item' }));
    });
  });

  it('refuses fields that are none', async () => {
    const over = await drawn();
    inRegistry(over, (registry) => {
      const [first] = items(registry) as [StoredAcceptanceItem];
      expect(() => check(registry, first, ['remark', 'x"; DROP'])).toThrowError(expect.objectContaining({ key: 'review.bad-question' }));
    });
  });
});

describe('mreg ocr acceptance report', () => {
  it.each(['html', 'xlsx'])('writes the paper as %s for its owner alone, its digest in the ledger', async (format) => {
    const over = await drawn();
    inRegistry(over, (registry) => items(registry).forEach((item, at) => check(registry, item, at === 0 ? ['cert_num_man'] : [])));
    const path = join(over.home, `验收.${format}`);
    const { sha256, ledger_seq: seq } = await asked<{ sha256: string; ledger_seq: number }>(over, 'report', '1', path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    inRegistry(over, (registry) => {
      expect(entriesOf(registry)[seq - 1]).toMatchObject({
        kind: 'scan.acceptance-report',
        body: { state: 'refused', failing: 1, file: { sha256 } },
      });
    });
    expect(await refused(over, 'report', '1', path)).toContain('there already');
    await asked(over, 'report', '1', path, '--force');
  });

  it('says the result, the wrong fields and what to do, and names no person', async () => {
    const over = await drawn();
    const secrets = inRegistry(over, (registry) => {
      items(registry).forEach((item, at) => check(registry, item, at === 0 ? ['cert_num_man'] : []));
      return registry.database.prepare<[], string>('SELECT cert_num_man || char(10) || name_man FROM registration').pluck().all();
    });
    const path = join(over.home, 'a.html');
    await asked(over, 'report', '1', path);
    const text = readFileSync(path, 'utf8');
    for (const said of ['不合格，不予接收', '男方证件号码', '全批返工', CITY.actor, '种子']) expect(text).toContain(said);
    for (const secret of secrets.flatMap((pair) => pair.split('\n')).filter((value) => value.length > 1))
      expect(text).not.toContain(secret);
  });

  it('refuses other kinds of files and leaves no file when the ledger cannot be written', async () => {
    const over = await drawn();
    expect(await refused(over, 'report', '1', join(over.home, 'a.docx'))).toContain('.html or .xlsx');
    inRegistry(over, (registry) =>
      registry.database.exec("CREATE TRIGGER stop BEFORE INSERT ON ledger_entry BEGIN SELECT raise(ABORT, 'stop'); END"),
    );
    const path = join(over.home, 'b.html');
    writeFileSync(`${path}.other`, '');
    expect((await over.run('city', ['ocr', 'acceptance', 'report', '1', path])).code).not.toBe(0);
    expect(existsSync(path)).toBe(false);
  });
});
