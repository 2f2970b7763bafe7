import { hash } from 'node:crypto';
import type { PageReading } from '../domain/scan.js';
import { IDENTITY_FIELDS } from '../import/rows/record-key.js';
import { DIGEST_BYTES } from '../import/rows/row-buffer.js';
import { storedJson } from '../import/rows/row-checker.js';
import { NO_COUNTS } from '../import/summary.js';
import { appendEntry } from '../ledger/append.js';
import { canonicalJson } from '../ledger/canonical-json.js';
import { BatchRepository } from '../store/batch-repository.js';
import type { Registry } from '../store/open.js';
import { PersonIndex } from '../store/person-index.js';
import { RefusedRows } from '../store/refused-rows.js';
import { RepairedRows } from '../store/repaired-rows.js';
import { ScanRepository } from '../store/scan-repository.js';
import type { JudgedPage } from './judge-page.js';
import { countsOf, PageWeigher, type CountedPage, type PageVerdict } from './weigh-page.js';

/** Where a page stands in its batch, and who loads it when. */
export interface PagePlace {
  readonly batchId: number;
  readonly fileNo: number;
  /** The id of the file's first page; the others follow it. */
  readonly fileFirstId: number;
  /** From 1. */
  readonly page: number;
  readonly sha256: string;
  readonly at: string;
  readonly actor: string;
}

/**
 * Makes a page part of the registry: its row, loaded, waiting or present already, what was read of it, the checkpoint and the ledger
 * entry in one transaction. Killed before the commit, nothing of it happened.
 */
export class PageLoader {
  private readonly registry: Registry;
  private readonly batches: BatchRepository;
  private readonly scans: ScanRepository;
  private readonly rows: RepairedRows;
  private readonly refused: RefusedRows;
  private readonly persons: PersonIndex;
  private readonly weigher: PageWeigher;

  constructor(registry: Registry) {
    this.registry = registry;
    this.batches = new BatchRepository(registry);
    this.scans = new ScanRepository(registry);
    this.rows = new RepairedRows(registry, IDENTITY_FIELDS);
    this.weigher = new PageWeigher(registry);
    this.refused = new RefusedRows(registry);
    this.persons = new PersonIndex(registry);
  }

  /** @param judged absent for a page that is no form */
  commit(place: PagePlace, reading: PageReading, judged: JudgedPage | undefined): CountedPage {
    return this.registry.database.transaction(() => this.write(place, reading, judged)).immediate();
  }

  private write(place: PagePlace, reading: PageReading, judged: JudgedPage | undefined): CountedPage {
    const id = place.fileFirstId + place.page - 1;
    const verdict = judged === undefined ? undefined : this.weigher.weigh(judged, place.fileFirstId);
    const digest = Buffer.alloc(verdict?.kind === 'loaded' ? DIGEST_BYTES : 0);
    if (judged !== undefined && verdict !== undefined) this.settle(place, id, judged, verdict, digest);
    const committed = verdict === undefined ? { ...NO_COUNTS, reasons: [], flags: [] } : countsOf(verdict);
    this.keepReading(place, reading, judged === undefined ? 0 : id);
    this.checkpoint(place, id, reading, committed, digest);
    return committed;
  }

  private settle({ batchId, fileNo, page }: PagePlace, id: number, judged: JudgedPage, verdict: PageVerdict, digest: Buffer): void {
    if (verdict.kind === 'present') return this.refused.markPresent([{ id, otherId: verdict.otherId }]);
    if (verdict.kind === 'waiting') {
      const row = { id, line: page, cells: JSON.stringify(judged.cells), findings: JSON.stringify(verdict.findings) };
      return this.refused.quarantine(batchId, fileNo, [row]);
    }
    this.weigher.digestInto(digest, id, judged);
    const { values, raw } = judged.checked;
    this.rows.add({ id, recordKey: verdict.key, line: page, values, raw: storedJson(raw), flags: storedJson(verdict.flags) });
    this.persons.addRange(id, id);
  }

  private keepReading({ batchId, fileNo, page, sha256, at }: PagePlace, reading: PageReading, rowId: number): void {
    const { outcome, problem, template, templateVersion, reader, straightening, fields } = reading;
    this.scans.addPage({
      batchId,
      fileNo,
      page,
      sha256,
      rowId,
      outcome,
      problem,
      template,
      templateVersion,
      reader,
      straightening,
      readAt: at,
    });
    if (rowId > 0) this.scans.addFields(rowId, fields);
  }

  /** The ledger holds a digest of what was read: whoever changes it afterwards, to excuse a wrong record, is found out. */
  private checkpoint(place: PagePlace, id: number, reading: PageReading, committed: CountedPage, digests: Buffer): void {
    const { batchId, fileNo, page, sha256, at, actor } = place;
    const { reasons, flags, ...counts } = committed;
    const chunk = { first_id: id, last_id: id, ...counts };
    const { outcome, template, templateVersion, reader, fields } = reading;
    const scan = {
      scan_sha256: sha256,
      page,
      outcome,
      template,
      template_version: templateVersion,
      reader,
      fields_sha256: fieldsDigest(fields),
    };
    const content = { batch: batchId, file: fileNo, chunk: page, ...chunk, content_sha256: hash('sha256', digests, 'hex') };
    const { seq } = appendEntry(this.registry.database, { at, actor, kind: 'scan.page', body: { ...content, ...scan } });
    this.batches.addChunk(
      {
        batch_id: batchId,
        file_no: fileNo,
        seq: page,
        end_offset: page,
        end_line: page,
        ...chunk,
        tally: JSON.stringify({ reasons: onceEach(reasons), flags: onceEach(flags) }),
        ledger_seq: seq,
      },
      digests,
    );
  }
}

/** SHA-256 over what was read, field by field in the order of the form, as canonical JSON: key, value, written, confidence, standing. */
export function fieldsDigest(fields: PageReading['fields']): string {
  const said = fields.map(({ key, value, written, confidence, standing }) => [key, value, written, String(confidence), standing]);
  return hash('sha256', canonicalJson(said), 'hex');
}

const onceEach = (codes: readonly string[]): Record<string, number> => Object.fromEntries(codes.map((code) => [code, 1]));
