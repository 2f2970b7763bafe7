import { createHash } from 'node:crypto';
import { MregError } from '../../domain/error.js';
import { canonicalJson } from '../../ledger/canonical-json.js';
import { parseEntry } from '../../ledger/entry.js';
import { ledgerRepository } from '../../store/ledger-repository.js';
import { RequestRepository } from '../../store/request-repository.js';
import type { Desk } from './desk.js';
import type { AnyForm, StoredForm } from './forms.js';

/** A version of a request's form. */
export interface FormVersion {
  readonly version: number;
  readonly form: StoredForm;
  /** As the ledger has it; '' when it has none. */
  readonly form_sha256: string;
  /** Whether the form is the one that was handed in. */
  readonly intact: boolean;
}

/** SHA-256 of the form's canonical JSON, lower-case hex. */
export function formDigest(form: AnyForm): string {
  return digestOf(canonicalJson(form));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Every version in order, held against the digests that the ledger remembers: opinions were given on what was handed in. */
export function formVersions({ registry }: Pick<Desk, 'registry'>, number: string): readonly FormVersion[] {
  const repository = new RequestRepository(registry);
  const events = repository.events(number).filter(({ kind }) => kind === 'submit' || kind === 'resubmit');
  return repository.versions(number).map(({ version, form }) => {
    const announced = announcedDigest(registry, number, events.find((event) => event.version === version)?.ledger_seq);
    return { version, form: JSON.parse(form) as StoredForm, form_sha256: announced, intact: announced === digestOf(form) };
  });
}

function announcedDigest({ database }: Desk['registry'], number: string, ledgerSeq: number | undefined): string {
  const stored = ledgerSeq === undefined ? undefined : ledgerRepository(database).entry(ledgerSeq);
  const body = stored === undefined ? undefined : parseEntry(stored.body.toString())?.body;
  return body?.['request'] === number && typeof body['form_sha256'] === 'string' ? body['form_sha256'] : '';
}

/** The version that counts. @throws MregError `integrity` when it is not the one that was handed in */
export function currentForm(desk: Pick<Desk, 'registry'>, number: string): StoredForm {
  const last = formVersions(desk, number).at(-1);
  if (last?.intact !== true) throw new MregError('integrity', 'request.form-altered', { request: number });
  return last.form;
}
