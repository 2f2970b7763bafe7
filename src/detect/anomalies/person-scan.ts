import type { Detection } from '../../domain/detection.js';
import { GRAVITY } from '../../domain/anomaly-rule.js';
import { LifeEventRepository, type StoredLifeEvent } from '../../store/life-event-repository.js';
import { ROW_RULES, type RowFinding, type ScannedRegistration } from './rules/row-rules.js';
import { checkSharedNumber, personsOfNumber } from './rules/shared-number.js';
import { TIMELINE_RULES } from './rules/timeline-rules.js';
import { anomaly, AT, type AnomalyScan, type ScanContext, type ScannedRow } from './scan.js';
import { packDate } from './timeline/day.js';
import { Deaths } from './timeline/deaths.js';
import { EntryStore, EVENT_KINDS, type EventFacts, type SideFacts, type TimelineEntry } from './timeline/entry-store.js';
import { packName } from './timeline/name-likeness.js';
import { NamedPartners, regionOfCertificate } from './timeline/named-partners.js';
import { scannedParty } from './timeline/party.js';
import { isRegistration, Timeline, type RuleOutput, type TimelineContext, type TimelineFinding } from './timeline/timeline.js';

export interface PersonScanOptions {
  /** Registrations that will be added. */
  readonly expected: number;
  /** Into how many parts the persons are divided: each part takes a pass of its own over the rows, and the memory of a part. */
  readonly parts: number;
  /** When only these persons' timelines are whole: those of all others are left alone. */
  readonly onlyPersons?: ReadonlySet<number>;
}

/** Types of registrations, in the order of `EVENT_KINDS`, which has life events behind them. */
const REGISTERED: readonly string[] = EVENT_KINDS.slice(0, 5);
/** Parts are not quite equal. */
const ROOM = 1.02;
/** A number on more registrations than this is nobody's: only what is wrong with the number itself is said. */
const MOST_EVENTS = 60;

/** Rules about persons: those of single rows at once, those of timelines at the end of each part. */
export class PersonScan implements AnomalyScan {
  persons = 0;
  private readonly context: ScanContext;
  private readonly options: PersonScanOptions;
  private readonly lifeEvents: LifeEventRepository;
  private readonly timelineContext: TimelineContext;
  private readonly rowRules;
  private readonly timelineRules;
  private readonly partners = new NamedPartners();
  private readonly found = new Map<string, Detection>();
  private readonly offices = new Map<string, number>([['', 0]]);
  private readonly officeCodes: string[] = [''];
  private entries: EntryStore;
  private part = 0;

  constructor(context: ScanContext, options: PersonScanOptions) {
    this.context = context;
    this.options = options;
    this.rowRules = ROW_RULES.filter(({ codes }) => codes.some((code) => context.rules.isOn(code)));
    this.timelineRules = TIMELINE_RULES.filter(({ codes }) => codes.some((code) => context.rules.isOn(code))).map(({ rule }) => rule);
    this.lifeEvents = new LifeEventRepository(context.registry.database);
    this.timelineContext = this.contextOfTimelines();
    this.entries = this.emptyStore();
  }

  private emptyStore(): EntryStore {
    return new EntryStore(Math.ceil((2 * this.options.expected * ROOM) / this.options.parts));
  }

  private contextOfTimelines(): TimelineContext {
    const { rules, reference } = this.context;
    const deaths = new Deaths(this.lifeEvents.events());
    const authorities = new Map(this.lifeEvents.loads().map(({ id, authority }) => [id, authority]));
    return {
      rules,
      reference,
      deathOf: (key, name) => deaths.of(key, name),
      authorityOf: ({ office }) => authorities.get(office) ?? '',
      officeCodeOf: (entry) => (isRegistration(entry) ? (this.officeCodes[entry.office] ?? '') : ''),
    };
  }

  add(id: number, row: ScannedRow): void {
    const registration = readRow(id, row);
    if (this.part === 0) this.checkRow(registration);
    this.enter(registration);
  }

  private checkRow(registration: ScannedRegistration): void {
    for (const { check } of this.rowRules) check(registration, this.context, (finding) => this.keepRowFinding(registration, finding));
  }

  private keepRowFinding({ id, row }: ScannedRegistration, finding: RowFinding): void {
    this.keep({ ...finding, records: [{ id, deptCode: row[AT.dept_code] ?? '' }] });
  }

  private keep(draft: Parameters<typeof anomaly>[1]): void {
    const { rules } = this.context;
    if (!rules.isOn(draft.code)) return;
    const detection = anomaly(rules, draft);
    const key = `${draft.code} ${draft.subject}`;
    const known = this.found.get(key);
    // Both parties' timelines tell of a couple: what one of them explains is explained.
    if (known === undefined || GRAVITY[detection.severity] < GRAVITY[known.severity]) this.found.set(key, detection);
  }

  private enter({ id, opType, date, row, man, woman }: ScannedRegistration): void {
    const kindCode = REGISTERED.indexOf(opType);
    const entersMan = this.isOfThisPart(man.key);
    const entersWoman = this.isOfThisPart(woman.key) && woman.key !== man.key;
    if (kindCode < 0 || !(entersMan || entersWoman)) return;
    const event = {
      id,
      kindCode,
      isRenewal: row[AT.renew_flag] === '1',
      isLate: row[AT.remedy_flag] === '1',
      date,
      earlierDate: packDate(row[AT.old_op_date] ?? ''),
      office: this.officePlace(row[AT.dept_code] ?? ''),
      earlierRegion: regionOfCertificate(row[AT.old_cert_no] ?? ''),
    };
    if (entersMan) this.entries.add(event, man, woman);
    if (entersWoman) this.entries.add(event, woman, man);
  }

  private officePlace(code: string): number {
    const known = this.offices.get(code);
    if (known !== undefined) return known;
    this.offices.set(code, this.officeCodes.length);
    return this.officeCodes.push(code) - 1;
  }

  private isOfThisPart(key: number): boolean {
    const { parts, onlyPersons } = this.options;
    return key !== 0 && key % parts === this.part && (onlyPersons === undefined || onlyPersons.has(key));
  }

  /** Looks at the timelines of the persons of this part and makes room for the next. */
  endPart(): void {
    for (const event of this.lifeEvents.events()) this.enterLifeEvent(event);
    const output: RuleOutput = {
      found: (finding) => this.keepTimelineFinding(finding),
      named: (partner) => this.partners.add(partner),
    };
    const countPerson = (): void => {
      this.persons += 1;
    };
    for (const entries of this.entries.persons(countPerson)) {
      const persons = personsOfNumber(entries);
      checkSharedNumber(persons, this.timelineContext, output);
      for (const person of persons) this.checkPerson(person, output);
    }
    this.entries = this.emptyStore();
    this.part += 1;
  }

  private checkPerson(entries: readonly TimelineEntry[], output: RuleOutput): void {
    if (entries.length > MOST_EVENTS) return;
    const timeline = new Timeline(entries);
    for (const rule of this.timelineRules) rule.check(timeline, this.timelineContext, output);
  }

  private enterLifeEvent(event: StoredLifeEvent): void {
    const person = sideOf(event.personKey, event.personName);
    const spouse = sideOf(event.spouseKey, event.spouseName);
    const facts = lifeEventFacts(event);
    if (this.isOfThisPart(person.key)) this.entries.add(facts, person, spouse);
    if (this.isOfThisPart(spouse.key)) this.entries.add(facts, spouse, person);
  }

  private keepTimelineFinding({ entries, ...finding }: TimelineFinding): void {
    const records = entries.filter(isRegistration).map((entry) => ({ id: entry.id, deptCode: this.timelineContext.officeCodeOf(entry) }));
    this.keep({ ...finding, records });
  }

  *findings(): Generator<Detection> {
    for (const finding of this.partners.findings(this.context.rules)) this.keepTimelineFinding(finding);
    yield* this.found.values();
  }
}

function readRow(id: number, row: ScannedRow): ScannedRegistration {
  const date = packDate(row[AT.op_date] ?? '');
  return { id, opType: row[AT.op_type] ?? '', date, row, man: scannedParty('man', row), woman: scannedParty('woman', row) };
}

function sideOf(key: number, name: string): SideFacts {
  return { key, role: undefined, sound: undefined, name: packName(name), birth: 0, statusCode: 0 };
}

function lifeEventFacts({ id, loadId, kind, happenedOn }: StoredLifeEvent): EventFacts {
  const date = packDate(happenedOn);
  return {
    id,
    kindCode: EVENT_KINDS.indexOf(kind),
    isRenewal: false,
    isLate: false,
    date,
    earlierDate: 0,
    office: loadId,
    earlierRegion: 0,
  };
}
