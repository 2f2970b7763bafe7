import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawInitialPassword } from '../access/passwords/initial-password.js';
import { MregError } from '../domain/error.js';
import { registryPath } from '../store/open.js';
import { editBehindTheLedger } from '../store/outside-edit.js';
import { repairAsClerk } from './demo/clerk.js';
import { Stage } from './demo/stage.js';
import { switchOption } from './options.js';
import type { Invocation, Services } from './services.js';

/** `mreg demo`: the main job on the samples from start to end, with the real commands, in a throw-away home. */
export async function runDemo({ options, services }: Invocation): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mreg-demo-'));
  const keep = switchOption(options, 'keep');
  try {
    const stage = new Stage(services, join(folder, 'home'));
    await playTour(stage, folder, services);
    services.reporter.result(
      { ok: true, home: keep ? join(folder, 'home') : null, scenes: stage.scenes.map((scene) => ({ ...scene })) },
      () => [],
    );
    stage.say(keep ? 'demo.end-kept' : 'demo.end', { home: join(folder, 'home') });
  } catch (thrown) {
    throw services.signal.aborted ? new MregError('interrupted', 'demo.interrupted', {}, { cause: thrown }) : thrown;
  } finally {
    if (!keep) rmSync(folder, { recursive: true, force: true });
  }
}

async function playTour(stage: Stage, folder: string, services: Services): Promise<void> {
  const homePath = join(folder, 'home');
  stage.say('demo.begin', { home: homePath });
  stage.type(`export MREG_HOME=${homePath}`);
  const passwordPath = join(folder, 'password');
  writeFileSync(passwordPath, `${drawInitialPassword(services.random)}\n`, { mode: 0o600 });
  await stage.mreg(['init', '--operator', services.lang === 'zh' ? '演示员' : 'Demo Clerk', '--password-file', passwordPath]);
  await stage.mreg(['whoami']);
  await importSamples(stage);
  await repairQuarantine(stage, join(folder, 'repair.xlsx'), services);
  await undoBatch(stage, services);
  await tamper(stage, homePath);
}

async function importSamples(stage: Stage): Promise<void> {
  stage.say('demo.import-clean');
  await stage.mreg(['import', 'samples/county-clean-gb18030.csv']);
  stage.say('demo.import-messy');
  await stage.mreg(['import', 'samples/messy.xlsx']);
  stage.say('demo.import-package');
  await stage.mreg(['import', 'samples/package.zip']);
  stage.say('demo.import-again');
  await stage.mreg(['import', 'samples/messy.xlsx']);
}

async function repairQuarantine(stage: Stage, sheetPath: string, { environment }: Services): Promise<void> {
  stage.say('demo.quarantine');
  await stage.mreg(['quarantine', 'list', '--limit', '8']);
  await stage.mreg(['quarantine', 'show', await firstQuarantined(stage)]);
  stage.say('demo.export');
  await stage.mreg(['quarantine', 'export', sheetPath]);
  const repair = await repairAsClerk(sheetPath, join(environment.packageRootPath, 'samples', 'messy-paper.json'));
  stage.say('demo.repair', { rows: repair.rows, cells: repair.cells });
  await stage.mreg(['quarantine', 'retry', sheetPath]);
}

async function undoBatch(stage: Stage, { lang }: Services): Promise<void> {
  stage.say('demo.batch');
  await stage.mreg(['batch', 'list']);
  await stage.mreg(['batch', 'undo', '3', '--reason', lang === 'zh' ? '移交单位要求重报' : 'sent by mistake', '--yes']);
  await stage.mreg(['batch', 'list']);
}

async function tamper(stage: Stage, homePath: string): Promise<void> {
  stage.say('demo.verify');
  await stage.mreg(['ledger', 'verify', '--state']);
  stage.say('demo.tamper');
  const sql = "UPDATE registration SET name_man = '张三' WHERE id = (SELECT min(id) FROM registration)";
  stage.type(`sqlite3 ${registryPath(homePath)} "${sql}"`);
  editBehindTheLedger(registryPath(homePath), sql);
  stage.say('demo.found');
  await stage.mreg(['ledger', 'verify', '--state'], 5);
}

async function firstQuarantined(stage: Stage): Promise<string> {
  const listed = await stage.ask(['quarantine', 'list', '--limit', '1']);
  const id = /"id":\s*(\d+)/u.exec(JSON.stringify(listed))?.[1];
  if (id === undefined) throw new Error('the tour expects a quarantined row');
  return id;
}
