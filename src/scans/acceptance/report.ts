import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { MregError } from '../../domain/error.js';
import { maskNumbersIn } from '../../domain/masking.js';
import { appendEntry } from '../../ledger/append.js';
import { stageAcceptanceReport, type AcceptancePaper } from '../../report/acceptance-report.js';
import { BatchRepository } from '../../store/batch-repository.js';
import type { Registry } from '../../store/open.js';
import { commitWithFiles } from '../../store/with-files.js';
import { showAcceptance, type AcceptanceDetail } from './results.js';

export interface ReportRequest {
  readonly acceptance: number;
  /** `.html` or `.xlsx` */
  readonly path: string;
  /** Writes over a file that is there. */
  readonly force: boolean;
}

/** Keys as printed by `--json`. */
export interface ReportSummary {
  readonly acceptance: number;
  readonly state: AcceptanceDetail['state'];
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly ledger_seq: number;
}

const FORMATS: Readonly<Record<string, 'html' | 'xlsx'>> = { '.html': 'html', '.xlsx': 'xlsx' };

/**
 * Writes the paper about an acceptance, with its digest in the ledger: both or neither.
 * @throws MregError `usage` for another kind of file or one that is there, and as `showAcceptance`
 */
export async function reportAcceptance(
  registry: Registry,
  { acceptance, path, force }: ReportRequest,
  by: { readonly at: string; readonly actor: string; readonly reach: string },
): Promise<ReportSummary> {
  const format = FORMATS[extname(path).toLowerCase()];
  if (format === undefined) throw new MregError('usage', 'acceptance.report-format', { path });
  if (!force && existsSync(path)) throw new MregError('usage', 'acceptance.report-exists', { path });
  const detail = showAcceptance(registry, acceptance, by.reach);
  const file = await stageAcceptanceReport(path, format, paperOf(registry, detail, by));
  return commitWithFiles(registry.database, [file], () => {
    const { bytes, sha256 } = file;
    const { state, checked, failing } = detail;
    const name = maskNumbersIn(basename(path));
    const body = { acceptance, state, checked, failing, file: { name, bytes, sha256 } };
    const { seq } = appendEntry(registry.database, { at: by.at, actor: by.actor, kind: 'scan.acceptance-report', body });
    return { acceptance, state, file: path, bytes, sha256, ledger_seq: seq };
  });
}

function paperOf(
  registry: Registry,
  detail: AcceptanceDetail,
  { at, actor }: { readonly at: string; readonly actor: string },
): AcceptancePaper {
  const batches = new BatchRepository(registry);
  return {
    acceptance: detail.acceptance,
    batch: detail.batch,
    files: batches.files(detail.batch).map(({ name }) => maskNumbersIn(basename(name))),
    loadedBy: batches.find(detail.batch)?.actor ?? '',
    drawing: detail.drawing,
    reason: detail.reason,
    state: detail.state,
    population: detail.population,
    inQuarantine: detail.in_quarantine,
    sample: detail.sample,
    allowed: detail.allowed,
    checked: detail.checked,
    failing: detail.failing,
    maxFailing: detail.max_failing,
    confidence: detail.confidence,
    tooMany: detail.too_many,
    consumerRisk: detail.consumer_risk,
    producerRisk: detail.producer_risk,
    mostFailing: detail.most_failing ?? undefined,
    curve: detail.curve.map(({ failing_share: failingShare, failing, accepted }) => ({ failingShare, failing, accepted })),
    wrongFields: detail.wrong_fields,
    checkers: detail.checkers,
    failingRecords: detail.failing_records,
    seed: detail.seed,
    drawnAt: detail.drawn_at,
    drawnBy: detail.drawn_by,
    endedAt: detail.ended_at,
    ledgerSeqs: detail.ledger_seqs,
    madeAt: at.slice(0, 16).replace('T', ' '),
    madeBy: actor,
  };
}
