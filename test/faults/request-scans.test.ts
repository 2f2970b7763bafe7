import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { numberIn, textsIn } from '../helpers/compare-homes.js';
import { BINARY } from '../helpers/run.js';
import { StaffedHome } from '../helpers/staffed-home.js';

const MEBIBYTE = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'mreg-fault-scans-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let office: StaffedHome;

beforeAll(async () => {
  office = await StaffedHome.make(folder);
});

const submission = (scan: string): readonly string[] => [
  'request',
  'submit',
  'correction',
  scan,
  '--plan-sha256',
  'a'.repeat(64),
  '--reason',
  '录入错误',
];

/** A scan of some size that no other has. */
function bigScan(name: string, mebibytes: number): string {
  return office.write(name, Buffer.concat([Buffer.from(`%PDF-1.4 ${name}\n`), Buffer.alloc(mebibytes * MEBIBYTE, name)]));
}

function storedFiles(): readonly string[] {
  return readdirSync(join(office.home, 'attachments'));
}

/** Every scan that a request names is there; every event has its entry. */
function expectWhole(): void {
  const named = textsIn(office.home, 'SELECT sha256 FROM attachment');
  const stored = new Set(storedFiles());
  expect(named.filter((sha256) => !stored.has(sha256))).toEqual([]);
  expect(numberIn(office.home, 'SELECT count(*) FROM request_event')).toBe(
    numberIn(office.home, `SELECT count(*) FROM ledger_entry WHERE body LIKE '%"kind":"request.%'`),
  );
}

describe('a submission that is killed', () => {
  it('at any moment leaves no request without its scan, and can be run again', async () => {
    for (let moment = 0; moment < 12; moment += 1) {
      const args = submission(bigScan(`scan-${moment}.pdf`, 6));
      const { env } = office.options('province');
      const child = spawn(process.execPath, [BINARY, ...args], { env: { PATH: process.env['PATH'] ?? '', ...env }, stdio: 'ignore' });
      const ended = new Promise((resolve) => child.on('close', resolve));
      await setTimeout(120 + moment * 25);
      child.kill('SIGKILL');
      await ended;
      const before = numberIn(office.home, 'SELECT count(*) FROM request');
      expect((await office.run('province', ...args)).code).toBe(0);
      expect(numberIn(office.home, 'SELECT count(*) FROM request')).toBe(before + 1);
      expect(storedFiles().filter((name) => name.endsWith('.new'))).toEqual([]);
      expectWhole();
    }
    expect((await office.run('province', 'ledger', 'verify')).code).toBe(0);
  });
});

describe('a scan that the disk has no room for', () => {
  it('ends the submission with a reason and leaves nothing', async () => {
    const requests = numberIn(office.home, 'SELECT count(*) FROM request');
    const files = storedFiles().length;
    const words = [process.execPath, BINARY, ...submission(bigScan('too-big.pdf', 12)), '--json'];
    const { env } = office.options('province');
    // No file may grow beyond 8 MiB: the shell's own unit is 1 KiB.
    const child = spawn('bash', ['-c', 'ulimit -f 8192; exec "$@"', 'bash', ...words], {
      env: { PATH: process.env['PATH'] ?? '', ...env },
    });
    const said: Buffer[] = [];
    child.stderr.on('data', (piece: Buffer) => said.push(piece));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, Buffer.concat(said).toString('utf8')]).toEqual([2, expect.stringContaining('store.disk-full')]);
    expect([numberIn(office.home, 'SELECT count(*) FROM request'), storedFiles().length]).toEqual([requests, files]);
    expectWhole();
  });
});
