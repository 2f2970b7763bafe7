import type { ApprovalClaims } from '../domain/approval.js';

/** What an export is refused for after its token proved good. */
export type ExportRefusal = 'too-many-rows' | 'outside-window';

/** An approval that was proved; what the run does with it, without knowing how tokens are made. */
export interface ApprovedExport {
  readonly claims: ApprovalClaims;
  /**
   * Takes one use of it, with what `alongside` writes, in one immediate transaction: both or neither.
   * @throws MregError `not-permitted` when it is no longer good; the refusal is in the ledger
   */
  takeUse(alongside: (approver: string) => void): void;
  /** @throws MregError `not-permitted`, always, after the refusal has been written to the ledger */
  refuse(reason: ExportRefusal): never;
}
