import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Detection, DetectionSeverity } from '../../domain/detection.js';
import { MregError } from '../../domain/error.js';
import { appendEntry } from '../../ledger/append.js';
import { FindingRepository, type RecordedRun } from '../../store/finding-repository.js';
import { withRoomToWrite } from '../../store/room-to-write.js';
import { LifeEventRepository } from '../../store/life-event-repository.js';
import { RecordReader, type RecordBlock } from '../../store/record-reader.js';
import { TimelineRepository } from '../../store/timeline-repository.js';
import { PersonScan } from './person-scan.js';
import { SCANNED_FIELDS, type AnomalyScan, type ScanContext, type ScanFactory } from './scan.js';
import { scannedParty } from './timeline/party.js';

export interface AnomalyRequest {
  /** Only what came with this batch, or on this day (`YYYY-MM-DD`) and later, and what the registry has of its persons. */
  readonly batch?: number | undefined;
  readonly since?: string | undefined;
  /** Only these rules; the context's rules are limited to them already. */
  readonly codes?: readonly string[] | undefined;
  /** Asia/Shanghai time. */
  readonly at: string;
  readonly actor: string;
}

export interface AnomalyWatch {
  readonly signal?: AbortSignal;
  readonly onRows?: (done: number, total: number) => void;
}

export interface AnomalySummary extends RecordedRun {
  readonly records: number;
  readonly persons: number;
  readonly isFull: boolean;
  readonly counts: readonly RuleCount[];
  readonly ledgerSeq: number;
  readonly detections: readonly Detection[];
}

/** Findings of one rule, one severity. */
// A type, not an interface, so that it is JSON for the ledger.
export type RuleCount = { readonly code: string; readonly severity: DetectionSeverity; readonly found: number };

/** Entries of timelines held at a time, 60 bytes each and 10 to sort them: 1.4 GB at most. Thirty million registrations take three passes. */
const ENTRIES_A_PART = 20_000_000;
const BLOCKS_A_TURN = 20;

/**
 * Looks for anomalies in one pass over the active registrations (more when there are too many persons for one), and stores them with
 * their ledger entry in one transaction: a run that is stopped leaves nothing behind.
 */
export async function detectAnomalies(
  context: ScanContext,
  request: AnomalyRequest,
  officeScans: readonly ScanFactory[],
  watch: AnomalyWatch = {},
): Promise<AnomalySummary> {
  const isNewOnly = request.batch !== undefined || request.since !== undefined;
  const looked = await (isNewOnly ? lookAtNew(context, request, watch) : lookAtAll(context, officeScans, watch));
  return record(context, request, looked, !isNewOnly && request.codes === undefined);
}

interface Looked {
  readonly records: number;
  readonly persons: number;
  readonly detections: readonly Detection[];
}

async function lookAtAll(context: ScanContext, officeScans: readonly ScanFactory[], watch: AnomalyWatch): Promise<Looked> {
  const { database } = context.registry;
  const reader = new RecordReader(database, {});
  const total = reader.count();
  const parts = Math.max(1, Math.ceil((2 * total) / ENTRIES_A_PART));
  const persons = new PersonScan(context, { parts, expected: total });
  const scans = [persons, ...officeScans.flatMap((make) => make(context))];
  for (let part = 0; part < parts; part += 1) {
    const fed = part === 0 ? scans : [persons];
    await feed(fed, reader.blocks(SCANNED_FIELDS), watch, (done) => watch.onRows?.(part * total + done, parts * total));
    persons.endPart();
  }
  return { records: total, persons: persons.persons, detections: scans.flatMap((scan) => [...scan.findings()]) };
}

/** The timelines of those whom the new registrations and events are about; offices are compared with each other, so not here. */
async function lookAtNew(context: ScanContext, request: AnomalyRequest, watch: AnomalyWatch): Promise<Looked> {
  const { database } = context.registry;
  const repository = new TimelineRepository(database);
  const newIds = request.batch === undefined ? repository.idsSince(request.since ?? '') : repository.idsOfBatch(request.batch);
  const onlyPersons = new Set<number>();
  for (const { rows } of repository.blocks(newIds, SCANNED_FIELDS)) {
    for (const row of rows) for (const role of ['man', 'woman'] as const) onlyPersons.add(scannedParty(role, row).key);
  }
  if (request.since !== undefined) {
    for (const { personKey, spouseKey } of new LifeEventRepository(database).events(request.since))
      onlyPersons.add(personKey).add(spouseKey);
  }
  onlyPersons.delete(0);
  const ids = new Set([...newIds, ...repository.idsOfPersons(onlyPersons)]);
  const persons = new PersonScan(context, { parts: 1, expected: ids.size, onlyPersons });
  await feed([persons], repository.blocks(ids, SCANNED_FIELDS), watch, (done) => watch.onRows?.(done, ids.size));
  persons.endPart();
  return { records: ids.size, persons: persons.persons, detections: [...persons.findings()] };
}

async function feed(
  scans: readonly AnomalyScan[],
  blocks: Iterable<RecordBlock>,
  { signal }: AnomalyWatch,
  onRows: (done: number) => void,
): Promise<void> {
  let done = 0;
  let turn = 0;
  for (const { ids, rows } of blocks) {
    for (const [at, id] of ids.entries()) {
      const row = rows[at];
      if (row !== undefined) for (const scan of scans) scan.add(id, row);
    }
    done += ids.length;
    turn += 1;
    if (turn % BLOCKS_A_TURN !== 0) continue;
    onRows(done);
    await setImmediate();
    if (signal?.aborted === true) throw new MregError('interrupted', 'anomaly.interrupted');
  }
}

function record({ registry, rules }: ScanContext, request: AnomalyRequest, looked: Looked, isFull: boolean): AnomalySummary {
  const { records, persons, detections } = looked;
  const { at, actor, batch, since, codes } = request;
  const options = {
    ...(batch === undefined ? {} : { batch }),
    ...(since === undefined ? {} : { since }),
    ...(codes === undefined ? {} : { rules: codes }),
  };
  const counts = countByRule(detections);
  const store = registry.database.transaction(() => {
    const body = {
      options,
      records,
      persons,
      found: detections.length,
      rules: rulesDigest(rules.all),
      counts,
      sha256: resultDigest(detections),
    };
    const { seq } = appendEntry(registry.database, { at, actor, kind: 'detect.anomalies', body });
    const run = new FindingRepository(registry.database).recordRun(
      { kind: 'anomaly', isFull, options, at, actor, ledgerSeq: seq },
      detections,
    );
    return { ...run, ledgerSeq: seq };
  });
  const stored = withRoomToWrite(registry.database, () => store.immediate());
  return { ...stored, records, persons, isFull, counts, detections };
}

function countByRule(detections: readonly Detection[]): readonly RuleCount[] {
  const counts = new Map<string, number>();
  for (const { code, severity } of detections) counts.set(`${code} ${severity}`, (counts.get(`${code} ${severity}`) ?? 0) + 1);
  return [...counts]
    .map(([key, found]): RuleCount => {
      const [code = '', severity = ''] = key.split(' ');
      return { code, severity: severity as DetectionSeverity, found };
    })
    .toSorted((a, b) => (a.code + a.severity < b.code + b.severity ? -1 : 1));
}

/** Of what was found, in an order that does not depend on how it was found. */
function resultDigest(detections: readonly Detection[]): string {
  const lines = detections.map(({ code, subject, severity }) => `${code}\t${subject}\t${severity}`).toSorted();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

function rulesDigest(rules: ScanContext['rules']['all']): string {
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex');
}
