import { describe, expect, it } from 'vitest';
import type { ReadField } from '../../src/domain/scan.js';
import { BatchRepository } from '../../src/store/batch-repository.js';
import { ScanCheckRepository } from '../../src/store/scan-check-repository.js';
import { ScanRepository, type ScanPage } from '../../src/store/scan-repository.js';
import { anImportHome } from '../helpers/import-home.js';

const AT = '2025-11-01T09:30:00.000+08:00';
const SCAN = { sha256: 'ab'.repeat(32), bytes: 3, type: 'pdf', pages: 2, storedAt: AT };
const PAGE: ScanPage = {
  batchId: 1,
  fileNo: 1,
  page: 2,
  sha256: SCAN.sha256,
  rowId: 2,
  outcome: 'read',
  problem: '',
  template: 'marriage',
  templateVersion: 1,
  reader: 'test',
  straightening: { turn: 180, skewDegrees: -0.5, scale: 1.5, width: 2480, height: 3508 },
  readAt: AT,
};
const NAME: ReadField = {
  key: 'name_man',
  value: '张三',
  written: '张三',
  confidence: 0.97,
  standing: 'doubtful',
  evidence: [{ kind: 'close', values: { other: '张二' } }],
  box: { left: 1, top: 2, width: 3, height: 4 },
};
const DAY: ReadField = { ...NAME, key: 'op_date', value: '1984-05-06', standing: 'agreed', evidence: [] };

function aScan() {
  const { registry } = anImportHome();
  const batch = {
    source: 'backfill',
    kind: 'import',
    actor: 'a',
    area: '',
    started_at: AT,
    paths: '{}',
    options: '{}',
    parent_batch_id: null,
  } as const;
  const batches = new BatchRepository(registry);
  batches.create(batch);
  const file = {
    batch_id: 1,
    file_no: 1,
    name: 'a.pdf',
    path: '',
    sha256: SCAN.sha256,
    bytes: 3,
    sheet: '',
    encoding: 'pdf',
    layout: '{}',
    mapping: '[]',
  };
  batches.startFile(file, 2);
  const scans = new ScanRepository(registry);
  scans.addScan(SCAN);
  return { scans, checks: new ScanCheckRepository(registry) };
}

describe('scans in the store', () => {
  it('are one scan however often they come, with as many pages as were found at last', () => {
    const { scans } = aScan();
    scans.addScan({ ...SCAN, pages: 0 });
    expect(scans.scan(SCAN.sha256)).toEqual(SCAN);
    scans.addScan({ ...SCAN, pages: 5 });
    expect(scans.scan(SCAN.sha256)?.pages).toBe(5);
    expect(scans.scan('00')).toBeUndefined();
  });

  it('give back pages and fields as they were read, in the order of the form', () => {
    const { scans } = aScan();
    scans.addPage({ ...PAGE, page: 1, rowId: 0, outcome: 'blank' });
    scans.addPage(PAGE);
    scans.addFields(2, [NAME, DAY]);
    expect(scans.pageOfRow(2)).toEqual(PAGE);
    expect(scans.pageOfRow(0)).toBeUndefined();
    expect(scans.pagesOfBatch(1).map(({ page, outcome }) => [page, outcome])).toEqual([
      [1, 'blank'],
      [2, 'read'],
    ]);
    expect(scans.fieldsOf(2)).toEqual([NAME, DAY]);
    expect(scans.fieldsOf(1)).toEqual([]);
  });

  it('keep what each person keyed, and what was taken back', () => {
    const { scans } = aScan();
    const keying = { rowId: 2, username: 'li', twoPersons: true, settles: false, entries: { name_man: '张三' }, at: AT, ledgerSeq: 7 };
    const id = scans.addKeying(keying);
    scans.addKeying({ ...keying, username: 'wang', twoPersons: false });
    expect(() => scans.addKeying(keying)).toThrow(/UNIQUE/u);
    scans.withdrawKeying(id, 9);
    scans.addKeying(keying);
    expect(scans.keyingsOf(2).map(({ username, withdrawnSeq }) => [username, withdrawnSeq])).toEqual([
      ['wang', 0],
      ['li', 0],
    ]);
    expect(scans.keyingsOf(2)[1]).toMatchObject(keying);
  });

  it('keep disagreements with keyed rows until somebody decides, once', () => {
    const { checks } = aScan();
    const check = {
      rowId: 1,
      key: 'name_man',
      keyed: '张二',
      read: '张三',
      confidence: 0.99,
      sha256: SCAN.sha256,
      page: 2,
      box: NAME.box,
    } as const;
    checks.addCheck(check, 4);
    checks.addCheck({ ...check, read: '张四' }, 5);
    expect(checks.checksOf(1)).toEqual([{ ...check, state: 'open', decidedBy: '', decidedAt: '', ledgerSeq: 4 }]);
    expect(checks.checksOfBatch(1)).toEqual(checks.checksOf(1));
    const decision = { state: 'scan', by: 'li', at: AT, ledgerSeq: 6 } as const;
    expect(checks.decideCheck(check, decision)).toBe(true);
    expect(checks.decideCheck(check, { ...decision, state: 'keyed' })).toBe(false);
    expect(checks.checksOf(1)[0]).toMatchObject({ state: 'scan', decidedBy: 'li', ledgerSeq: 6 });
  });

  it('remember which pages a keyed row was compared with', () => {
    const { checks } = aScan();
    const comparison = {
      rowId: 1,
      sha256: SCAN.sha256,
      page: 1,
      outcome: 'read',
      problem: '',
      fields: 12,
      straightening: PAGE.straightening,
      at: AT,
    } as const;
    checks.addComparison(comparison);
    checks.addComparison({ ...comparison, fields: 3 });
    expect(checks.comparisonsOf(1)).toEqual([comparison]);
  });
});
