import type { RowValues } from '../../../src/domain/registration.js';
import type { ContextOptions } from '../../helpers/registration.js';

/** What is replaced in a clean marriage, and the findings of the one rule: severity and columns, `error cert_no op_date`. */
export type RuleCase = readonly [sentence: string, over: Partial<RowValues>, findings: readonly string[], options?: ContextOptions];

/** The cases of each rule by its code. */
export type RuleCases = Readonly<Record<string, readonly RuleCase[]>>;
