import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { AnomalyEvidence } from '../domain/detection.js';
import { MregError } from '../domain/error.js';
import { maskNumber, maskNumbersIn } from '../domain/masking.js';
import { PARTY_FIELDS } from '../domain/read-registration.js';
import { translate } from '../i18n/translate.js';
import { appendEntry } from '../ledger/append.js';
import {
  stageNoticePage,
  stageNoticeWorkbook,
  type FindingNotice,
  type NoticeFinding,
  type NoticeRecord,
} from '../report/finding-notice.js';
import type { StagedFile } from '../report/staged-file.js';
import { FindingDecisionRepository } from '../store/finding-decision-repository.js';
import { FindingReader, type FindingFilter, type StoredFinding } from '../store/finding-reader.js';
import { NoticeRepository } from '../store/notice-repository.js';
import type { StoredRegistration } from '../store/registration-repository.js';
import { commitWithFiles } from '../store/with-files.js';
import { findingWithin, type Decider, type FindingContext } from './context.js';
import { refuseState } from './decide.js';
import { recordsOf } from './show.js';
import { findingText, findingTitle, recordStateWord, scoreText, typeWord } from './words.js';

export interface ReportRequest {
  /** `.xlsx` and `.html`. */
  readonly paths: readonly string[];
  /** Absent: all confirmed findings of the area. */
  readonly ids?: readonly number[];
  /** Six digits: whose notice it is. */
  readonly region: string;
  /** Region codes of the bureaus it goes to, and their names. */
  readonly addressees: readonly { readonly region: string; readonly name: string }[];
  readonly from: string;
}

/** Keys as printed by `--json`. */
export interface ReportSummary {
  readonly notice: string;
  readonly findings: readonly number[];
  readonly addressees: readonly string[];
  readonly files: readonly { readonly file: string; readonly bytes: number; readonly sha256: string }[];
  readonly ledger_seq: number;
}

/** A page of more is no notice that anybody reads. */
const MOST_FINDINGS = 2_000;
/** Somebody else may take the number meanwhile; then the files are written again with the next one. */
const ATTEMPTS = 5;
/** Official papers are Chinese whatever the language of the terminal. */
const LANG = 'zh';

type Writer = (path: string, notice: FindingNotice) => Promise<StagedFile>;
const WRITERS: Readonly<Record<string, Writer>> = { '.xlsx': stageNoticeWorkbook, '.html': stageNoticePage };

/**
 * Writes the notice about confirmed findings to the bureau above and the province (Art. 36). Files, their number, the entry of the
 * ledger and the state `reported` come together or not at all.
 * @throws MregError `usage` for files of another kind or that are there, `input-refused` when nothing is to be reported, or a
 *   finding named is not confirmed; `busy` when one changed meanwhile
 */
export async function reportFindings(context: FindingContext, request: ReportRequest, by: Decider): Promise<ReportSummary> {
  refusePaths(request.paths);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const findings = confirmedFindings(context, request.ids);
    const number = nextNumber(context, request, by);
    const notice = noticeOf(context, { number, findings, request, by });
    const files = await stageAll(request.paths, notice);
    const summary = publish(context, { number, findings, request, by }, files);
    if (summary !== undefined) return summary;
  }
  throw new MregError('busy', 'finding.report.changed');
}

function refusePaths(paths: readonly string[]): void {
  for (const [at, path] of paths.entries()) {
    if (WRITERS[extname(path).toLowerCase()] === undefined) throw new MregError('usage', 'finding.report.format', { path });
    if (paths.indexOf(path) !== at) throw new MregError('usage', 'finding.report.same-file', { path });
    if (existsSync(path)) throw new MregError('usage', 'finding.report.file-exists', { path });
  }
}

function confirmedFindings(context: FindingContext, ids: readonly number[] | undefined): readonly StoredFinding[] {
  const { database } = context.registry;
  const reader = new FindingReader(database);
  const findings = ids === undefined ? reader.list(confirmedFilter(context, reader), MOST_FINDINGS + 1) : named(context, ids);
  if (findings.length === 0) throw new MregError('input-refused', 'finding.report.none');
  if (findings.length > MOST_FINDINGS) {
    const count = ids?.length ?? reader.count(confirmedFilter(context, reader));
    throw new MregError('input-refused', 'finding.report.too-many', { most: MOST_FINDINGS, count });
  }
  return findings;
}

function confirmedFilter({ area }: FindingContext, reader: FindingReader): FindingFilter {
  const codes = area.isWhole ? {} : { codes: reader.officeCodes().filter((code) => area.holds(code)) };
  return { states: ['confirmed'], ...codes };
}

function named(context: FindingContext, ids: readonly number[]): readonly StoredFinding[] {
  const decisions = new FindingDecisionRepository(context.registry.database);
  return [...new Set(ids)].map((id) => {
    const finding = findingWithin(context, id);
    refuseState(decisions, finding, ['confirmed']);
    return finding;
  });
}

/** `440104-2026-001` */
function nextNumber({ registry }: FindingContext, { region }: ReportRequest, { at }: Decider): string {
  const prefix = `${region}-${at.slice(0, 4)}-`;
  return prefix + String(new NoticeRepository(registry.database).count(prefix) + 1).padStart(3, '0');
}

interface Draft {
  readonly number: string;
  readonly findings: readonly StoredFinding[];
  readonly request: ReportRequest;
  readonly by: Decider;
}

function noticeOf(context: FindingContext, { number, findings, request, by }: Draft): FindingNotice {
  return {
    number,
    addressees: request.addressees.map(({ name }) => name),
    from: request.from,
    at: by.at.slice(0, 16).replace('T', ' '),
    actor: by.actor,
    findings: findings.map((finding) => noticeFinding(context, finding)),
  };
}

function noticeFinding(context: FindingContext, finding: StoredFinding): NoticeFinding {
  const { id, code, kind, severity, score, evidence } = finding;
  const newest = new FindingDecisionRepository(context.registry.database).newest(id);
  const values = kind === 'anomaly' ? (JSON.parse(evidence) as AnomalyEvidence).values : {};
  return {
    finding: id,
    title: findingTitle(LANG, code),
    severity: translate(LANG, `finding.severity.${severity}`),
    isError: severity === 'error',
    text: maskNumbersIn(findingText(LANG, code, values)),
    score: scoreText(kind, score),
    confirmed: newest === undefined ? '' : `${newest.actor} ${newest.at.slice(0, 10)}`,
    reason: newest?.reason ?? '',
    records: recordsOf(context, finding).map((record) => noticeRecord(context, record)),
  };
}

function noticeRecord({ area }: FindingContext, record: StoredRegistration): NoticeRecord {
  const isOwn = area.holds(record.dept_code);
  const party = (role: 'man' | 'woman'): string => {
    const { name, documentNumber } = PARTY_FIELDS[role];
    return isOwn ? `${record[name]} ${maskNumber(record[documentNumber])}`.trim() : '';
  };
  return {
    record: isOwn ? String(record.id) : '',
    type: typeWord(LANG, record.op_type),
    date: record.op_date,
    office: record.dept_name || record.dept_code,
    certificate: isOwn ? record.cert_no : '',
    man: party('man'),
    woman: party('woman'),
    state: recordStateWord(LANG, record.state),
  };
}

async function stageAll(paths: readonly string[], notice: FindingNotice): Promise<readonly StagedFile[]> {
  const files: StagedFile[] = [];
  try {
    for (const path of paths) files.push(await (WRITERS[extname(path).toLowerCase()] as Writer)(path, notice));
  } catch (cause) {
    for (const file of files) file.withdraw();
    throw cause;
  }
  return files;
}

/** `undefined` when somebody took the number meanwhile. @throws MregError when a finding is no longer what the notice says */
function publish(context: FindingContext, draft: Draft, files: readonly StagedFile[]): ReportSummary | undefined {
  const { number, findings, request, by } = draft;
  const { database } = context.registry;
  return commitWithFiles(database, files, () => {
    if (nextNumber(context, request, by) !== number) return undefined;
    const changed = findings.some(({ id, decision, runId }) => {
      const now = findingWithin(context, id);
      return now.decision !== decision || now.runId !== runId;
    });
    if (changed) return undefined;
    const ids = findings.map(({ id }) => id);
    const addressees = request.addressees.map(({ region }) => region);
    const written = files.map(({ path, bytes, sha256 }) => ({ name: maskNumbersIn(basename(path)), bytes, sha256 }));
    const body = { notice: number, region: request.region, addressees, findings: ids, files: written, way: by.way };
    const { seq } = appendEntry(database, { at: by.at, actor: by.actor, kind: 'finding.report', body });
    const noticeFiles = written.map(({ name, sha256 }) => ({ name, sha256 }));
    const notice = { number, region: request.region, addressees, files: noticeFiles, at: by.at, actor: by.actor, ledgerSeq: seq };
    new NoticeRepository(database).add(notice, ids);
    const decisions = new FindingDecisionRepository(database);
    for (const finding of findings) decisions.decide(finding, { toState: 'reported', ...by, reason: number, ledgerSeq: seq });
    return {
      notice: number,
      findings: ids,
      addressees,
      files: files.map(({ path, bytes, sha256 }) => ({ file: path, bytes, sha256 })),
      ledger_seq: seq,
    };
  });
}

/** Keys as printed by `--json`. */
export interface NoticeListing {
  readonly notice: string;
  readonly region: string;
  readonly at: string;
  readonly actor: string;
  readonly addressees: readonly string[];
  readonly findings: readonly number[];
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  readonly ledger_seq: number;
}

/** The notices of the regions that begin with `prefix`, oldest first. */
export function listNotices({ registry }: FindingContext, prefix: string): readonly NoticeListing[] {
  const repository = new NoticeRepository(registry.database);
  return repository.list(prefix).map(({ id, number, region, at, actor, addressees, files, ledgerSeq }) => ({
    notice: number,
    region,
    at,
    actor,
    addressees,
    findings: repository.findingsOf(id),
    files,
    ledger_seq: ledgerSeq,
  }));
}
