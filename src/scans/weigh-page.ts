import { FIELD_KEYS } from '../domain/fields.js';
import type { Finding } from '../domain/finding.js';
import { foundDifferingFromRegistry, foundRepeatInFile } from '../import/repeats.js';
import { IDENTITY_FIELDS, recordKey } from '../import/rows/record-key.js';
import { RowBuffer } from '../import/rows/row-buffer.js';
import { storedJson } from '../import/rows/row-checker.js';
import { NO_COUNTS } from '../import/summary.js';
import type { BatchCounts } from '../store/batch-repository.js';
import type { Registry } from '../store/open.js';
import { RepairedRows } from '../store/repaired-rows.js';
import { foundRowTooLarge } from '../validators/reader/row-too-large.js';
import type { JudgedPage } from './judge-page.js';

/** What becomes of a form: loaded, there already, or left to a person. */
export type PageVerdict =
  | { readonly kind: 'loaded'; readonly key: number; readonly flags: readonly Finding[] }
  | { readonly kind: 'present'; readonly otherId: number }
  | { readonly kind: 'waiting'; readonly findings: readonly Finding[] };

/** A verdict in numbers, with the rules behind it. */
export interface CountedPage extends BatchCounts {
  readonly reasons: readonly string[];
  readonly flags: readonly string[];
}

/** Compares rows of scans with the registry as an import compares rows of tables. */
export class PageWeigher {
  private readonly rows: RepairedRows;
  private readonly buffer = new RowBuffer();

  constructor(registry: Registry) {
    this.rows = new RepairedRows(registry, IDENTITY_FIELDS);
  }

  /** @param fileFirstId the id of the first page of the form's file: rows from there on repeat within the file */
  weigh(judged: JudgedPage, fileFirstId = Infinity): PageVerdict {
    const { checked, findings, isLoadable } = judged;
    if (!isLoadable) return { kind: 'waiting', findings };
    if (!this.fill(0, judged)) return { kind: 'waiting', findings: [foundRowTooLarge()] };
    const key = recordKey(this.buffer);
    const twin = this.rows.twinOf(key, checked.values);
    if (twin === undefined) return { kind: 'loaded', key, flags: findings };
    if (twin.id >= fileFirstId) return { kind: 'waiting', findings: [foundRepeatInFile(twin.id - fileFirstId + 1)] };
    return twin.sameContent ? { kind: 'present', otherId: twin.id } : { kind: 'waiting', findings: [foundDifferingFromRegistry(twin.id)] };
  }

  /** Writes the digest of the row under this id into `target`. */
  digestInto(target: Buffer, id: number, judged: JudgedPage): void {
    this.fill(id, judged);
    this.buffer.digestInto(target, 0);
  }

  /** The text that the digest of the row under this id is taken over. */
  textOf(id: number, judged: JudgedPage): string {
    this.fill(id, judged);
    return this.buffer.bytes.toString('utf8', 0, this.buffer.end);
  }

  private fill(id: number, { checked, findings }: JudgedPage): boolean {
    return this.buffer.fill(id, [...FIELD_KEYS.map((key) => checked.values[key]), storedJson(checked.raw), storedJson(findings)]);
  }
}

interface MetRow {
  readonly scan: number;
  readonly page: number;
  readonly content: string;
}

/** Foresees what an import would make of forms, those of the same input included; writes nothing. */
export class PageForesight {
  private readonly weigher: PageWeigher;
  private readonly met = new Map<number, MetRow>();

  constructor(registry: Registry) {
    this.weigher = new PageWeigher(registry);
  }

  /** @param place which scan of the input, and which of its pages */
  foresee(judged: JudgedPage, place: { readonly scan: number; readonly page: number; readonly name: string }): PageVerdict {
    const verdict = this.weigher.weigh(judged);
    if (verdict.kind !== 'loaded') return verdict;
    const content = judged.checked.list.join('\u001f');
    const earlier = this.met.get(verdict.key);
    if (earlier === undefined) {
      this.met.set(verdict.key, { ...place, content });
      return verdict;
    }
    if (earlier.scan === place.scan) return { kind: 'waiting', findings: [foundRepeatInFile(earlier.page)] };
    if (earlier.content === content) return { kind: 'present', otherId: 0 };
    return { kind: 'waiting', findings: [foundDifferingFromRegistry(`${place.name}#${earlier.page}`)] };
  }
}

export function countsOf(verdict: PageVerdict): CountedPage {
  const one = { ...NO_COUNTS, rows: 1, reasons: [], flags: [] };
  if (verdict.kind === 'present') return { ...one, already_present: 1 };
  if (verdict.kind === 'waiting') return { ...one, quarantined: 1, reasons: codesOf(verdict.findings) };
  return { ...one, accepted: 1, flagged: verdict.flags.length > 0 ? 1 : 0, flags: codesOf(verdict.flags) };
}

const codesOf = (findings: readonly Finding[]): readonly string[] => [...new Set(findings.map(({ code }) => code))];
