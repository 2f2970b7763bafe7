import type { Field, FieldKey } from '../domain/fields.js';
import type { Finding, Severity } from '../domain/finding.js';
import type { Party } from '../domain/registration.js';
import type { RuleContext } from '../domain/rule.js';
import { quoteValues } from './quote.js';

export type Check = (context: RuleContext) => readonly Finding[];
type Values = NonNullable<Finding['values']>;

/** What nearly every rule says about nearly every row; shared, so that a clean row allocates nothing. */
export const NOTHING: readonly Finding[] = Object.freeze<Finding[]>([]);

export function error(code: string, fields: readonly FieldKey[], values?: Values): Finding {
  return findingOf('error', code, fields, values);
}

export function warning(code: string, fields: readonly FieldKey[], values?: Values): Finding {
  return findingOf('warning', code, fields, values);
}

/** An error when the case is beyond doubt, otherwise a warning. */
export function graded(certain: boolean, code: string, fields: readonly FieldKey[], values?: Values): Finding {
  return findingOf(certain ? 'error' : 'warning', code, fields, values);
}

/** A check that says at most one thing about the row. */
export function once(look: (context: RuleContext) => Finding | undefined): Check {
  return (context) => {
    const finding = look(context);
    return finding === undefined ? NOTHING : [finding];
  };
}

/** A check that says at most one thing about each party. */
export function eachParty(look: (party: Party, context: RuleContext) => Finding | undefined): Check {
  return (context) => {
    const man = look(context.registration.man, context);
    const woman = look(context.registration.woman, context);
    if (man === undefined) return woman === undefined ? NOTHING : [woman];
    return woman === undefined ? [man] : [man, woman];
  };
}

/** A check that looks at the filled cells of some columns, one at a time. */
export function eachFilled(
  fields: readonly Field[],
  look: (value: string, field: Field, context: RuleContext) => Finding | undefined,
): Check {
  return (context) => {
    let findings: Finding[] | undefined;
    const { values } = context.registration;
    for (const field of fields) {
      const value = values[field.key];
      const finding = value === '' ? undefined : look(value, field, context);
      if (finding !== undefined) (findings ??= []).push(finding);
    }
    return findings ?? NOTHING;
  };
}

function findingOf(severity: Severity, code: string, fields: readonly FieldKey[], values?: Values): Finding {
  return values === undefined ? { code, severity, fields } : { code, severity, fields, values: quoteValues(values) };
}
