import { covers, levelOf, type AreaLevel, type Principal } from '../../domain/account.js';
import type { RequestKind, RequestState } from '../../domain/request.js';

/** Where a request stands: all that is needed to say what may happen next, and by whom. */
export interface Standing {
  readonly kind: RequestKind;
  readonly state: RequestState;
  /** Username and region of who applies. */
  readonly applicant: string;
  readonly region: string;
  /** 1, and one more with every resubmission. */
  readonly version: number;
  /** The levels that give their opinions, in order; the last is always the province. */
  readonly steps: readonly AreaLevel[];
  /** How many of the steps have agreed to this version. */
  readonly step: number;
  /** Usernames of those who gave an opinion on this version. */
  readonly deciders: readonly string[];
  /** Who will carry an approved export out. */
  readonly executor?: string;
}

/** Who wants to act, as far as it matters here. */
type Person = Pick<Principal, 'username' | 'role' | 'designations' | 'region'>;

export type Decision = 'approve' | 'reject' | 'return';
export type Action = Decision | 'withdraw' | 'resubmit' | 'attach';

/** Why an action is refused: its state, or the person. */
export type Refusal =
  | { readonly of: 'state'; readonly reason: 'over' | 'returned' | 'not-returned' }
  | {
      readonly of: 'person';
      readonly reason: 'own' | 'not-own' | 'twice' | 'executor' | 'other-area' | 'other-level' | 'needs-approver';
    };

const UPWARDS: readonly AreaLevel[] = ['county', 'city', 'province'];

/**
 * Who has to agree to a new request (Art. 11, 18): each level above the applicant, the province last. An administrator stands
 * at the level of his region; everyone else stands below it, so that his own bureau is the first to be asked.
 */
export function stepsFor({ role, region }: Pick<Principal, 'role' | 'region'>): readonly AreaLevel[] {
  const own = UPWARDS.indexOf(levelOf(region));
  const first = role.endsWith('-admin') ? own + 1 : own;
  return UPWARDS.slice(Math.min(first, UPWARDS.length - 1));
}

/** Whose opinion is waited for: an administrator's of a level, or the approver's alone. */
export interface Awaited {
  readonly level: AreaLevel;
  readonly approver: boolean;
}

/** Whose opinion a submitted request waits for; `undefined` when it waits for none. */
export function awaited(standing: Standing): Awaited | undefined {
  const level = standing.state === 'submitted' ? standing.steps[standing.step] : undefined;
  if (level === undefined) return undefined;
  return { level, approver: standing.kind === 'export' && isLastStep(standing) };
}

export function isLastStep({ step, steps }: Standing): boolean {
  return step === steps.length - 1;
}

/** Why this person may not do this now; `undefined` when he may. */
export function refusalOf(standing: Standing, action: Action, person: Person): Refusal | undefined {
  const state = stateRefusal(standing, action);
  if (state !== undefined) return { of: 'state', reason: state };
  const reason = isDecision(action) ? deciderRefusal(standing, person) : ownerRefusal(standing, person);
  return reason === undefined ? undefined : { of: 'person', reason };
}

const isDecision = (action: Action): action is Decision => action === 'approve' || action === 'reject' || action === 'return';

function stateRefusal({ state }: Standing, action: Action): Extract<Refusal, { of: 'state' }>['reason'] | undefined {
  if (state !== 'submitted' && state !== 'returned') return 'over';
  if (action === 'resubmit' && state !== 'returned') return 'not-returned';
  return isDecision(action) && state === 'returned' ? 'returned' : undefined;
}

type PersonReason = Extract<Refusal, { of: 'person' }>['reason'];

function ownerRefusal({ applicant }: Standing, { username }: Person): PersonReason | undefined {
  return username === applicant ? undefined : 'not-own';
}

/** The applicant, the deciders and the executor are all different people (DOMAIN §9). */
function deciderRefusal(standing: Standing, person: Person): PersonReason | undefined {
  const { username } = person;
  if (username === standing.applicant) return 'own';
  if (standing.deciders.includes(username)) return 'twice';
  if (username === standing.executor) return 'executor';
  if (!covers(person.region, standing.region)) return 'other-area';
  const wanted = awaited(standing);
  if (wanted === undefined || levelOf(person.region) !== wanted.level) return 'other-level';
  return mayDecide(person, wanted) ? undefined : wanted.approver ? 'needs-approver' : 'other-level';
}

/** The province's approver decides beside its administrators: the first of them has nobody else to approve what he applies for. */
function mayDecide({ role, designations }: Person, { level, approver }: Awaited): boolean {
  if (level === 'province' && designations.includes('approver')) return true;
  return !approver && role.endsWith('-admin');
}

/** Where the request stands after an action that was not refused. */
export function afterAction(standing: Standing, action: Action, { username }: Pick<Principal, 'username'>): Standing {
  if (isDecision(action)) return decided({ ...standing, deciders: [...standing.deciders, username] }, action);
  if (action === 'withdraw') return { ...standing, state: 'withdrawn' };
  if (action === 'attach') return standing;
  // Opinions were given on what the form said: with a new version they are asked for again.
  return { ...standing, state: 'submitted', version: standing.version + 1, step: 0, deciders: [] };
}

function decided(standing: Standing, decision: Decision): Standing {
  if (decision === 'reject') return { ...standing, state: 'rejected' };
  if (decision === 'return') return { ...standing, state: 'returned' };
  const step = standing.step + 1;
  return { ...standing, step, state: step === standing.steps.length ? 'approved' : 'submitted' };
}
