import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findingArea } from '../../src/findings/area.js';
import { decideFindings } from '../../src/findings/decide.js';
import { listFindings } from '../../src/findings/list.js';
import { planMerge, shownPlan } from '../../src/findings/merge-plan.js';
import { mergeRecords, unmergeRecords, type MergeOrder } from '../../src/findings/merge.js';
import { undoBatch } from '../../src/import/batches.js';
import { runJson } from '../helpers/run.js';
import { failureOf } from '../helpers/failure.js';
import { packagedReference } from '../helpers/registration.js';
import { decider, FindingHomes, MISKEYED_MAN, openHome, recordRun, stateOf, WHOLE_NUMBERS, type OpenHome } from './a-finding-home.js';

const homes = new FindingHomes();
let home = '';
let open: OpenHome;

beforeAll(() => homes.make());
beforeEach(() => {
  home = homes.home();
  open = openHome(home);
  recordRun(open.context, [
    homes.pair('kept', 'again'),
    homes.pair('kept', 'third'),
    homes.pair('again', 'third'),
    homes.pair('kept', 'elsewhere'),
  ]);
  return () => open.close();
});
afterAll(() => homes.bench.remove());

const merge = (over: Partial<MergeOrder> = {}) =>
  mergeRecords(open.context, { finding: 1, wholeCluster: false, reason: '已核对两份原件', ...over }, decider());
const unmerge = (finding = 1) => unmergeRecords(open.context, { finding, reason: '核对有误' }, decider('李四 (lisi)'));
const recordStates = (): readonly string[] =>
  open.context.registry.database.prepare<[], string>('SELECT state FROM registration ORDER BY id').pluck().all();
const findingStates = (): Readonly<Record<number, string>> =>
  Object.fromEntries(listFindings(open.context, { limit: 50 }).findings.map(({ finding, state }) => [finding, state]));
const set = (column: 'op_type' | 'op_date' | 'name_man' | 'name_woman', id: number, value: string): void => {
  open.context.registry.database.prepare(`UPDATE registration SET ${column} = ? WHERE id = ?`).run(value, id);
};

const dismiss = (id: number) => decideFindings(open.context, { verdict: 'dismiss', ids: [id], reason: 'x' }, decider());
const reopen = (id: number) => decideFindings(open.context, { verdict: 'reopen', ids: [id], reason: 'x' }, decider());
const makeAnother = () =>
  open.context.registry.database
    .prepare("UPDATE registration SET cert_num_man = '440000197001010019', birth_man = '1970-01-01' WHERE id = ?")
    .run(homes.ids.again);

describe('a merge', () => {
  it('lets one registration stand for the other, changes no value of either, and is taken back without a trace', () => {
    const before = stateOf(open.context);
    const { survivor, superseded, ledger_seq: seq } = merge();
    expect([survivor, superseded]).toEqual([homes.ids.kept, [homes.ids.again]]);
    expect(recordStates()).toEqual(['active', 'active', 'superseded', 'active', 'active']);
    expect(findingStates()).toEqual({ 1: 'merged', 2: 'open', 3: 'open', 4: 'open' });
    const undone = unmerge();
    expect(undone).toMatchObject({ restored: [homes.ids.again], findings: [{ finding: 1, from: 'merged', to: 'open' }] });
    expect(undone.ledger_seq).toBe(seq + 1);
    expect(stateOf(open.context)).toEqual(before);
    const events = open.context.registry.database.prepare('SELECT from_state, to_state, ledger_seq FROM registration_event').all();
    expect(events).toEqual([
      { from_state: 'active', to_state: 'superseded', ledger_seq: seq },
      { from_state: 'superseded', to_state: 'active', ledger_seq: seq + 1 },
    ]);
  });

  it('of a cluster settles all its pairs, and gives each the state it had when it is taken back', () => {
    decideFindings(open.context, { verdict: 'confirm', ids: [3], reason: '' }, decider());
    const before = stateOf(open.context);
    expect(merge({ wholeCluster: true, keep: homes.ids.third })).toMatchObject({ survivor: homes.ids.third, findings: [1, 2, 3, 4] });
    expect(recordStates()).toEqual(['superseded', 'active', 'superseded', 'active', 'superseded']);
    expect(findingStates()).toEqual({ 1: 'merged', 2: 'merged', 3: 'merged', 4: 'merged' });
    unmerge(2);
    expect(stateOf(open.context)).toEqual(before);
  });

  it('is forgotten by no later run: what it settled is not found again, and what it hides is gone', () => {
    merge();
    recordRun(open.context, [homes.pair('kept', 'third')]);
    expect(findingStates()[1]).toBe('merged');
    expect(listFindings(open.context, { limit: 50, isGone: false, states: ['open'] }).findings.map(({ finding }) => finding)).toEqual([2]);
    unmerge();
    expect(listFindings(open.context, { limit: 50, isGone: false, states: ['open'] }).findings.map(({ finding }) => finding)).toEqual([
      1, 2,
    ]);
  });

  it('shows every value that differs, and what only the merged registration has, without whole numbers', () => {
    const plan = shownPlan(planMerge(open.context, { finding: 1, wholeCluster: false }));
    expect(plan.differences.map(({ field }) => field)).toEqual([
      'cert_no',
      'cert_num_man',
      'birth_man',
      'doc_no',
      'doc_page_num',
      'remark',
    ]);
    expect(plan.differences.at(-1)).toEqual({ field: 'remark', values: ['', '第二次录入'], only_superseded: true });
    for (const number of WHOLE_NUMBERS) expect(JSON.stringify(plan)).not.toContain(number);
  });

  it.each<[string, string, 'kept' | 'again']>([
    ['live before backfill', "UPDATE batch SET source = 'live' WHERE id = 2", 'again'],
    [
      'then the more complete',
      "UPDATE registration SET doc_no = '', doc_code = '', doc_year = '' WHERE id = (SELECT min(id) FROM registration)",
      'again',
    ],
    ['then the older number', "UPDATE registration SET doc_page_num = '1' WHERE remark <> ''", 'kept'],
  ])('keeps by the rule: %s', (_name, change, who) => {
    open.context.registry.database.exec(change);
    expect(planMerge(open.context, { finding: 1, wholeCluster: false }).survivor.id).toBe(homes.ids[who]);
  });
});

describe('what cannot be merged', () => {
  it.each<[string, () => unknown, string]>([
    ['registrations of two types', () => (set('op_type', homes.ids.again, 'ICA'), merge()), 'finding.merge.contradiction-type'],
    ['dates far apart', () => (set('op_date', homes.ids.again, '2019-11-03'), merge()), 'finding.merge.contradiction-date'],
    ['another man', () => (set('name_man', homes.ids.again, '何另有'), makeAnother(), merge()), 'finding.merge.contradiction-man'],
    ['a registration that is not of the pair', () => merge({ keep: homes.ids.other }), 'finding.merge.keep-unknown'],
    ['what was merged before', () => (merge(), merge()), 'finding.is-merged'],
    ['with a registration that no longer stands', () => (merge(), merge({ finding: 3 })), 'finding.merge.not-standing'],
    ['a dismissed pair', () => (dismiss(1), merge()), 'finding.is-dismissed'],
    ['a cluster of which a pair was dismissed', () => (dismiss(3), merge({ wholeCluster: true })), 'finding.merge.dismissed-pair'],
    ['without a reason', () => merge({ reason: ' ' }), 'finding.reason-missing'],
    ['by a plan of another day', () => merge({ digest: '0'.repeat(64) }), 'finding.merge.plan-differs'],
    ['what somebody decided meanwhile', () => (dismiss(1), reopen(1), merge({ seen: 0 })), 'finding.decided-meanwhile'],
    ['taking back what is not merged', () => unmerge(), 'finding.still-open'],
    [
      'taking back the first of two merges',
      () => (merge(), merge({ finding: 2, keep: homes.ids.third }), unmerge(1)),
      'finding.unmerge.later-merge',
    ],
  ])('%s', (_name, act, key) => expect(failureOf(act)).toMatchObject({ key }));

  it('across areas, but by who works in both', () => {
    const order = { finding: 4, wholeCluster: false, reason: 'x' };
    for (const prefix of ['440106', '4406'])
      expect(
        failureOf(() => mergeRecords({ ...open.context, area: findingArea(prefix, packagedReference) }, order, decider())),
      ).toMatchObject({
        kind: 'not-permitted',
        key: 'finding.merge.outside-area',
      });
    expect(mergeRecords(open.context, order, decider()).superseded).toHaveLength(1);
  });
});

const mreg = async (...words: readonly string[]) => {
  const { code, document } = await runJson(['--home', home, '--lang', 'en', '--yes', ...words]);
  return { code, document: document as Record<string, unknown> & { readonly error?: { readonly code: string } } };
};

describe('the registry with a merged registration', () => {
  it('is sound to ledger verify --state, merged and taken back, and not when somebody merged by hand', async () => {
    merge({ wholeCluster: true });
    expect(await mreg('ledger', 'verify', '--state')).toMatchObject({ code: 0 });
    unmerge();
    merge();
    expect(await mreg('ledger', 'verify', '--state')).toMatchObject({ code: 0 });
    open.context.registry.database.prepare("UPDATE registration SET state = 'superseded' WHERE id = ?").run(homes.ids.third);
    expect(await mreg('ledger', 'verify', '--state')).toMatchObject({ code: 5 });
  });

  it('recognises its archive when it comes again', async () => {
    merge();
    homes.bench.write('again.csv', `\n${readArchive()}`);
    const { document } = await mreg('import', homes.bench.at('again.csv'));
    expect(document).toMatchObject({ accepted: 0, already_present: 3, quarantined: 0 });
  });

  it('answers by its number with the registration that stands, as one marriage', async () => {
    merge({ wholeCluster: true });
    writeFileSync(numberFile(), MISKEYED_MAN, { mode: 0o600 });
    const { document } = await mreg('query', 'person', '--purpose', 'x', '--name', '陈样本', '--id-number-file', numberFile());
    expect(document).toMatchObject({ registry_status: 'married', open_marriages: 1 });
    expect(document['registrations']).toMatchObject([
      { id: homes.ids.kept, state: 'active', role: 'man', name_fits: true },
      { id: homes.ids.again, state: 'superseded' },
    ]);
    const paper = ['--use', 'internal', '--out', join(home, 'paper.docx')];
    const issued = await mreg(
      'query',
      'certificate-of-record',
      '--purpose',
      'x',
      '--name',
      '陈样本',
      '--id-number-file',
      numberFile(),
      ...paper,
    );
    expect(issued.document).toMatchObject({ kind: 'record', registrations: 1 });
  });

  it('finds a person on the other side when the parties stood in exchanged columns', async () => {
    const swap = ['name', 'cert_num', 'birth'].map((field) => `${field}_man = ${field}_woman, ${field}_woman = ${field}_man`).join(', ');
    open.context.registry.database.prepare(`UPDATE registration SET ${swap} WHERE id = ?`).run(homes.ids.again);
    merge();
    writeFileSync(numberFile(), MISKEYED_MAN, { mode: 0o600 });
    const { document } = await mreg('query', 'person', '--purpose', 'x', '--name', '陈样本', '--id-number-file', numberFile());
    expect(document['registrations']).toMatchObject([
      { id: homes.ids.kept, role: 'man', name_fits: true },
      { id: homes.ids.again, role: 'woman', state: 'superseded' },
    ]);
  });

  it('keeps its batch and that of the one that stands from being undone until the merge is taken back', async () => {
    merge();
    for (const batch of [1, 2]) {
      const by = { at: decider().at, actor: 'x', reach: '' };
      expect(failureOf(() => undoBatch(open.context.registry, batch, 'x', by))).toMatchObject({
        key: 'batch.depended-on',
        values: { dependants: 'merge #1 (1)' },
      });
    }
    unmerge();
    expect(await mreg('batch', 'undo', '2', '--reason', 'x')).toMatchObject({ code: 0, document: { deleted: 3 } });
    expect(recordStates()).toEqual(['active', 'active', 'deleted', 'deleted', 'deleted']);
    expect(await mreg('ledger', 'verify', '--state')).toMatchObject({ code: 0 });
    expect(failureOf(() => merge())).toMatchObject({ key: 'finding.merge.not-standing' });
  });
});

const numberFile = (): string => join(home, 'number.txt');
const readArchive = (): string => readFileSync(homes.bench.at('second.csv'), 'utf8');
