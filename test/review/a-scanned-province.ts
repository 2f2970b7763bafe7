import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { FIELD_KEYS, type FieldKey } from '../../src/domain/fields.js';
import type { RowValues } from '../../src/domain/registration.js';
import type { Box, ReadField } from '../../src/domain/scan.js';
import { openRegistry, registryPath, type Registry } from '../../src/store/open.js';
import { ScanCheckRepository } from '../../src/store/scan-check-repository.js';
import { ScanRepository } from '../../src/store/scan-repository.js';
import { aProvince, HERE, type Province } from '../access/a-province.js';
import { nobodysNumber, someValues } from '../helpers/registration.js';

export const PAGE = { width: 1240, height: 1754 } as const;
const AT = '2026-05-20T09:20:00.000+08:00';
const STRAIGHT = { turn: 0, skewDegrees: 0, scale: 1, ...PAGE } as const;

/** The fields of the form, as they stand on it. */
const ON_FORM: readonly FieldKey[] = [
  'op_type',
  'op_date',
  'cert_no',
  'dept_name',
  'name_man',
  'cert_num_man',
  'birth_man',
  'folk_man',
  'name_woman',
  'cert_num_woman',
  'birth_woman',
  'print_num_man',
];

const boxOf = (place: number): Box => ({ left: 360, top: 180 + place * 110, width: 760, height: 64 });

/** What a paper says, and what the machine made of some of it. */
interface Paper {
  readonly says: RowValues;
  readonly misread: Partial<RowValues>;
  /** Doubtful besides what was misread. */
  readonly doubtful: readonly FieldKey[];
}

function paperOf(number: number, over: Partial<RowValues>, misread: Partial<RowValues>, doubtful: readonly FieldKey[] = []): Paper {
  const district = { dept_code: HERE, dept_name: '广州市荔湾区民政局婚姻登记处', cert_no: `J${HERE}-2010-00100${number}` };
  const says = someValues({
    op_date: '2010-05-20',
    doc_year: '2010',
    print_num_man: '',
    birth_man: '1985-03-08',
    birth_woman: '1986-11-21',
    ...district,
    ...over,
  });
  return { says, misread, doubtful };
}

export const PAPERS: readonly Paper[] = [
  paperOf(1, { name_man: '陈样本' }, { name_man: '陈样夲', birth_woman: '1986-11-27' }),
  paperOf(2, { name_man: '付样例', name_woman: '苏测试' }, {}, ['name_man', 'name_woman']),
  paperOf(
    3,
    { name_man: '何样例', cert_num_man: nobodysNumber('19850308', 'male') },
    { cert_num_man: `${nobodysNumber('19850308', 'male').slice(0, 17)}9` },
  ),
];

export interface ScannedProvince {
  readonly province: Province;
  /** Ids of the rows that wait, one a paper. */
  readonly rows: readonly number[];
  /** A registration that its scan says otherwise. */
  readonly checked: number;
  copy(): ScannedProvince;
  stored(sql: string): readonly unknown[];
  /** Holds the lock of imports until what it returns is called. */
  importing(): () => void;
}

/** A province whose county has imported scanned pages that wait for a person. Gone when the tests are over. */
export async function aScannedProvince(): Promise<ScannedProvince> {
  const province = await aProvince();
  const scans = await Promise.all(PAPERS.map(({ says }) => drawn(says)));
  const registry = openRegistry(registryPath(province.home));
  try {
    return scannedProvince(province, ...storeAll(registry, province.home, scans));
  } finally {
    registry.close();
  }
}

function scannedProvince(province: Province, rows: readonly number[], checked: number): ScannedProvince {
  return {
    province,
    rows,
    checked,
    copy: () => scannedProvince(province.copy(), rows, checked),
    stored: (sql) => {
      const database = new Database(join(province.home, 'registry.db'), { readonly: true });
      try {
        return database.prepare(sql).pluck().all();
      } finally {
        database.close();
      }
    },
    importing: () => {
      const lock = new Database(join(province.home, 'import.lock'));
      lock.exec('BEGIN EXCLUSIVE');
      return () => lock.close();
    },
  };
}

async function drawn(says: RowValues): Promise<Buffer> {
  const lines = ON_FORM.map((key, place) => {
    const { left, top, width, height } = boxOf(place);
    const frame = `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="none" stroke="#555"/>`;
    return `${frame}<text x="80" y="${top + 46}" font-size="34">${key}</text><text x="${left + 20}" y="${top + 48}" font-size="44" font-family="AR PL UKai CN">${says[key]}</text>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${PAGE.width}" height="${PAGE.height}"><rect width="100%" height="100%" fill="#f4efe2"/><text x="360" y="110" font-size="52">结婚登记审查处理表</text>${lines.join('')}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

/** As an import leaves them: scans under their hashes, rows in quarantine, fields as read. */
function storeAll(registry: Registry, home: string, scans: readonly Buffer[]): [readonly number[], number] {
  const { database } = registry;
  const store = database.transaction((): [readonly number[], number] => {
    const first = Number(database.prepare('SELECT max(last_id) + 1 FROM batch_file').pluck().get());
    const batch = Number(
      database
        .prepare(
          `INSERT INTO batch(state, source, kind, actor, area, started_at, ended_at, paths, options) VALUES ('done', 'backfill', 'import', 'county 样本 (county)', ?, ?, ?, '{}', '{}')`,
        )
        .run(HERE, AT, AT).lastInsertRowid,
    );
    const rows = scans.map((bytes, at) =>
      storePage(registry, home, { batch, fileNo: at + 1, rowId: first + at, bytes, paper: PAPERS[at] as Paper }),
    );
    const checked = Number(database.prepare('SELECT min(id) FROM registration WHERE dept_code = ?').pluck().get(HERE));
    storeCheck(
      registry,
      checked,
      createHash('sha256')
        .update(scans[0] ?? '')
        .digest('hex'),
    );
    return [rows, checked];
  });
  return store.immediate();
}

interface NewPage {
  readonly batch: number;
  readonly fileNo: number;
  readonly rowId: number;
  readonly bytes: Buffer;
  readonly paper: Paper;
}

function storePage(registry: Registry, home: string, { batch, fileNo, rowId, bytes, paper }: NewPage): number {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  mkdirSync(join(home, 'scans', sha256.slice(0, 2)), { recursive: true });
  writeFileSync(join(home, 'scans', sha256.slice(0, 2), sha256), bytes);
  registry.database
    .prepare(
      `INSERT INTO batch_file(batch_id, file_no, name, path, sha256, bytes, sheet, encoding, layout, mapping, first_id, last_id, state)
       VALUES (?, ?, ?, '', ?, ?, '', 'scan', '{}', '[]', ?, ?, 'done')`,
    )
    .run(batch, fileNo, `2010年第${fileNo}卷.png`, sha256, bytes.length, rowId, rowId);
  const read = { ...paper.says, ...paper.misread };
  const cells = Object.fromEntries(FIELD_KEYS.filter((key) => read[key] !== '').map((key) => [key, read[key]]));
  registry.database
    .prepare(`INSERT INTO quarantine(id, batch_id, file_no, line, cells, findings, state) VALUES (?, ?, ?, 1, ?, '[]', 'open')`)
    .run(rowId, batch, fileNo, JSON.stringify(cells));
  const scans = new ScanRepository(registry);
  scans.addScan({ sha256, bytes: bytes.length, type: 'png', pages: 1, storedAt: AT });
  const by = {
    outcome: 'read',
    problem: '',
    template: 'marriage-review',
    templateVersion: 1,
    reader: 'test',
    straightening: STRAIGHT,
    readAt: AT,
  } as const;
  scans.addPage({ batchId: batch, fileNo, page: 1, sha256, rowId, ...by });
  scans.addFields(
    rowId,
    ON_FORM.map((key, place) => readField(key, place, paper)),
  );
  return rowId;
}

function readField(key: FieldKey, place: number, { says, misread, doubtful }: Paper): ReadField {
  const value = misread[key] ?? says[key];
  const isDoubtful = misread[key] !== undefined || doubtful.includes(key);
  const standing = value === '' ? 'blank' : isDoubtful ? 'doubtful' : 'agreed';
  return { key, value, written: value, confidence: isDoubtful ? 0.62 : 0.9991, standing, evidence: [], box: boxOf(place) };
}

function storeCheck(registry: Registry, rowId: number, sha256: string): void {
  const checks = new ScanCheckRepository(registry);
  checks.addComparison({ rowId, sha256, page: 1, outcome: 'read', problem: '', fields: 12, straightening: STRAIGHT, at: AT });
  const check = { rowId, confidence: 0.995, sha256, page: 1 };
  checks.addCheck({ ...check, key: 'birth_man', keyed: '1985-03-09', read: '1985-03-08', box: boxOf(6) }, 1);
  checks.addCheck({ ...check, key: 'name_man', keyed: '陈样本', read: '陈样夲', box: boxOf(4) }, 1);
}
