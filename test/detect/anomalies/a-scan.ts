import { createReference } from '../../../src/domain/reference-index.js';
import { loadAnomalyRules } from '../../../src/config/anomaly-rules.js';
import { loadPackagedTables } from '../../../src/config/packaged-tables.js';
import { PersonScan } from '../../../src/detect/anomalies/person-scan.js';
import { SCANNED_FIELDS, type ScanContext, type ScannedRow } from '../../../src/detect/anomalies/scan.js';
import { AnomalyRules } from '../../../src/domain/anomaly-rule.js';
import type { Detection } from '../../../src/domain/detection.js';
import type { LifeEvent } from '../../../src/domain/life-event.js';
import type { RowValues } from '../../../src/domain/registration.js';
import { personKey } from '../../../src/domain/person-key.js';
import { LifeEventRepository } from '../../../src/store/life-event-repository.js';
import { createRegistry } from '../../../src/store/open.js';
import { nobodysNumber, someValues } from '../../helpers/registration.js';

/** People of the cases. Numbers are nobody's (test/helpers/registration.ts). */
export const CHEN = { name: '陈样本', birth: '1980-03-08', number: nobodysNumber('19800308', 'male') };
export const LIN = { name: '林例子', birth: '1981-11-21', number: nobodysNumber('19811121', 'female') };
export const HUANG = { name: '黄另外', birth: '1983-02-02', number: nobodysNumber('19830202', 'female') };
export const WU = { name: '吴第三', birth: '1984-05-06', number: nobodysNumber('19840506', 'female') };

type Person = typeof CHEN;

/** A registration of two people; each gets the values that speak of nothing but its type and date. */
export function registered(opType: string, date: string, man: Person, woman: Person, over: Partial<RowValues> = {}): Partial<RowValues> {
  const status = opType === 'IA' ? '' : '20';
  return {
    op_type: opType,
    op_date: date,
    cert_no: '',
    name_man: man.name,
    birth_man: man.birth,
    cert_num_man: man.number,
    marry_status_man: status,
    name_woman: woman.name,
    birth_woman: woman.birth,
    cert_num_woman: woman.number,
    marry_status_woman: status,
    ...over,
  };
}

export function told(kind: LifeEvent['kind'], happenedOn: string, person: Person, spouse?: Person): LifeEvent {
  return {
    kind,
    personKey: personKey(person.number),
    personName: person.name,
    spouseKey: spouse === undefined ? 0 : personKey(spouse.number),
    spouseName: spouse?.name ?? '',
    happenedOn,
    reference: '（2010）样民初1号',
  };
}

const rules = new AnomalyRules(loadAnomalyRules());
const reference = createReference(loadPackagedTables());

export function aContext(over: Partial<ScanContext> = {}): ScanContext {
  return { registry: createRegistry(':memory:'), reference, rules, settings: { ageReached: 'day-after' }, today: 20260520, ...over };
}

export interface Case {
  readonly rows: readonly Partial<RowValues>[];
  readonly events?: readonly LifeEvent[];
}

/** What is found in these registrations, the n-th having id n, with what other departments told of. */
export function findingsIn({ rows, events = [] }: Case, parts = 1, order: 'as given' | 'reversed' = 'as given'): readonly Detection[] {
  const context = aContext();
  tell(context, events);
  const scan = new PersonScan(context, { parts, expected: rows.length });
  const numbered = rows.map((over, at): [number, ScannedRow] => {
    const values = someValues(over);
    return [at + 1, SCANNED_FIELDS.map((field) => values[field])];
  });
  for (let part = 0; part < parts; part += 1) {
    for (const [id, row] of order === 'as given' ? numbered : numbered.toReversed()) scan.add(id, row);
    scan.endPart();
  }
  return [...scan.findings()];
}

function tell({ registry }: ScanContext, events: readonly LifeEvent[]): void {
  if (events.length === 0) return;
  const load = {
    kind: events[0]?.kind ?? 'death',
    file: '样例.csv',
    sha256: '',
    authority: '样板法院',
    purpose: 'x',
    at: '2026-05-20T09:30:00.000+08:00',
    actor: '省厅 (st)',
    rows: events.length,
    ledgerSeq: 1,
  };
  registry.database.transaction(() =>
    new LifeEventRepository(registry.database).add(
      load,
      events.map((event, at) => ({ ...event, line: at + 2 })),
    ),
  )();
}
