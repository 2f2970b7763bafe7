import { PARTY_FIELDS } from '../domain/read-registration.js';
import type { PersonRegistration } from './scope.js';

/** What a person's registrations say, no more: a court's divorce and a death are not registered here. */
export type RegistryStatus = 'married' | 'divorced' | 'revoked' | 'none';

export interface StatusReading {
  readonly status: RegistryStatus;
  /** Marriages that nothing here ends: more than one is to be looked into. */
  readonly openMarriages: number;
  readonly latest: PersonRegistration | undefined;
}

/** Reads the registrations of one person, oldest first; those merged into another or revoked say nothing of their own. */
export function readStatus(registrations: readonly PersonRegistration[]): StatusReading {
  const standing = registrations.filter(({ registration }) => registration.state === 'active');
  const open: string[] = [];
  for (const each of standing) applyEvent(open, each);
  const latest = standing.at(-1);
  return { status: statusOf(open.length, latest), openMarriages: open.length, latest };
}

function applyEvent(open: string[], { registration, role }: PersonRegistration): void {
  const spouse = registration[PARTY_FIELDS[role === 'man' ? 'woman' : 'man'].name];
  const at = open.lastIndexOf(spouse);
  switch (registration.op_type) {
    case 'IA':
      open.push(spouse);
      break;
    // A certificate is issued again for a marriage that stands, registered here or not.
    case 'ICA':
      if (at < 0) open.push(spouse);
      break;
    case 'IB':
    case 'ICB':
    case 'ID':
      if (at >= 0) open.splice(at, 1);
      break;
    default:
  }
}

function statusOf(openMarriages: number, latest: PersonRegistration | undefined): RegistryStatus {
  if (openMarriages > 0) return 'married';
  if (latest === undefined) return 'none';
  return latest.registration.op_type === 'ID' ? 'revoked' : 'divorced';
}
