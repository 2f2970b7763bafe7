import { parseCertificate } from '../../domain/certificate-number.js';
import type { FieldKey } from '../../domain/fields.js';
import { parseDate } from '../../domain/partial-date.js';
import type { Reference } from '../../domain/reference.js';
import { barring, evidenceOf, passing, type FieldDraft } from './field-draft.js';
import { oddity } from './oddity.js';
import { officeNamed, type OfficeNames } from './office-names.js';
import { settleParty } from './party-numbers.js';
import { suspicions } from './rule-check.js';

export interface RecordFacts {
  readonly reference: Reference;
  readonly offices: OfficeNames;
  /** yyyymmdd; nothing was registered later. */
  readonly today: number;
  /** Fields that the form itself says. */
  readonly implied: Readonly<Partial<Record<FieldKey, string>>>;
}

/** What agrees in a part only: a year says nothing about the day, a region nothing about the serial. */
const WEAK_CHECK = 0.3;

type Drafts = ReadonlyMap<FieldKey, FieldDraft>;

/** Holds the fields of a page against each other: repairs where only one reading is consistent, counts checks, bars what contradicts. */
export function settleRecord(drafts: Drafts, facts: RecordFacts): Drafts {
  const parties = settledParties(drafts, facts);
  const numbered = withCertificate(withCertificate(parties, 'cert_no', 'op_date', facts), 'old_cert_no', 'old_op_date', facts);
  return withSuspicions(withOddities(withOffice(numbered, facts), facts), facts);
}

function replaced(drafts: Drafts, ...changed: readonly (FieldDraft | undefined)[]): Drafts {
  const next = new Map(drafts);
  for (const draft of changed) if (draft !== undefined) next.set(draft.zone.key, draft);
  return next;
}

function settledParties(drafts: Drafts, { reference, today }: RecordFacts): Drafts {
  const regionExisted = (code: string) => reference.regionEverExisted(code);
  const man = settleParty({ number: drafts.get('cert_num_man'), birth: drafts.get('birth_man') }, { sex: 'male', regionExisted, today });
  const woman = settleParty(
    { number: drafts.get('cert_num_woman'), birth: drafts.get('birth_woman') },
    { sex: 'female', regionExisted, today },
  );
  return replaced(drafts, man.number, man.birth, woman.number, woman.birth);
}

/** A certificate number carries a region and, mostly, the year of the registration. */
function withCertificate(drafts: Drafts, key: FieldKey, dateKey: FieldKey, { reference }: RecordFacts): Drafts {
  const [draft, date] = [drafts.get(key), drafts.get(dateKey)];
  const certificate = draft === undefined ? undefined : parseCertificate(draft.value);
  if (draft === undefined || certificate === undefined) return drafts;
  if (certificate.form === 'unparsed') return replaced(drafts, barring(draft, evidenceOf('no-pattern')));
  if (certificate.form === 'court' || certificate.form === 'F4') return drafts;
  const shaped = passing(draft, evidenceOf('pattern'), 0);
  const known =
    certificate.form === 'F1' && isRegionThen(reference, certificate.region, certificate.year)
      ? passing(shaped, evidenceOf('region-known'), WEAK_CHECK)
      : shaped;
  const on = date === undefined ? undefined : parseDate(date.value);
  if (date === undefined || on === undefined || certificate.year === undefined) return replaced(drafts, known);
  if (certificate.year !== on.year)
    return replaced(drafts, barring(known, evidenceOf('year-differs')), barring(date, evidenceOf('year-differs')));
  return replaced(drafts, passing(known, evidenceOf('year-agrees'), WEAK_CHECK), passing(date, evidenceOf('year-agrees'), WEAK_CHECK));
}

function isRegionThen(reference: Reference, code: string, year: number): boolean {
  const { status } = reference.region(code, year * 10_000 + 101, year * 10_000 + 1231);
  return status === 'valid' || status === 'near';
}

/** The office's name is in the list for the day, and the certificate may name its region. */
function withOffice(drafts: Drafts, { offices }: RecordFacts): Drafts {
  const [name, date, certificate] = [drafts.get('dept_name'), drafts.get('op_date'), drafts.get('cert_no')];
  if (name === undefined || !offices.has(name.value)) return drafts;
  const listed = passing(name, evidenceOf('listed'));
  const office = officeNamed(offices, name.value, date === undefined ? undefined : parseDate(date.value));
  const number = certificate === undefined ? undefined : parseCertificate(certificate.value);
  if (office === undefined || certificate === undefined || number?.form !== 'F1' || number.region !== office.region)
    return replaced(drafts, listed);
  return replaced(drafts, passing(listed, evidenceOf('region-agrees')), passing(certificate, evidenceOf('region-agrees'), WEAK_CHECK));
}

function withOddities(drafts: Drafts, { reference }: RecordFacts): Drafts {
  const barred = [...drafts.values()].map((draft) => {
    const odd = oddity(draft, reference);
    return odd === undefined ? undefined : barring(draft, odd);
  });
  return replaced(drafts, ...barred);
}

/** What the rules find wrong with the values as a row bars the fields that they name. */
function withSuspicions(drafts: Drafts, { reference, today, implied }: RecordFacts): Drafts {
  const values: Partial<Record<FieldKey, string>> = { ...implied };
  for (const [key, draft] of drafts) values[key] = draft.value;
  let settled = drafts;
  for (const { code, fields } of suspicions(values, reference, today)) {
    for (const draft of fields.map((key) => settled.get(key))) {
      if (draft !== undefined && draft.value !== '') settled = replaced(settled, barring(draft, evidenceOf('rule', { rule: code })));
    }
  }
  return settled;
}
