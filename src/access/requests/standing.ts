import { covers, type AreaLevel, type Principal } from '../../domain/account.js';
import { MregError } from '../../domain/error.js';
import { RequestRepository, type RequestRow } from '../../store/request-repository.js';
import type { Desk } from './desk.js';
import { refusalOf, type Action, type Refusal, type Standing } from './lifecycle.js';

/** Whether a request may be seen: those of one's area, one's own, and what one is to carry out; the auditor sees all. */
export function mayRead({ region, applicant, executor }: RequestRow, who: Principal): boolean {
  if (who.designations.includes('auditor') || covers(who.region, region)) return true;
  return who.username === applicant || who.username === executor;
}

/** @throws MregError `usage` when there is none of this number, `not-permitted` when it is none of this person's business */
export function requestNamed({ registry, principal }: Pick<Desk, 'registry' | 'principal'>, number: string): RequestRow {
  const row = new RequestRepository(registry).find(number);
  if (row === undefined) throw new MregError('usage', 'request.unknown', { request: number });
  if (!mayRead(row, principal)) throw new MregError('not-permitted', 'request.other-area', { request: number, region: row.region });
  return row;
}

export function standingOf({ registry }: Pick<Desk, 'registry'>, row: RequestRow): Standing {
  const { kind, state, applicant, region, version, step, executor } = row;
  const steps = JSON.parse(row.steps) as readonly AreaLevel[];
  const deciders = new RequestRepository(registry).deciders(row.number, version);
  return { kind, state, applicant, region, version, step, steps, deciders, ...(executor === '' ? {} : { executor }) };
}

/** @throws MregError `usage` when the state does not allow it, `not-permitted` when the person may not */
export function refuseUnlessAllowed(row: RequestRow, standing: Standing, action: Action, principal: Principal): void {
  const refusal = refusalOf(standing, action, principal);
  if (refusal !== undefined) throw refusalError(row, refusal, principal);
}

function refusalError({ number, state, region }: RequestRow, refusal: Refusal, { username }: Principal): MregError {
  const values = { request: number, state, region, username };
  if (refusal.of === 'state') return new MregError('usage', `request.refused.${refusal.reason}`, values);
  return new MregError('not-permitted', `request.person.${refusal.reason}`, values);
}
