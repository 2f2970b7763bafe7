import type { RequestKind } from '../../domain/request.js';
import type { CanonicalObject } from '../../ledger/canonical-json.js';
import type { RequestRow } from '../../store/request-repository.js';
import type { Desk } from './desk.js';
import type { FormOf } from './forms.js';
import type { TokenSigning } from './token-signing.js';

/** What the last approver hands over for carrying out, by the command line. */
export interface Handover {
  /** The username the province allots (`user-open`). */
  readonly username?: string;
  /** Where the new user's first password is written (`user-open`). */
  readonly initialPasswordPath?: string;
  /** How the approver signs (`export`). */
  readonly signing?: TokenSigning;
  /** Hands the token over, within the transaction (`export`). */
  readonly deliverToken?: (token: string) => void;
}

/** A request about to be carried out. */
export interface Matter<Kind extends RequestKind> {
  readonly request: RequestRow;
  readonly form: FormOf<Kind>;
  readonly handover: Handover;
}

/** The part of carrying out that runs inside the transaction of the last opinion. @returns what the timeline and the ledger say of it */
export type CarryOut = () => CanonicalObject;

/**
 * Does what slow or asynchronous work there is, such as hashing and signing, and returns the rest for the transaction: what
 * that throws takes the opinion back.
 */
export type Executor<Kind extends RequestKind> = (desk: Desk, matter: Matter<Kind>) => Promise<CarryOut>;
