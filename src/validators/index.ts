import type { Finding, Severity } from '../domain/finding.js';
import type { PartialDate } from '../domain/partial-date.js';
import { OP_TYPES } from '../domain/registration.js';
import type { OpType } from '../domain/registration.js';
import type { Rule, RuleContext } from '../domain/rule.js';
import { NOTHING } from './check.js';
import type { Check } from './check.js';
import { RULES, ROW_RULES } from './rules.js';

export { RULES } from './rules.js';

const byCode: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.code, rule]));

/** The rule of a stored finding; `undefined` for a code that this version no longer has. */
export function findRule(code: string): Rule | undefined {
  return byCode.get(code);
}

/**
 * All findings of the rules that speak of this row, in the order of `RULES`. A rule is skipped when it is of another type of
 * registration, or when the date is unknown or may lie outside the years of the rule. A clean row gives a shared empty
 * list and no garbage.
 */
export function checkRow(context: RuleContext): readonly Finding[] {
  const { opType, registeredOn } = context.registration;
  let findings: Finding[] | undefined;
  for (const dated of RULES_BY_TYPE[opType ?? 'unknown']) {
    if (!isInForce(dated, registeredOn)) continue;
    const found = dated.check(context);
    if (found.length > 0) (findings ??= []).push(...found);
  }
  return findings ?? NOTHING;
}

/** The gravest severity among findings; `undefined` for none. */
export function gravest(findings: readonly Finding[]): Severity | undefined {
  if (findings.length === 0) return undefined;
  return findings.some((finding) => finding.severity === 'error') ? 'error' : 'warning';
}

interface DatedCheck {
  readonly check: Check;
  /** First and last day as yyyymmdd; a rule always in force speaks of rows without a date too. */
  readonly from: number;
  readonly to: number;
  readonly always: boolean;
}

const LAST_DAY = 99991231;

const RULES_BY_TYPE: Readonly<Record<OpType | 'unknown', readonly DatedCheck[]>> = {
  IA: checksOf('IA'),
  IB: checksOf('IB'),
  ICA: checksOf('ICA'),
  ICB: checksOf('ICB'),
  ID: checksOf('ID'),
  unknown: checksOf('unknown'),
};

function checksOf(opType: OpType | 'unknown'): readonly DatedCheck[] {
  return ROW_RULES.flatMap(({ appliesTo, check, inForce }) => {
    const applies = appliesTo === 'all' || OP_TYPES.some((type) => type === opType && appliesTo.includes(type));
    if (!applies || check === undefined) return [];
    const from = inForce.from === undefined ? 0 : dayNumber(inForce.from);
    const to = inForce.to === undefined ? LAST_DAY : dayNumber(inForce.to);
    return [{ check, from, to, always: from === 0 && to === LAST_DAY }];
  });
}

function dayNumber(date: string): number {
  return Number(date.replaceAll('-', ''));
}

function isInForce({ always, from, to }: DatedCheck, registeredOn: PartialDate | undefined): boolean {
  return always || (registeredOn !== undefined && registeredOn.first >= from && registeredOn.last <= to);
}
