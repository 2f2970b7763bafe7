import type { AreaLevel, Principal } from '../../domain/account.js';
import { areaPrefix } from '../../domain/account.js';
import type { RequestKind, RequestState } from '../../domain/request.js';
import { AttachmentRepository, type RequestAttachmentRow } from '../../store/attachment-repository.js';
import { RequestRepository, type RequestEventRow, type RequestRow } from '../../store/request-repository.js';
import { todayAt, type Desk } from './desk.js';
import type { KnownAccount } from './form-knowledge.js';
import { REQUEST_FORMS, type StoredForm } from './forms.js';
import { awaited, refusalOf, type Standing } from './lifecycle.js';
import { scanState, type ScanState } from './scans.js';
import { mayRead, requestNamed, standingOf } from './standing.js';
import { formVersions, type FormVersion } from './stored-form.js';
import { parseDay } from '../../domain/calendar.js';

/** Keys as printed by `--json`. */
export interface RequestListing {
  readonly request: string;
  readonly kind: RequestKind;
  readonly region: string;
  readonly applicant: string;
  readonly applicant_name: string;
  readonly state: RequestState;
  readonly version: number;
  readonly submitted_at: string;
  /** Whose opinion it waits for; `null` when it waits for none. */
  readonly waiting_for: Waiting | null;
  /** `YYYY-MM-DD`, or '' when no opinion is awaited. */
  readonly due_on: string;
  /** The holidays on the way are not announced yet: the day may move. */
  readonly due_provisional: boolean;
  readonly overdue: boolean;
}

export interface Waiting {
  /** `applicant` after a return. */
  readonly level: AreaLevel | 'applicant';
  /** Only an approver can give it. */
  readonly approver: boolean;
  /** Usernames of those who could; empty when there is nobody, and somebody has to be appointed first. */
  readonly users: readonly string[];
}

export interface RequestFilter {
  readonly mine: boolean;
  readonly waitingForMe: boolean;
  readonly kind?: RequestKind;
  readonly state?: RequestState;
  /** Region code: the requests of its area. */
  readonly region?: string;
}

/** The requests this person may see, newest first. */
export function listRequests(desk: Desk, { mine, waitingForMe, kind, state, region }: RequestFilter): readonly RequestListing[] {
  const { registry, principal } = desk;
  const rows = new RequestRepository(registry).search({
    ...(kind === undefined ? {} : { kind }),
    ...(state === undefined ? {} : { state }),
    ...(mine ? { applicant: principal.username } : {}),
    ...(region === undefined ? {} : { regionPrefix: areaPrefix(region) }),
  });
  const accounts = desk.accounts();
  return rows
    .filter((row) => mayRead(row, principal))
    .map((row) => ({ row, standing: standingOf(desk, row) }))
    .filter(({ standing }) => !waitingForMe || waitsFor(standing, principal))
    .map(({ row, standing }) => listingOf(desk, row, standing, accounts));
}

function waitsFor(standing: Standing, person: Principal): boolean {
  if (standing.state === 'returned') return standing.applicant === person.username;
  return refusalOf(standing, 'approve', person) === undefined;
}

function listingOf(desk: Desk, row: RequestRow, standing: Standing, accounts: readonly KnownAccount[]): RequestListing {
  const { number, kind, region, applicant, applicant_name, state, version, submitted_at, due_on } = row;
  return {
    request: number,
    kind,
    region,
    applicant,
    applicant_name,
    state,
    version,
    submitted_at,
    waiting_for: waitingFor(standing, accounts),
    due_on,
    due_provisional: row.due_provisional === 1,
    overdue: (parseDay(due_on) ?? Infinity) < todayAt(desk),
  };
}

function waitingFor(standing: Standing, accounts: readonly KnownAccount[]): Waiting | null {
  if (standing.state === 'returned') return { level: 'applicant', approver: false, users: [standing.applicant] };
  const wanted = awaited(standing);
  if (wanted === undefined) return null;
  const users = accounts.filter((account) => account.state === 'active' && refusalOf(standing, 'approve', account) === undefined);
  return { ...wanted, users: users.map(({ username }) => username) };
}

/** Keys as printed by `--json`. */
export interface RequestDetail extends RequestListing {
  /** The version that counts. */
  readonly form: StoredForm;
  readonly form_sha256: string;
  readonly versions: readonly FormVersion[];
  readonly timeline: readonly TimelineEvent[];
}

export interface TimelineEvent {
  readonly at: string;
  readonly kind: RequestEventRow['kind'];
  readonly version: number;
  /** '' for what the applicant did. */
  readonly level: string;
  readonly username: string;
  readonly name: string;
  readonly opinion: string;
  readonly facts: StoredForm;
  readonly scans: readonly ShownScan[];
  readonly ledger_seq: number;
}

export interface ShownScan {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly type: string;
  /** `changed` and `missing`: the file is not what was handed in. */
  readonly state: ScanState;
}

/** @throws MregError as `requestNamed` */
export function showRequest(desk: Desk, number: string): RequestDetail {
  const row = requestNamed(desk, number);
  const versions = formVersions(desk, number).map((version) => ({ ...version, form: presentable(row.kind, version.form) }));
  const { form = {}, form_sha256 = '' } = versions.at(-1) ?? {};
  return {
    ...listingOf(desk, row, standingOf(desk, row), desk.accounts()),
    form,
    form_sha256,
    versions,
    timeline: timelineOf(desk, number),
  };
}

/** The digest that stands for a document number tells two holders apart and is of no use to a reader. */
function presentable(kind: RequestKind, form: StoredForm): StoredForm {
  const holders = new Set(REQUEST_FORMS[kind].fields.filter(({ value }) => value === 'holder').map(({ key }) => key));
  return Object.fromEntries(
    Object.entries(form).map(([key, value]) => [key, holders.has(key) ? (value as { masked: string }).masked : value]),
  );
}

function timelineOf({ registry, scansPath }: Desk, number: string): readonly TimelineEvent[] {
  const scans = new AttachmentRepository(registry).ofRequest(number);
  return new RequestRepository(registry).events(number).map((event) => ({
    at: event.at,
    kind: event.kind,
    version: event.version,
    level: event.level,
    username: event.username,
    name: event.name,
    opinion: event.opinion,
    facts: JSON.parse(event.facts) as StoredForm,
    scans: scans.filter((scan) => scan.event_seq === event.seq).map((scan) => shownScan(scansPath, scan)),
    ledger_seq: event.ledger_seq,
  }));
}

function shownScan(scansPath: string, { name, sha256, bytes, type }: RequestAttachmentRow): ShownScan {
  return { name, sha256, bytes, type, state: scanState(scansPath, sha256) };
}
