import { cpSync, mkdtempSync } from 'node:fs';
import { headersOf } from '../../samples/generate/spelling.js';
import type { Detection } from '../../src/domain/detection.js';
import { FIELD_KEYS } from '../../src/domain/fields.js';
import type { RowValues } from '../../src/domain/registration.js';
import { WHOLE_REGISTRY } from '../../src/findings/area.js';
import type { Decider, FindingContext } from '../../src/findings/context.js';
import { appendEntry } from '../../src/ledger/append.js';
import { FindingRepository, type RecordedRun } from '../../src/store/finding-repository.js';
import { LinkageModelRepository } from '../../src/store/linkage-model-repository.js';
import { openRegistry, registryPath } from '../../src/store/open.js';
import { FaultBench } from '../helpers/faults.js';
import { nobodysNumber, someValues } from '../helpers/registration.js';
import { aModel, anEvidence } from '../report/a-linkage.js';
import { csvOf } from '../helpers/rows.js';
import { run } from '../helpers/run.js';
import { signAsCommandsDo } from '../helpers/sign-entries.js';

/** The man's number in the first registration, and the one that only the second has. */
export const MAN = nobodysNumber('19950308', 'male');
export const MISKEYED_MAN = nobodysNumber('19950309', 'male');

/** One couple keyed by two archives; a third time from a list; their registration elsewhere; and another couple. */
const FIRST: readonly Partial<RowValues>[] = [
  {},
  {
    op_date: '2023-03-01',
    cert_no: 'J440106-2023-000321',
    name_man: '何另有',
    birth_man: '1988-01-01',
    name_woman: '苏测试',
    birth_woman: '1989-02-02',
    doc_year: '2023',
  },
];
const SECOND: readonly Partial<RowValues>[] = [
  { birth_man: '1995-03-09', cert_no: 'J440106-2024-000124', remark: '第二次录入', doc_no: '', doc_page_num: '' },
  { name_woman: '林例仔', cert_no: 'J440106-2024-000125' },
  {
    dept_code: '440605',
    dept_name: '佛山市南海区民政局婚姻登记处',
    cert_no: 'J440605-2024-000009',
    reg_detail_woman: '广东省佛山市南海区样板路3号',
  },
];

/** Registrations by what they are; their ids. */
export interface Ids {
  readonly kept: number;
  readonly other: number;
  readonly again: number;
  readonly third: number;
  readonly elsewhere: number;
}

/** Homes with the same five registrations, a bench that removes them, and what the tests do with them. */
export class FindingHomes {
  readonly bench = new FaultBench();
  ids: Ids = { kept: 0, other: 0, again: 0, third: 0, elsewhere: 0 };
  private template = '';

  async make(): Promise<void> {
    await this.bench.makeTemplate();
    this.template = this.bench.copyHome();
    for (const [name, rows] of [
      ['first.csv', FIRST],
      ['second.csv', SECOND],
    ] as const) {
      const table = rows.map((over) => FIELD_KEYS.map((key) => someValues(over)[key]));
      this.bench.write(name, csvOf([headersOf('modern'), ...table]));
      const { code, stderr } = await run(['--home', this.template, 'import', this.bench.at(name)]);
      if (code !== 0) throw new Error(stderr);
    }
    const { context, close } = openHome(this.template);
    const ids = context.registry.database.prepare<[], number>('SELECT id FROM registration ORDER BY id').pluck().all();
    const [kept = 0, other = 0, again = 0, third = 0, elsewhere = 0] = ids;
    if (elsewhere === 0) throw new Error(`the archives were loaded as ${ids.join()}`);
    this.ids = { kept, other, again, third, elsewhere };
    const add = context.registry.database.transaction(() =>
      new LinkageModelRepository(context.registry.database).add({ ...MODEL_ROW, ledger_seq: 1 }),
    );
    add.immediate();
    close();
  }

  /** A home of its own for one test. */
  home(): string {
    const home = mkdtempSync(this.bench.at('case-'));
    cpSync(this.template, home, { recursive: true });
    return home;
  }

  /** Two registrations as one pair. */
  pair(left: keyof Ids, right: keyof Ids, over: Partial<Detection> = {}): Detection {
    const ids = [this.ids[left], this.ids[right]].toSorted((a, b) => a - b);
    const deptOf = (id: number): string => (id === this.ids.elsewhere ? '440605' : '440106');
    return {
      kind: 'duplicate',
      code: 'duplicate-registration',
      subject: ids.join('-'),
      severity: 'warning',
      score: 0.98,
      groupId: this.ids.kept,
      evidence: anEvidence(),
      records: ids.map((id) => ({ id, deptCode: deptOf(id) })),
      ...over,
    };
  }
}

const MODEL_ROW = {
  version: 3,
  model: JSON.stringify(aModel()),
  basis: '{}',
  created_at: '2026-11-26T09:00:00+08:00',
  created_by: '测试员',
};

export interface OpenHome {
  readonly context: FindingContext;
  readonly close: () => void;
}

export function openHome(home: string): OpenHome {
  const registry = openRegistry(registryPath(home));
  signAsCommandsDo(registry, home);
  return { context: { registry, area: WHOLE_REGISTRY }, close: () => registry.close() };
}

export function decider(actor = '张三 (zhangsan)'): Decider {
  return { at: '2026-11-26T10:00:00+08:00', actor, way: 'command' };
}

/** Stores detections as a run does. */
export function recordRun(
  { registry }: FindingContext,
  detections: readonly Detection[],
  over: { readonly isFull?: boolean } = {},
): RecordedRun {
  const { database } = registry;
  const kind = detections[0]?.kind ?? 'duplicate';
  const at = '2026-11-26T09:00:00+08:00';
  const record = database.transaction(() => {
    const { seq } = appendEntry(database, { at, actor: '测试员', kind: 'detect.duplicates', body: { found: detections.length } });
    const isFull = over.isFull ?? true;
    return new FindingRepository(database).recordRun({ kind, isFull, options: {}, at, actor: '测试员', ledgerSeq: seq }, detections);
  });
  return record.immediate();
}

/** Everything that a merge may touch, but for the history of what was done. */
export function stateOf({ registry }: FindingContext): unknown {
  const all = (sql: string): unknown => registry.database.prepare(sql).all();
  return {
    registrations: all('SELECT * FROM registration ORDER BY id'),
    keys: all('SELECT * FROM registration_key ORDER BY record_key, id'),
    persons: all('SELECT * FROM registration_person ORDER BY person_key, id'),
    present: all('SELECT * FROM present_row ORDER BY id'),
    findings: all('SELECT * FROM finding ORDER BY id'),
    merges: all('SELECT * FROM registration_merge WHERE undone_seq = 0 ORDER BY id'),
  };
}

/** Numbers that no text may hold. */
export const WHOLE_NUMBERS: readonly string[] = [MAN, MISKEYED_MAN, nobodysNumber('19961121', 'female')];
