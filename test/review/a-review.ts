import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import Database from 'better-sqlite3';
import { headersOf } from '../../samples/generate/spelling.js';
import { runCommandLine } from '../../src/commands/run.js';
import { DUPLICATE_CODE, type Detection, type PairEvidence } from '../../src/domain/detection.js';
import { FIELD_KEYS } from '../../src/domain/fields.js';
import { checkDigit } from '../../src/domain/identity-document.js';
import type { RowValues } from '../../src/domain/registration.js';
import { WHOLE_REGISTRY } from '../../src/findings/area.js';
import { decideFindings } from '../../src/findings/decide.js';
import { FindingRepository } from '../../src/store/finding-repository.js';
import { openRegistry, registryPath } from '../../src/store/open.js';
import { aProvince, HERE, THERE, usernameOf, type Province, type Who } from '../access/a-province.js';
import { aHost } from '../helpers/host.js';
import { nobodysNumber, nobodysOldNumber, someValues } from '../helpers/registration.js';
import { csvOf } from '../helpers/rows.js';
import { aModel } from '../report/a-linkage.js';

const MAN = nobodysNumber('19850308', 'male');
const OTHER_MAN = `${MAN.slice(0, 14)}003`;

/** One registration keyed twice, each time in another way; the last pair lies in two districts. */
const ROWS: readonly Partial<RowValues>[] = [
  {
    cert_no: 'J440103-2010-000001',
    name_man: '陈样本',
    name_woman: '林例子',
    reg_detail_man: '广东省广州市荔湾区样板路1号',
    doc_no: '2010-J-0001',
  },
  {
    cert_no: 'J440103-2010-000001-1',
    name_man: '陈样夲',
    name_woman: '林俐子',
    reg_detail_man: '广州市荔湾区样板路壹号',
    doc_no: '2010-J-0007',
  },
  { cert_no: 'J440103-2010-000002', name_man: '付样例', cert_num_man: MAN, birth_man: '1985-03-08' },
  { cert_no: 'J440103-2010-000012', name_man: '傅样例', cert_num_man: OTHER_MAN + checkDigit(OTHER_MAN), birth_man: '1985-03-08' },
  { cert_no: 'J440103-2010-000003', name_woman: '苏测试', op_date: '2010-05-21' },
  { cert_no: 'J440103-2010-000013', name_woman: '蘇測試', op_date: '2010-05-22', remark: '原件号码模糊' },
  { cert_no: 'J440103-2010-000014', name_woman: '苏测式', op_date: '2010-05-23' },
  { cert_no: 'J440103-2010-000004', name_man: '何跨区' },
  { cert_no: 'J440605-2010-000004', name_man: '何跨区', name_woman: '林别处', dept_code: THERE, dept_name: '佛山市南海区民政局婚姻登记处' },
];

function rowOf(over: Partial<RowValues>): RowValues {
  return someValues({
    op_date: '2010-05-20',
    dept_code: HERE,
    dept_name: '广州市荔湾区民政局婚姻登记处',
    birth_man: '1985-03-08',
    birth_woman: '1986-11-21',
    cert_num_woman: nobodysOldNumber('19861121', 'female'),
    doc_year: '2010',
    ...over,
  });
}

const evidence = (...levels: number[]): PairEvidence => ({ model: 3, levels, rarity: [0, 0, levels[2] === 0 ? 2.5 : 0, 0] });

/** Findings on the rows above; `ids` are theirs, in order. */
function detectionsOn(ids: readonly number[]): readonly Detection[] {
  const pair = (left: number, right: number, score: number, found: PairEvidence, group = left, codes = [HERE, HERE]): Detection => {
    const [first, second] = [ids[left] ?? 0, ids[right] ?? 0] as const;
    const records = [first, second].map((id, at) => ({ id, deptCode: codes[at] ?? HERE }));
    const groupId = ids[group] ?? 0;
    return {
      kind: 'duplicate',
      code: DUPLICATE_CODE,
      subject: `${first}-${second}`,
      severity: 'warning',
      score,
      groupId,
      evidence: found,
      records,
    };
  };
  const about = (place: number) => ({ id: ids[place] ?? 0, deptCode: HERE });
  const values = { firstDate: '2010-05-20', secondDate: '2010-05-21', status: '未婚' };
  return [
    pair(0, 1, 0.9991, evidence(1, 3, 1, 0)),
    pair(2, 3, 0.985, evidence(1, 1, 0, 0)),
    pair(4, 5, 0.97, evidence(0, 0, 1, 1), 4),
    pair(5, 6, 0.965, evidence(0, 0, 1, 1), 4),
    pair(4, 6, 0.96, evidence(0, 0, 1, 1), 4),
    pair(7, 8, 0.955, evidence(0, 0, 2, 0), 7, [HERE, THERE]),
    {
      kind: 'anomaly',
      code: 'open-marriages',
      subject: 'a',
      severity: 'error',
      score: 0.95,
      groupId: 0,
      evidence: { values },
      records: [about(0), about(4)],
    },
  ];
}

export interface ReviewedProvince {
  readonly province: Province;
  /** The same findings in a copy that may be changed. */
  copy(): ReviewedProvince;
  /** Decides at the command line, as the county does. */
  decide(verdict: 'confirm' | 'dismiss' | 'reopen', finding: number): void;
  /** Writes to the registry, and goes on writing until what it returns is called. */
  lock(): () => void;
  /** What the registry holds, by one column of a query. */
  stored(sql: string): readonly unknown[];
}

/** A province whose archive has been searched. Gone when the tests are over. */
export async function aReviewedProvince(): Promise<ReviewedProvince> {
  const province = await aProvince();
  const rows = ROWS.map((over) => FIELD_KEYS.map((key) => rowOf(over)[key]));
  const path = join(province.folder, 'pairs.csv');
  writeFileSync(path, csvOf([headersOf('modern'), ...rows]));
  const loaded = JSON.parse((await province.run('province', ['import', path])).stdout) as { accepted: number };
  if (loaded.accepted !== ROWS.length) throw new Error(`not all rows were taken: ${JSON.stringify(loaded)}`);
  const database = new Database(join(province.home, 'registry.db'));
  const ids = database.prepare<[], number>(`SELECT id FROM registration ORDER BY id DESC LIMIT ${ROWS.length}`).pluck().all().toReversed();
  database.transaction(() => {
    const at = '2026-05-20T09:00:00.000+08:00';
    database.prepare("INSERT INTO linkage_model VALUES (3, ?, 'test', ?, 'test', 1)").run(JSON.stringify(aModel()), at);
    const run = { isFull: true, options: {}, at, actor: 'test', ledgerSeq: 1 } as const;
    const findings = new FindingRepository(database);
    const found = detectionsOn(ids);
    for (const kind of ['duplicate', 'anomaly'] as const)
      findings.recordRun(
        { ...run, kind },
        found.filter((each) => each.kind === kind),
      );
  })();
  database.close();
  return reviewed(province);
}

function reviewed(province: Province): ReviewedProvince {
  return {
    province,
    copy: () => reviewed(province.copy()),
    decide: (verdict, finding) => {
      const registry = openRegistry(registryPath(province.home));
      const by = { at: '2026-05-20T09:40:00.000+08:00', actor: 'county 样本 (county)', way: 'command' } as const;
      decideFindings({ registry, area: WHOLE_REGISTRY }, { verdict, ids: [finding], reason: '重看' }, by);
      registry.close();
    },
    lock: () => {
      const database = new Database(join(province.home, 'registry.db'));
      database.exec('BEGIN IMMEDIATE');
      return () => database.close();
    },
    stored: (sql) => {
      const database = new Database(join(province.home, 'registry.db'), { readonly: true });
      try {
        return database.prepare(sql).pluck().all();
      } finally {
        database.close();
      }
    },
  };
}

export interface Reviewing {
  readonly url: string;
  readonly origin: string;
  readonly token: string;
  /** What the program said so far on stderr. */
  said(): string;
  /** Moves the clock of the program. */
  forward(ms: number): void;
  /** Presses Ctrl-C. @returns the exit code */
  stop(): Promise<number>;
  readonly done: Promise<number>;
}

/** Runs `mreg review` in this process, as somebody, until it is stopped. */
export async function startReview(
  { province }: Pick<ReviewedProvince, 'province'>,
  who: Who,
  ...words: readonly string[]
): Promise<Reviewing> {
  const { environment } = aHost();
  const controller = new AbortController();
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const said: string[] = [];
  stderr.on('data', (piece: Buffer) => said.push(piece.toString('utf8')));
  let offsetMs = 0;
  const startedMs = performance.now();
  const host = aHost({
    stdout,
    stderr,
    random: randomBytes,
    signal: controller.signal,
    clock: { now: () => new Date(Date.parse('2026-05-20T01:31:00Z') + offsetMs + Math.round(performance.now() - startedMs)) },
    environment: { ...environment, variables: { MREG_SESSION: join(`${province.home}-sessions`, usernameOf(who)) } },
  });
  const firstOutput = new Promise<string>((resolve) => stdout.once('data', (piece: Buffer) => resolve(piece.toString('utf8'))));
  const done = runCommandLine(['review', ...words, '--home', province.home, '--lang', 'zh', '--json'], host);
  const text = await Promise.race([firstOutput, done.then((code) => `${code} ${said.join('')}`)]);
  if (!text.startsWith('{')) throw new Error(text);
  const { url } = JSON.parse(text) as { url: string };
  const { origin, hash } = new URL(url);
  return {
    url,
    origin,
    token: hash.slice(1),
    said: () => said.join(''),
    forward: (ms) => {
      offsetMs += ms;
    },
    stop: () => {
      controller.abort();
      return done;
    },
    done,
  };
}
