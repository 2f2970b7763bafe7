import { basename } from 'node:path';
import { covers } from '../../domain/account.js';
import { successorsOn } from '../../domain/office-area.js';
import type { OfficeRow, ReferenceTables } from '../../domain/reference.js';
import { appendEntry } from '../../ledger/append.js';
import { stageFile, type StagedFile } from '../../report/staged-file.js';
import { OfficeRepository } from '../../store/office-repository.js';
import type { Sqlite } from '../../store/open.js';
import { commitWithFiles } from '../../store/with-files.js';
import { openOffices } from './office-book.js';
import type { OfficeProfile } from './profile-fields.js';
import { missingIn, publicPart } from './read-profile.js';

export const PUBLIC_FORMAT = 'mreg-offices/1';

/** The file for the public site (docs/offices.md). */
export interface PublicDocument {
  readonly format: typeof PUBLIC_FORMAT;
  readonly as_of: string;
  readonly offices: readonly PublicOffice[];
  readonly closed: readonly ClosedOffice[];
}

interface PublicOffice {
  readonly code: string;
  readonly name: string;
  readonly region: string;
  readonly region_name: string;
  /** `null` until the profile is complete: half an address misleads more than none. */
  readonly profile: OfficeProfile | null;
}

interface ClosedOffice {
  readonly code: string;
  readonly name: string;
  readonly closed_on: string;
  readonly successors: readonly { readonly code: string; readonly name: string }[];
}

export interface PublicExport {
  readonly path: string;
  /** Six digits: offices of this area. */
  readonly region: string;
  readonly actor: string;
  readonly at: string;
}

/** Keys as printed by `--json`. */
export interface PublicExportSummary {
  readonly file: string;
  readonly offices: number;
  /** Offices without a complete profile, which stand there by name only. */
  readonly incomplete: number;
  readonly closed: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly ledger_seq: number;
}

export function publicDocument(tables: ReferenceTables, repository: OfficeRepository, region: string, asOf: string): PublicDocument {
  const written = new Map(repository.sheets('office_profile').map(({ office, sheet }) => [office, sheet as OfficeProfile]));
  const names = new Map(tables.regions.map((row) => [row.code, row.name]));
  const offices = openOffices(tables, asOf)
    .filter(({ code }) => covers(region, code))
    .map((office) => ({
      code: office.code,
      name: office.name,
      region: office.region,
      region_name: names.get(office.region) ?? '',
      profile: completePublicPart(written.get(office.code)),
    }));
  const closed = closedOffices(tables, region, asOf).map((office) => closedOffice(office, tables, asOf));
  return { format: PUBLIC_FORMAT, as_of: asOf, offices, closed };
}

/** Those that a decision closed; offices that ended with their region are history. */
function closedOffices({ offices }: ReferenceTables, region: string, asOf: string): readonly OfficeRow[] {
  return offices
    .filter(({ code, closedBy, closedOn = asOf }) => closedBy !== undefined && closedOn < asOf && covers(region, code))
    .toSorted((left, right) => (left.code < right.code ? -1 : 1));
}

function completePublicPart(profile: OfficeProfile = {}): OfficeProfile | null {
  return missingIn(profile).length > 0 ? null : publicPart(profile);
}

function closedOffice(office: OfficeRow, { offices }: ReferenceTables, asOf: string): ClosedOffice {
  const successors = successorsOn(offices, office, asOf).map(({ code, name }) => ({ code, name }));
  return { code: office.code, name: office.name, closed_on: office.closedOn ?? '', successors };
}

/** Writes the file for the public site, whole or not at all, and its ledger entry with it. */
export async function exportPublic(database: Sqlite, tables: ReferenceTables, request: PublicExport): Promise<PublicExportSummary> {
  const document = publicDocument(tables, new OfficeRepository(database), request.region, request.at.slice(0, 10));
  const file = await stageFile(request.path, (sink) => sink(Buffer.from(`${JSON.stringify(document, undefined, 2)}\n`, 'utf8')));
  const counts = {
    offices: document.offices.length,
    incomplete: document.offices.filter(({ profile }) => profile === null).length,
    closed: document.closed.length,
  };
  const seq = publishWithEntry(database, file, counts, request);
  return { file: request.path, ...counts, bytes: file.bytes, sha256: file.sha256, ledger_seq: seq };
}

/** The file appears and the ledger speaks of it, or neither happens. */
function publishWithEntry(
  database: Sqlite,
  file: StagedFile,
  counts: Pick<PublicExportSummary, 'offices' | 'incomplete' | 'closed'>,
  { actor, at, region }: PublicExport,
): number {
  return commitWithFiles(database, [file], () => {
    const body = { file: basename(file.path), region, ...counts, bytes: file.bytes, sha256: file.sha256 };
    return appendEntry(database, { at, actor, kind: 'office.export', body }).seq;
  });
}
