import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ExportFormat } from '../domain/approval.js';
import { MregError } from '../domain/error.js';
import type { ApprovedExport } from '../export/approved-export.js';
import type { ExportContent } from '../export/content.js';
import { ageRecipient } from '../export/encryption.js';
import { exportContent } from '../export/export-content.js';
import { fileFacts } from '../export/file-facts.js';
import { runExport, type ExportSummary } from '../export/run-export.js';
import { isWindowOpen } from '../export/windows.js';
import { translate } from '../i18n/translate.js';
import { ExportWindowRepository } from '../store/export-window-repository.js';
import { lockImports } from '../store/import-lock.js';
import { openRegistry, type Registry } from '../store/open.js';
import { countText } from '../ui/table.js';
import { approvalFrom, formatFrom, readToken } from './export-approval.js';
import { tidyUnderLock } from './export-tidying.js';
import { homeTables, withHome, type Home } from './home.js';
import { switchOption, textOption } from './options.js';
import type { Invocation, Services } from './services.js';

interface Wanted {
  readonly token: string;
  readonly format: ExportFormat;
  readonly path: string;
  readonly ageRecipient: string | undefined;
}

/** `mreg export run --token FILE|TOKEN --out FILE` */
export async function runExportRun({ options, services }: Invocation): Promise<void> {
  const token = readToken(textOption(options, 'token') ?? '');
  const wanted = {
    token,
    format: formatFrom(token, textOption(options, 'format')),
    path: freePath(textOption(options, 'out') ?? '', switchOption(options, 'force')),
    ageRecipient: textOption(options, 'ageRecipient'),
  };
  await withHome(services, { readonly: false }, async (home) => {
    const unlock = lockImports(home.path, home.config.import.busyTimeoutSeconds * 1_000, 'export.busy');
    try {
      tidyUnderLock(home, services);
      const summary = await exportFrom(home, wanted, services);
      services.reporter.result({ ...summary }, () => doneLines(summary, services));
    } finally {
      unlock();
    }
  });
}

async function exportFrom(home: Home, wanted: Wanted, services: Services): Promise<ExportSummary> {
  const approval = await approvalFrom(home, wanted, services);
  const windows = new ExportWindowRepository(home.registry.database).list();
  if (!isWindowOpen(windows, services.clock.now())) approval.refuse('outside-window');
  const encryptedFor = ageRecipient(approval.claims.recipient, wanted.ageRecipient);
  return withSnapshot(home, async (snapshot) => {
    const bar = services.reporter.progress('export.progress');
    try {
      const content = contentFrom(snapshot, approval, home, services, (rows, total) => bar.update({ rows, fraction: rows / total }));
      return await writeExport(home, approval, content, { ...wanted, encryptedFor }, services);
    } finally {
      bar.stop();
    }
  });
}

/** Counting and reading see the same records, whatever is written meanwhile: one read transaction on a connection of its own. */
async function withSnapshot<T>({ registry }: Home, use: (snapshot: Registry) => Promise<T>): Promise<T> {
  const snapshot = openRegistry(registry.path, { readonly: true });
  try {
    snapshot.database.exec('BEGIN');
    return await use(snapshot);
  } finally {
    snapshot.close();
  }
}

function contentFrom(
  snapshot: Registry,
  { claims }: ApprovedExport,
  home: Home,
  { random, signal, lang }: Services,
  onProgress: (rows: number, total: number) => void,
): ExportContent {
  const content: ExportContent = exportContent(claims.scope, {
    snapshot,
    registry: home.registry,
    regionNames: homeTables(home).regions.map(({ name }) => name),
    random,
    words: { total: translate(lang, 'export.statistics.total'), count: translate(lang, 'export.statistics.count') },
    onRows: (rows) => {
      if (signal.aborted) throw new MregError('interrupted', 'export.interrupted');
      onProgress(rows, content.rows);
    },
  });
  return content;
}

function writeExport(
  home: Home,
  approval: ApprovedExport,
  content: ExportContent,
  { format, path, encryptedFor }: Pick<Wanted, 'format' | 'path'> & { readonly encryptedFor: string | undefined },
  { clock, random, lang }: Services,
): Promise<ExportSummary> {
  const facts = { claims: approval.claims, officer: home.actor, made: clock.now(), rows: content.rows };
  const factsOf = (exportNumber: string) => fileFacts(exportNumber, facts, lang);
  const means = { database: home.registry.database, principal: home.principal, now: () => clock.now(), random };
  return runExport({ approval, content, format, path, encryptedFor, factsOf }, means);
}

/** Found out before a use of the token is taken. @throws MregError `usage` when a file is there, or none can be written there */
function freePath(text: string, force: boolean): string {
  const path = resolve(text);
  if (existsSync(path) && !force) throw new MregError('usage', 'export.file-exists', { path });
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (cause) {
    const isThere = existsSync(dirname(path));
    throw new MregError('usage', isThere ? 'report.cannot-write' : 'report.no-folder', { path }, { cause });
  }
  return path;
}

function doneLines(summary: ExportSummary, { lang }: Services): readonly string[] {
  const { rows, bytes, file: path, sha256, purpose, recipient } = summary;
  const values = { number: summary.export, rows: countText(rows), bytes: countText(bytes), path, seq: summary.ledger_done };
  return [
    translate(lang, 'export.done', values),
    translate(lang, 'export.done.sha256', { sha256 }),
    translate(lang, 'export.done.terms', { purpose, recipient, until: summary.valid_until.slice(0, 16).replace('T', ' ') }),
  ];
}
