import { basename, extname } from 'node:path';
import { MregError } from '../domain/error.js';
import { maskNumber, maskNumbersIn } from '../domain/masking.js';
import { storedName, usableNumber } from '../domain/named-person.js';
import { personKey } from '../domain/person-key.js';
import { PARTY_FIELDS } from '../domain/read-registration.js';
import type { Lang } from '../i18n/lang.js';
import { appendEntry } from '../ledger/append.js';
import { stageFile, type StagedFile } from '../report/staged-file.js';
import { QueryRepository, type FoundRegistration } from '../store/query-repository.js';
import { commitWithFiles } from '../store/with-files.js';
import { checkRows, type CheckRow } from './check-input.js';
import { writeCheckResult, type CheckFormat, type CheckedRow, type CheckOutcome } from './check-output.js';
import { recordLookUp, type LookUpContext } from './look-up.js';
import { readStatus } from './marital-status.js';
import { visibleTo, type PersonRegistration } from './scope.js';

export interface CheckRequest {
  readonly inputPath: string;
  readonly outputPath: string;
  readonly lang: Lang;
  readonly signal?: AbortSignal;
  readonly onRows?: (rows: number) => void;
}

/** Keys as printed by `--json`. */
export interface CheckSummary extends Readonly<Record<CheckOutcome, number>> {
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly ledger_seq: number;
}

/** Persons an entry of the ledger names: each person is in it, and a long list is not a hundred thousand entries. */
const PERSONS_AN_ENTRY = 500;

const FORMATS: Readonly<Record<string, CheckFormat>> = { '.csv': 'csv', '.xlsx': 'xlsx' };

/**
 * Checks each person of a file against the registry (核查比对) and writes what was found, row for row. Every person is in the ledger
 * before the result of his row is written, and the file appears with the last entry or not at all.
 * @throws MregError `usage` for another ending than .csv and .xlsx, `input-refused` for a file without the columns
 */
export async function checkFile(context: LookUpContext, request: CheckRequest): Promise<CheckSummary> {
  const format = FORMATS[extname(request.outputPath).toLowerCase()];
  if (format === undefined) throw new MregError('usage', 'query.check.format', { path: request.outputPath });
  const check = new Check(context, request);
  const file = await stageFile(request.outputPath, (sink) => writeCheckResult(sink, format, check.rows(), request.lang));
  const ledgerSeq = publishWithEntry(context, file, request, check);
  const { bytes, sha256 } = file;
  return { file: request.outputPath, rows: check.count, ...check.outcomes, bytes, sha256, ledger_seq: ledgerSeq };
}

class Check {
  count = 0;
  readonly outcomes: Record<CheckOutcome, number> = { found: 0, several: 0, misnamed: 0, none: 0, unusable: 0 };
  private readonly context: LookUpContext;
  private readonly request: CheckRequest;
  private readonly repository: QueryRepository;

  constructor(context: LookUpContext, request: CheckRequest) {
    this.context = context;
    this.request = request;
    this.repository = new QueryRepository(context.registry);
  }

  async *rows(): AsyncGenerator<CheckedRow> {
    let batch: CheckRow[] = [];
    for await (const row of checkRows(this.request.inputPath, this.request.signal)) {
      this.request.signal?.throwIfAborted();
      batch.push(row);
      if (batch.length < PERSONS_AN_ENTRY) continue;
      yield* this.checked(batch);
      batch = [];
    }
    if (batch.length > 0) yield* this.checked(batch);
  }

  /** The rows of one entry, looked up and ledgered in one transaction. */
  private checked(batch: readonly CheckRow[]): readonly CheckedRow[] {
    const look = this.context.registry.database.transaction(() => {
      const rows = batch.map((row) => this.check(row));
      const usable = rows.filter(({ person }) => person !== undefined);
      recordLookUp(this.context, {
        by: 'check',
        file: maskNumbersIn(basename(this.request.inputPath)),
        persons: rows.length,
        person: usable.map(({ person }) => this.context.digest(person?.number ?? '')),
        hits: usable.map(({ registrations }) => registrations),
      });
      return rows;
    });
    const rows = look.immediate();
    for (const { outcome } of rows) this.outcomes[outcome] += 1;
    this.count += rows.length;
    this.request.onRows?.(this.count);
    return rows;
  }

  private check(row: CheckRow): CheckedRow {
    const number = usableNumber(row.number);
    const name = storedName(row.name);
    const given = { line: row.line, name: row.name, number: maskNumber(row.number) };
    if (number === undefined || name === undefined) return { ...given, person: undefined, outcome: 'unusable', registrations: 0 };
    const person = { number, name };
    const found = this.repository.ofPerson(personKey(number)).filter(({ state }) => state !== 'superseded');
    const visible = visibleTo(this.context.area, person, found);
    return { ...given, person, ...answer(row, visible) };
  }
}

type Answer = Pick<CheckedRow, 'outcome' | 'registrations' | 'latest' | 'status' | 'spouseFits'>;

function answer(row: CheckRow, visible: readonly PersonRegistration[]): Answer {
  const fitting = visible.filter(({ nameFits }) => nameFits);
  if (visible.length === 0) return { outcome: 'none', registrations: 0 };
  if (fitting.length === 0) return { outcome: 'misnamed', registrations: visible.length };
  const { status, openMarriages, latest } = readStatus(fitting);
  const isMixed = openMarriages > 1 || fitting.length < visible.length;
  return {
    outcome: isMixed ? 'several' : 'found',
    registrations: fitting.length,
    status,
    ...(latest === undefined ? {} : { latest: latest.registration, ...spouseAnswer(row, latest) }),
  };
}

/** Whether the other party of the latest registration is the one the file names, by number where both have one. */
function spouseAnswer(row: CheckRow, { registration, role, isOwn }: PersonRegistration): Pick<CheckedRow, 'spouseFits'> {
  const number = usableNumber(row.spouseNumber);
  const name = storedName(row.spouseName);
  if (!isOwn || (number === undefined && name === undefined)) return {};
  return { spouseFits: isSpouse(registration, role === 'man' ? 'woman' : 'man', number, name) };
}

function isSpouse(registration: FoundRegistration, role: 'man' | 'woman', number: string | undefined, name: string | undefined): boolean {
  const fields = PARTY_FIELDS[role];
  const numberFits = number === undefined || personKey(number) === personKey(registration[fields.documentNumber]);
  return numberFits && (name === undefined || registration[fields.name] === name);
}

/** The file appears and the ledger speaks of it, or neither happens. */
function publishWithEntry({ registry, reason }: LookUpContext, file: StagedFile, request: CheckRequest, check: Check): number {
  return commitWithFiles(registry.database, [file], () => {
    const body = {
      input: maskNumbersIn(basename(request.inputPath)),
      file: maskNumbersIn(basename(file.path)),
      sha256: file.sha256,
      rows: check.count,
      persons: 0,
      outcomes: { ...check.outcomes },
      purpose: maskNumbersIn(reason.purpose),
    };
    return appendEntry(registry.database, { at: reason.at, actor: reason.actor, kind: 'query.check', body }).seq;
  });
}
