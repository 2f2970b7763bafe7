import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIELD_KEYS, type FieldKey } from '../../src/domain/fields.js';
import { appendEntry } from '../../src/ledger/append.js';
import { verifyState } from '../../src/ledger/state.js';
import { REGISTRATION_COLUMNS } from '../../src/store/migrations/0001-registry.js';
import { createRegistry, type Sqlite } from '../../src/store/open.js';

/** `ledger verify --state` over a million registrations of about 400 bytes, against `sqlite3 … 'SELECT * FROM registration'` of the same file. */
const ROWS = Number(process.argv[2] ?? 1_000_000);
const ROWS_A_CHUNK = 20_000;
const RUNS = 5;

const AT = '2031-05-04T09:30:00.000+08:00';

/** An office and birth years that cannot exist. */
function valuesOf(id: number): readonly string[] {
  const serial = String(id).padStart(6, '0');
  const given: Partial<Record<FieldKey, string>> = {
    op_type: 'IA',
    op_date: '2031-05-04',
    cert_no: `J999901-2031-${serial}`,
    dept_code: '999901',
    dept_name: '某某市某某区民政局婚姻登记处',
    operator: '登记员',
    name_man: `甲${serial}`,
    cert_type_man: 'A',
    cert_num_man: `99990120990101${serial.slice(-4)}`,
    birth_man: '2099-01-01',
    nation_man: 'CHN',
    folk_man: '01',
    job_man: '工人',
    degree_man: '大学',
    marry_status_man: '10',
    reg_detail_man: `某某省某某市某某区某某路${id % 997}号`,
    name_woman: `乙${serial}`,
    cert_type_woman: 'A',
    cert_num_woman: `99990120990202${serial.slice(-4)}`,
    birth_woman: '2099-02-02',
    nation_woman: 'CHN',
    folk_woman: '01',
    job_woman: '农民',
    degree_woman: '高中',
    marry_status_woman: '10',
    reg_detail_woman: `某某省某某市某某区某某街${id % 991}号`,
    doc_code: '9999',
    doc_year: '2031',
    doc_no: `2031-${serial}`,
    doc_page_num: '6',
  };
  return FIELD_KEYS.map((key) => given[key] ?? '');
}

function fill(database: Sqlite): void {
  const places = Array.from({ length: REGISTRATION_COLUMNS.length + 1 }, () => '?').join(', ');
  const insert = database.prepare(`INSERT INTO registration(id, ${REGISTRATION_COLUMNS.join(', ')}) VALUES (${places})`);
  const chunk =
    database.prepare(`INSERT INTO batch_chunk(batch_id, file_no, seq, end_offset, end_line, first_id, last_id, rows, accepted, flagged, quarantined, already_present, tally, ledger_seq, digests)
    VALUES (1, 0, @first, 0, 0, @first, @last, @rows, @rows, 0, 0, 0, '{}', @seq, @digests)`);
  database.pragma('foreign_keys = OFF');
  const load = database.transaction((first: number, last: number) => {
    let digests = '';
    for (let id = first; id <= last; id += 1) {
      const values = valuesOf(id);
      insert.run(id, 'active', id, id + 1, ...values, '', '');
      digests += hash('sha256', [id, ...values, '', ''].join('\u001f'), 'binary');
    }
    const bytes = Buffer.from(digests, 'latin1');
    const rows = last - first + 1;
    const body = {
      batch: 1,
      file: 0,
      chunk: first,
      first_id: first,
      last_id: last,
      accepted: rows,
      content_sha256: hash('sha256', bytes, 'hex'),
    };
    const { seq } = appendEntry(database, { at: AT, actor: 'operator', kind: 'import.chunk', body });
    chunk.run({ first, last, rows, seq, digests: bytes });
  });
  for (let first = 1; first <= ROWS; first += ROWS_A_CHUNK) load.immediate(first, Math.min(first + ROWS_A_CHUNK - 1, ROWS));
}

async function secondsOf(work: () => void | Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? 0;
}

const directory = mkdtempSync(join(tmpdir(), 'mreg-bench-'));
try {
  const path = join(directory, 'registry.db');
  const registry = createRegistry(path);
  fill(registry.database);
  const scans: number[] = [];
  const checks: number[] = [];
  // Turn about, so that other work on the machine weighs on both alike.
  for (let run = 0; run < RUNS; run += 1) {
    scans.push(await secondsOf(() => void execFileSync('sh', ['-c', 'sqlite3 "$1" "SELECT * FROM registration" > /dev/null', 'sh', path])));
    checks.push(
      await secondsOf(async () => {
        if (!(await verifyState(registry.database)).sound) throw new Error('the registry of the benchmark is broken');
      }),
    );
  }
  registry.close();
  console.log(`full scan by sqlite3   ${median(scans).toFixed(2)} s (${scans.map((value) => value.toFixed(2)).join(' ')})`);
  console.log(`ledger verify --state  ${median(checks).toFixed(2)} s (${checks.map((value) => value.toFixed(2)).join(' ')})`);
  console.log(`ratio                  ${(median(checks) / median(scans)).toFixed(2)} (at most 6)`);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
