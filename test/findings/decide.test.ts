import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Detection } from '../../src/domain/detection.js';
import { findingArea } from '../../src/findings/area.js';
import { decideFindings } from '../../src/findings/decide.js';
import { listFindings } from '../../src/findings/list.js';
import { showFinding } from '../../src/findings/show.js';
import { packagedReference } from '../helpers/registration.js';
import { failureOf } from '../helpers/failure.js';
import { decider, FindingHomes, openHome, recordRun, WHOLE_NUMBERS, type OpenHome } from './a-finding-home.js';

const homes = new FindingHomes();
let open: OpenHome;

beforeAll(() => homes.make());
beforeEach(() => {
  open = openHome(homes.home());
  return () => open.close();
});
afterAll(() => homes.bench.remove());

const anomaly = (over: Partial<Detection> = {}): Detection => ({
  kind: 'anomaly',
  code: 'open-marriages',
  subject: 'somebody',
  severity: 'warning',
  score: 1,
  groupId: 0,
  evidence: { values: { name: '陈样本', documentNumber: WHOLE_NUMBERS[0] ?? '', count: 2 } },
  records: [{ id: homes.ids.kept, deptCode: '440106' }],
  ...over,
});

const states = (): readonly string[] =>
  listFindings(open.context, { limit: 50 }).findings.map(({ finding, state }) => `${finding} ${state}`);
const decide = (verdict: 'confirm' | 'dismiss' | 'reopen', ids: readonly number[], seen?: ReadonlyMap<number, number>) =>
  decideFindings(open.context, { verdict, ids, reason: '已核对', ...(seen === undefined ? {} : { seen }) }, decider());

describe('a finding that later runs find again', () => {
  it.each(['confirm', 'dismiss'] as const)('keeps its number and that somebody said %s', (verdict) => {
    recordRun(open.context, [homes.pair('kept', 'again'), homes.pair('kept', 'third')]);
    decide(verdict, [1]);
    const before = states();
    expect(recordRun(open.context, [homes.pair('kept', 'third'), homes.pair('kept', 'again')])).toMatchObject({ found: 2, added: 0 });
    expect(states()).toEqual(before);
  });

  it('is gone when a full run no longer finds it, not when a run over what is new does not', () => {
    const gone = () => listFindings(open.context, { limit: 50 }).findings.map((each) => each.gone);
    recordRun(open.context, [homes.pair('kept', 'again')]);
    recordRun(open.context, [homes.pair('kept', 'third')], { isFull: false });
    expect(gone()).toEqual([false, false]);
    recordRun(open.context, [anomaly()]);
    expect(gone()).toEqual([false, false, false]);
    recordRun(open.context, [homes.pair('kept', 'third')]);
    expect(listFindings(open.context, { limit: 50, isGone: false, kind: 'duplicate' }).findings.map(({ finding }) => finding)).toEqual([2]);
    recordRun(open.context, [homes.pair('kept', 'again')]);
    expect(gone()).toEqual([false, false, true]);
  });

  it.each<[string, () => Detection, () => Detection, boolean]>([
    ['the same', () => homes.pair('kept', 'again'), () => homes.pair('kept', 'again'), false],
    [
      'odds seven times as high',
      () => homes.pair('kept', 'again', { score: 0.9 }),
      () => homes.pair('kept', 'again', { score: 0.984 }),
      false,
    ],
    [
      'odds nine times as high',
      () => homes.pair('kept', 'again', { score: 0.9 }),
      () => homes.pair('kept', 'again', { score: 0.988 }),
      true,
    ],
    [
      'certain, when it was as good as that',
      () => homes.pair('kept', 'again', { score: 0.99995 }),
      () => homes.pair('kept', 'again', { score: 1 }),
      false,
    ],
    ['less', () => homes.pair('kept', 'again', { score: 0.99 }), () => homes.pair('kept', 'again', { score: 0.9 }), false],
    ['graver', () => anomaly(), () => anomaly({ severity: 'error' }), true],
    ['milder', () => anomaly(), () => anomaly({ severity: 'hint' }), false],
    ['of more registrations', () => anomaly(), () => anomaly({ records: [1, 2].map((id) => ({ id, deptCode: '440106' })) }), true],
  ])('and was dismissed is stronger when what is found is %s: %#', (_name, first, second, isStronger) => {
    recordRun(open.context, [first()]);
    decide('dismiss', [1]);
    recordRun(open.context, [second()]);
    expect(listFindings(open.context, { limit: 50, isStronger: true }).total).toBe(isStronger ? 1 : 0);
    decide('reopen', [1]);
    expect(listFindings(open.context, { limit: 50, isStronger: true }).total).toBe(0);
  });
});

describe('deciding', () => {
  beforeEach(() => {
    recordRun(open.context, [homes.pair('kept', 'again'), homes.pair('kept', 'third'), homes.pair('again', 'third')]);
  });

  it('takes all of those named, or none, with one entry of the ledger', () => {
    const { findings, ledger_seq: seq } = decide('confirm', [1, 2, 1]);
    expect(findings).toEqual([
      { finding: 1, from: 'open', to: 'confirmed' },
      { finding: 2, from: 'open', to: 'confirmed' },
    ]);
    expect(failureOf(() => decide('dismiss', [3, 2]))).toMatchObject({ kind: 'input-refused', key: 'finding.is-confirmed' });
    expect(states()).toEqual(['3 open', '1 confirmed', '2 confirmed']);
    expect(showFinding(open.context, 1).history).toMatchObject([
      { from: 'open', to: 'confirmed', actor: '张三 (zhangsan)', way: 'command', reason: '已核对', ledger_seq: seq },
    ]);
  });

  it('refuses what somebody decided since the decider looked', () => {
    const seen = new Map([[1, 0]]);
    decide('dismiss', [1]);
    decide('reopen', [1]);
    expect(failureOf(() => decide('confirm', [1], seen))).toMatchObject({ kind: 'busy', key: 'finding.decided-meanwhile' });
    const now = listFindings(open.context, { limit: 50, ids: [1] }).findings[0]?.decision ?? 0;
    expect(decide('confirm', [1], new Map([[1, now]])).findings).toHaveLength(1);
  });

  it.each<[string, () => unknown, string]>([
    ['no finding', () => decide('confirm', []), 'finding.none-named'],
    ['a finding that is none', () => decide('confirm', [99]), 'finding.unknown'],
    ['taking back what nobody decided', () => decide('reopen', [1]), 'finding.still-open'],
    [
      'a dismissal without a reason',
      () => decideFindings(open.context, { verdict: 'dismiss', ids: [1], reason: ' ' }, decider()),
      'finding.reason-missing',
    ],
  ])('refuses %s', (_name, act, key) => {
    expect(failureOf(act)).toMatchObject({ key });
    expect(states()).toEqual(['1 open', '2 open', '3 open']);
  });

  it('keeps no document number that was typed into a reason', () => {
    const reason = `与 ${WHOLE_NUMBERS[0] ?? ''} 同一人`;
    decideFindings(open.context, { verdict: 'dismiss', ids: [1], reason }, decider());
    expect(JSON.stringify(open.context.registry.database.prepare('SELECT body FROM ledger_entry').all())).not.toContain(WHOLE_NUMBERS[0]);
  });
});

const inArea = (prefix: string) => ({ ...open.context, area: findingArea(prefix, packagedReference) });

describe('the area', () => {
  beforeEach(() => {
    recordRun(open.context, [homes.pair('kept', 'again'), homes.pair('kept', 'elsewhere')]);
    recordRun(open.context, [anomaly({ subject: 'office', records: [] })]);
  });

  it.each([
    ['', [3, 1, 2]],
    ['44', [1, 2]],
    ['440106', [1, 2]],
    ['440605', [2]],
    ['4401', [1, 2]],
    ['440103', []],
  ])('%j sees the findings of which a registration lies in it', (prefix, ids) => {
    const { findings, total } = listFindings(inArea(prefix), { limit: 50 });
    expect(findings.map(({ finding }) => finding)).toEqual(ids);
    expect(total).toBe(ids.length);
  });

  it('shows of a registration elsewhere its type, date, office and state, and nothing side by side', () => {
    const shown = showFinding(inArea('440605'), 2);
    expect(shown.records).toMatchObject([
      { scope: 'elsewhere', op_type: 'IA', op_date: '2024-05-20', dept_code: '440106', state: 'active' },
      { scope: 'own', cert_no: 'J440605-2024-000009' },
    ]);
    expect(shown.fields).toEqual([]);
    expect(JSON.stringify(shown)).not.toContain('J440106-2024-000123');
    expect(failureOf(() => showFinding(inArea('440605'), 1))).toMatchObject({ kind: 'not-permitted', key: 'finding.outside-area' });
    expect(failureOf(() => decideFindings(inArea('440605'), { verdict: 'confirm', ids: [1], reason: '' }, decider()))).toMatchObject({
      kind: 'not-permitted',
    });
  });

  it('shows both sides to who may see both, with masks but for the few characters that differ', () => {
    const { fields, explanation } = showFinding(open.context, 1);
    const field = (key: string) => fields.find((each) => each.field === key);
    expect(field('birth_man')).toEqual({ field: 'birth_man', values: ['1995-**-*8', '1995-**-*9'], differs: true });
    expect(field('name_man')).toEqual({ field: 'name_man', values: ['陈样本', '陈样本'], differs: false });
    expect(field('cert_num_woman')?.differs).toBe(false);
    for (const number of WHOLE_NUMBERS) expect(JSON.stringify(fields)).not.toContain(number);
    expect(explanation?.probability).toBeGreaterThan(0.5);
  });
});
