import { MregError } from '../domain/error.js';
import { personKey } from '../domain/person-key.js';
import { writeDocument } from '../report/docx/document-writer.js';
import { stageFile, type StagedFile } from '../report/staged-file.js';
import { QueryRepository } from '../store/query-repository.js';
import { certificateBlocks, type CertificateUse } from './certificate-document.js';
import { commitWithFiles } from '../store/with-files.js';
import { recordLookUp, type LookUpContext } from './look-up.js';
import { visibleTo, type AskedPerson, type PersonRegistration } from './scope.js';

export interface CertificateRequest {
  /** Name and number both. */
  readonly person: AskedPerson & { readonly name: string };
  readonly use: CertificateUse;
  readonly path: string;
  /** Code and name of the area that certifies. */
  readonly region: string;
  readonly areaName: string;
  readonly searchedBy: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
}

/** Keys as printed by `--json`. */
export interface IssuedCertificate {
  readonly serial: string;
  readonly kind: 'record' | 'no-record';
  readonly registrations: number;
  readonly file: string;
  readonly sha256: string;
  readonly ledger_seq: number;
}

/** Somebody else may take the number between counting and issuing; then the paper is written again with the next one. */
const ATTEMPTS = 5;

/**
 * Writes a certificate on what this area's registry holds of a person ((无)婚姻登记记录证明), takes a serial number for it and puts
 * both into the ledger with the file. @throws MregError `input-refused` when a record carries the number under another name
 */
export async function issueCertificate(context: LookUpContext, request: CertificateRequest): Promise<IssuedCertificate> {
  const repository = new QueryRepository(context.registry);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const registrations = ownRegistrations(context, repository, request.person);
    const serial = nextSerial(repository, request);
    const { day, areaName, use, searchedBy, person } = request;
    const blocks = certificateBlocks({ serial, ...person, areaName, use, day, searchedBy, registrations });
    const file = await stageFile(request.path, (sink) => writeDocument(sink, blocks));
    const issued = publish(context, repository, request, { serial, registrations, file });
    if (issued !== undefined) return issued;
  }
  throw new MregError('busy', 'query.record.busy');
}

/** What the paper may speak of: the area's own registrations that stand, under exactly this name. */
function ownRegistrations(
  { area }: LookUpContext,
  repository: QueryRepository,
  person: CertificateRequest['person'],
): readonly PersonRegistration[] {
  const own = visibleTo(area, person, repository.ofPerson(personKey(person.number))).filter(
    ({ isOwn, registration }) => isOwn && registration.state === 'active',
  );
  const differing = own.filter(({ nameFits }) => !nameFits).length;
  if (differing > 0) throw new MregError('input-refused', 'query.record.name-differs', { count: differing });
  return own;
}

/** `440104-20261125-001` */
function nextSerial(repository: QueryRepository, { region, day }: CertificateRequest): string {
  const prefix = `${region}-${day.replaceAll('-', '')}-`;
  return prefix + String(repository.issuedOn(day, prefix) + 1).padStart(3, '0');
}

interface Draft {
  readonly serial: string;
  readonly registrations: readonly PersonRegistration[];
  readonly file: StagedFile;
}

/** The file, its number and its entry together, or none of them; `undefined` when the number or the records changed meanwhile. */
function publish(
  context: LookUpContext,
  repository: QueryRepository,
  request: CertificateRequest,
  { serial, registrations, file }: Draft,
): IssuedCertificate | undefined {
  return commitWithFiles(context.registry.database, [file], () => {
    const now = ownRegistrations(context, repository, request.person).map(({ registration }) => registration.id);
    const same = now.join() === registrations.map(({ registration }) => registration.id).join();
    if (!same || nextSerial(repository, request) !== serial) return undefined;
    const kind = registrations.length > 0 ? ('record' as const) : ('no-record' as const);
    const { sha256 } = file;
    const facts = { serial, record: kind, use: request.use, sha256, hits: registrations.length };
    const person = context.digest(request.person.number);
    const seq = recordLookUp(context, { by: 'record-certificate', person, ...facts });
    repository.addRecordCertificate({
      serial,
      day: request.day,
      kind,
      used_for: request.use,
      person,
      registrations: registrations.length,
      issued_by: context.reason.actor,
      sha256,
      ledger_seq: seq,
    });
    return { serial, kind, registrations: registrations.length, file: file.path, sha256, ledger_seq: seq };
  });
}
