import { maskNumbersIn } from '../domain/masking.js';
import { personKey } from '../domain/person-key.js';
import { normaliseCertificate } from '../domain/certificate-number.js';
import { appendEntry } from '../ledger/append.js';
import { QueryRepository, type FoundRegistration } from '../store/query-repository.js';
import type { Registry } from '../store/open.js';
import type { PersonDigest } from './person-digest.js';
import { visibleTo, type AskedPerson, type PersonRegistration, type QueryArea } from './scope.js';

/** Who looks up, when, why and for whom: what makes a look-up lawful (Art. 29, 35) and is kept with it. */
export interface LookUpReason {
  /** Asia/Shanghai time. */
  readonly at: string;
  readonly actor: string;
  readonly purpose: string;
  readonly onBehalfOf: string | undefined;
}

export interface LookUpContext {
  readonly registry: Registry;
  readonly area: QueryArea;
  readonly digest: PersonDigest;
  readonly reason: LookUpReason;
  /** Whether whole numbers of the area's own registrations are shown. */
  readonly unmasked: boolean;
}

export interface PersonAnswer {
  readonly registrations: readonly PersonRegistration[];
  readonly ledgerSeq: number;
}

export interface CertificateAnswer {
  /** Those of the area; the ones elsewhere are only counted, since no name and number were given. */
  readonly registrations: readonly FoundRegistration[];
  readonly elsewhere: number;
  readonly ledgerSeq: number;
}

/** Finds a person's registrations. Nothing is answered that the ledger does not tell of: both in one transaction. */
export function lookUpPerson(context: LookUpContext, person: AskedPerson, certificate?: string): PersonAnswer {
  const repository = new QueryRepository(context.registry);
  const wanted = certificate === undefined ? undefined : normaliseCertificate(certificate);
  const answer = context.registry.database.transaction(() => {
    const found = repository.ofPerson(personKey(person.number));
    const visible = visibleTo(context.area, person, found);
    const registrations = visible.filter(({ registration }) => wanted === undefined || registration.cert_no === wanted);
    const own = registrations.filter(({ isOwn }) => isOwn).length;
    const ledgerSeq = recordLookUp(context, {
      by: 'person',
      person: context.digest(person.number),
      name_given: person.name !== undefined,
      hits: own,
      hits_elsewhere: registrations.length - own,
    });
    return { registrations, ledgerSeq };
  });
  return answer.immediate();
}

/** Finds the registrations of a certificate number. */
export function lookUpCertificate(
  context: LookUpContext,
  certificate: string,
  onRows?: (done: number, last: number) => void,
): CertificateAnswer {
  const repository = new QueryRepository(context.registry);
  repository.indexCertificates(onRows);
  const number = normaliseCertificate(certificate);
  const answer = context.registry.database.transaction(() => {
    const found = repository.ofCertificate(number);
    const registrations = found.filter(context.area);
    const elsewhere = found.length - registrations.length;
    const certificateShown = maskNumbersIn(number);
    const ledgerSeq = recordLookUp(context, {
      by: 'certificate',
      certificate: certificateShown,
      hits: registrations.length,
      hits_elsewhere: elsewhere,
    });
    return { registrations, elsewhere, ledgerSeq };
  });
  return answer.immediate();
}

type LookUpFacts = Readonly<Record<string, string | number | boolean | readonly string[] | readonly number[]>>;

/** The entry of a look-up, in the caller's transaction; what a person typed is kept without document numbers. */
export function recordLookUp({ registry, reason, unmasked }: LookUpContext, facts: LookUpFacts): number {
  const { at, actor, purpose, onBehalfOf } = reason;
  const body = {
    ...facts,
    unmasked,
    purpose: maskNumbersIn(purpose),
    on_behalf_of: onBehalfOf === undefined ? null : maskNumbersIn(onBehalfOf),
  };
  return appendEntry(registry.database, { at, actor, kind: 'query.look-up', body }).seq;
}
