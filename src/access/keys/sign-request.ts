import * as v from 'valibot';
import type { ApprovalClaims } from '../../domain/approval.js';
import { MregError } from '../../domain/error.js';
import { parseClaims } from '../../tokens/claims.js';

const FORMAT = 'mreg-sign-request/1';

/** What goes to the machine with the key: the claims, and whom they concern, for the approver to read before signing. */
export interface SignRequest {
  /** Username of the approver who shall sign. */
  readonly approver: string;
  /** `张三 (zhangsan)`, who asked for the export, and his region. */
  readonly applicant: string;
  readonly region: string;
  readonly claims: ApprovalClaims;
}

/** Shown on a terminal to who shall sign: no line ends or control characters that could paint over what is signed. */
const line = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200), v.regex(/^[^\p{Cc}\u2028\u2029]+$/u));

const schema = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictObject({
    format: v.literal(FORMAT),
    approver: line,
    applicant: line,
    region: line,
    claims: v.unknown(),
  }),
);

export function signRequestText(request: SignRequest): string {
  return `${JSON.stringify({ format: FORMAT, ...request }, undefined, 2)}\n`;
}

/** @throws MregError `usage` when the text is no request for a signature, or its claims are none */
export function readSignRequest(text: string, path: string): SignRequest {
  const { success, output } = v.safeParse(schema, text);
  const claims = success ? parseClaims(output.claims) : undefined;
  if (!success || claims === undefined) throw new MregError('usage', 'key.not-a-sign-request', { path });
  const { approver, applicant, region } = output;
  return { approver, applicant, region, claims };
}
