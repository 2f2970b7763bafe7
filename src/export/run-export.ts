import type { ExportFormat } from '../domain/approval.js';
import { actorOf, type Principal } from '../domain/account.js';
import { MregError } from '../domain/error.js';
import { maskNumbersIn } from '../domain/masking.js';
import { appendEntry } from '../ledger/append.js';
import { shanghaiDay, shanghaiTime } from '../lib/shanghai-time.js';
import { stageFile, stagingFolder, type StagedFile } from '../report/staged-file.js';
import type { ByteSink } from '../report/xlsx/zip-writer.js';
import { ExportRepository } from '../store/export-repository.js';
import type { Sqlite } from '../store/open.js';
import type { ApprovedExport } from './approved-export.js';
import type { ExportContent } from './content.js';
import { writeEncrypted } from './encryption.js';
import type { FileHead } from './writers/file-head.js';
import { WRITERS } from './writers/writers.js';

export interface ExportOrder {
  readonly approval: ApprovedExport;
  readonly content: ExportContent;
  readonly format: ExportFormat;
  /** Where the file is to appear, absolute. */
  readonly path: string;
  /** The age recipient to encrypt for. */
  readonly encryptedFor: string | undefined;
  /** What the head of the file says, when its number is known. */
  readonly factsOf: (exportNumber: string) => FileHead['facts'];
}

export interface ExportMeans {
  readonly database: Sqlite;
  readonly principal: Principal;
  readonly now: () => Date;
  readonly random: (bytes: number) => Buffer;
}

/** An export that has begun: from here on it ends in `export.done` or `export.abort`, whatever happens. */
interface StartedExport {
  readonly number: string;
  readonly folder: string;
  readonly startSeq: number;
}

/** Keys as printed by `--json`. */
export interface ExportSummary {
  readonly export: string;
  readonly file: string;
  readonly format: ExportFormat;
  readonly kind: ExportContent['kind'];
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly request: string;
  readonly token: string;
  readonly officer: string;
  readonly purpose: string;
  readonly recipient: string;
  readonly valid_until: string;
  readonly encrypted_for: string | null;
  readonly ledger_start: number;
  readonly ledger_done: number;
}

/**
 * Writes the file of an approved export: `export.start` and the use of the token before the first byte, a private file beside
 * its place while it grows, `export.done` with its digest when it is whole and on disk, and only then the name it was asked
 * for. Whoever finds a file under that name finds it in the ledger.
 * @throws MregError `not-permitted` when the approval does not reach so far, `input-refused` when nothing is in its scope: an
 *   empty file would cost the use of a token. Nothing is written and no use is taken.
 *   Anything else thrown on the way leaves no file, and `export.abort` in the ledger; the use stays taken
 */
export async function runExport(order: ExportOrder, means: ExportMeans): Promise<ExportSummary> {
  const { claims } = order.approval;
  if (order.content.rows > claims.max_rows) order.approval.refuse('too-many-rows');
  if (order.content.rows === 0) throw new MregError('input-refused', 'export.nothing-in-scope', { request: claims.request });
  const started = startExport(order, means);
  try {
    return await writeAndFinish(order, started, means);
  } catch (cause) {
    abortFailed(means, started.number, cause);
    throw cause;
  }
}

async function writeAndFinish(order: ExportOrder, started: StartedExport, means: ExportMeans): Promise<ExportSummary> {
  const { number, folder } = started;
  const file = await stageFile(order.path, (sink) => writeContent(order, number, sink), { folder });
  try {
    return finishExport(order, started, file, means);
  } catch (cause) {
    file.withdraw();
    throw cause;
  }
}

/** A disk too full for the ledger may be why it failed; then the next command writes the entry (killed-exports.ts). */
function abortFailed({ database, principal, now }: ExportMeans, exportNumber: string, cause: unknown): void {
  try {
    abortExport(database, exportNumber, reasonOf(cause), { at: shanghaiTime(now()), actor: actorOf(principal) });
  } catch (abortCause) {
    if (!(abortCause instanceof Error && 'code' in abortCause)) throw abortCause;
  }
}

function startExport(order: ExportOrder, { database, principal, now, random }: ExportMeans): StartedExport {
  const folder = stagingFolder(order.path, `export-${random(8).toString('hex')}`);
  const started = { number: '', startSeq: 0 };
  order.approval.takeUse((approver) => {
    const instant = now();
    const at = shanghaiTime(instant);
    const repository = new ExportRepository(database);
    const number = repository.nextNumber(String(shanghaiDay(instant)));
    const body = { export: number, ...startBody(order), approver };
    const { seq } = appendEntry(database, { at, actor: actorOf(principal), kind: 'export.start', body });
    repository.start({ ...startRow(order, principal), number, staging: folder, started_at: at, start_seq: seq });
    Object.assign(started, { number, startSeq: seq });
  });
  return { ...started, folder };
}

/** Purposes and recipients are typed by people: what looks like a document number in them is masked here as everywhere. */
function startBody({ approval: { claims }, content, format, encryptedFor }: ExportOrder) {
  const { request, jti, sub, purpose, recipient, scope, max_rows, exp } = claims;
  return {
    request,
    jti,
    officer: sub,
    purpose: maskNumbersIn(purpose),
    recipient: maskNumbersIn(recipient),
    valid_until: shanghaiTime(new Date(exp * 1_000)),
    format,
    kind: content.kind,
    fields: content.columns.map(({ key }) => key),
    masking: { ...content.masking },
    filter: { ...scope.filter },
    rows: content.rows,
    max_rows,
    encrypted_for: encryptedFor ?? null,
  };
}

function startRow(order: ExportOrder, principal: Principal) {
  const { fields, masking, filter, max_rows: _, ...body } = startBody(order);
  const texts = { fields: JSON.stringify(fields), masking: JSON.stringify(masking), filter: JSON.stringify(filter) };
  return { ...body, ...texts, actor: actorOf(principal), target: order.path };
}

function writeContent({ content, format, encryptedFor, factsOf }: ExportOrder, exportNumber: string, sink: ByteSink): Promise<void> {
  const head = { columns: content.columns, facts: factsOf(exportNumber) };
  const write = (to: ByteSink): Promise<void> => WRITERS[format](to, head, content);
  return encryptedFor === undefined ? write(sink) : writeEncrypted(encryptedFor, sink, write);
}

/** The entry is durable before the file has its name: after a kill in between, the next command gives it its name. */
function finishExport(order: ExportOrder, started: StartedExport, file: StagedFile, means: ExportMeans): ExportSummary {
  const { database, principal, now } = means;
  const repository = new ExportRepository(database);
  const { bytes, sha256 } = file;
  const { officer, purpose, recipient, request, jti, valid_until, kind, rows, encrypted_for } = startBody(order);
  const body = { export: started.number, request, jti, officer, purpose, recipient, format: order.format, rows, bytes, sha256 };
  const at = shanghaiTime(now());
  const finish = database.transaction((): number => {
    const { seq } = appendEntry(database, { at, actor: actorOf(principal), kind: 'export.done', body });
    order.content.remember(started.number);
    repository.finish(started.number, { bytes, sha256, ended_at: at, end_seq: seq });
    return seq;
  });
  const doneSeq = finish.immediate();
  file.publish();
  repository.clearStaging(started.number);
  return {
    export: started.number,
    file: order.path,
    format: order.format,
    kind,
    rows,
    bytes,
    sha256,
    request,
    token: jti,
    officer,
    purpose,
    recipient,
    valid_until,
    encrypted_for,
    ledger_start: started.startSeq,
    ledger_done: doneSeq,
  };
}

/** Writes that an export ended without a file. The private folder must be gone by now. */
export function abortExport(
  database: Sqlite,
  number: string,
  reason: string,
  { at, actor }: { readonly at: string; readonly actor: string },
): void {
  const repository = new ExportRepository(database);
  const abort = database.transaction(() => {
    const run = repository.find(number);
    const body = { export: number, request: run?.request ?? '', jti: run?.jti ?? '', reason };
    const { seq } = appendEntry(database, { at, actor, kind: 'export.abort', body });
    repository.abort(number, { reason, ended_at: at, end_seq: seq });
    repository.clearStaging(number);
  });
  abort.immediate();
}

/** A message's key, which says nothing of the data. */
function reasonOf(cause: unknown): string {
  return cause instanceof MregError ? cause.key : 'common.bug';
}
