import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendEntry } from '../../src/ledger/append.js';
import { verifyLedger } from '../../src/ledger/verify.js';
import { createRegistry } from '../../src/store/open.js';
import type { Sqlite } from '../../src/store/open.js';

/** `ledger verify` over a million entries of the size that imports write: entries a second of one core, median of five. */
const ENTRIES = Number(process.argv[2] ?? 1_000_000);
const RUNS = 5;
const ENTRIES_A_TRANSACTION = 10_000;

function fill(database: Sqlite): void {
  const appendMany = database.transaction((from: number) => {
    for (let at = from; at < Math.min(from + ENTRIES_A_TRANSACTION, ENTRIES); at += 1) appendEntry(database, aChunkEntry(at));
  });
  for (let from = 0; from < ENTRIES; from += ENTRIES_A_TRANSACTION) appendMany.immediate(from);
}

function aChunkEntry(at: number) {
  const digest = at.toString(16).padStart(64, '0');
  const body = {
    accepted: 4000 + (at % 90),
    batch: 1 + (at >> 8),
    content_sha256: digest,
    file: 0,
    first_id: at << 12,
    last_id: (at << 12) + 4095,
    seq: at & 255,
  };
  return { at: '2031-05-04T09:30:00.000+08:00', actor: 'operator', kind: 'import.chunk', body };
}

/** CPU seconds, not wall seconds: the promise is about one core, and the machine has other work. */
function cpuSecondsOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? 0;
}

const directory = mkdtempSync(join(tmpdir(), 'mreg-bench-'));
try {
  const registry = createRegistry(join(directory, 'registry.db'));
  const fillSeconds = cpuSecondsOf(() => fill(registry.database));
  const seconds = Array.from({ length: RUNS }, () =>
    cpuSecondsOf(() => {
      if (!verifyLedger(registry.database).sound) throw new Error('the ledger of the benchmark is broken');
    }),
  );
  registry.close();
  console.log(`append  ${Math.round(ENTRIES / fillSeconds)} entries/s`);
  console.log(
    `verify  ${Math.round(ENTRIES / median(seconds))} entries/s (CPU, median of ${RUNS}: ${seconds.map((value) => value.toFixed(2)).join(' ')} s)`,
  );
} finally {
  rmSync(directory, { recursive: true, force: true });
}
