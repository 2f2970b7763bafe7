import type { FieldKey } from '../domain/fields.js';
import type { Severity } from '../domain/finding.js';
import type { OpType } from '../domain/registration.js';
import type { Rule, RuleText } from '../domain/rule.js';
import type { Lang } from '../i18n/lang.js';
import { LOAD_RULES, READER_RULES, ROW_RULES } from './rules.js';

/** Who finds it: the reader of the file, the row by itself, or the loader that knows the other rows. */
export type RuleStage = 'reader' | 'row' | 'load';

/** One rule as plain data, for `mreg validators` and the generated reference. */
export interface RuleDescription extends RuleText {
  readonly code: string;
  /** The gravest severity the rule can give. */
  readonly severity: Severity;
  readonly stage: RuleStage;
  readonly fields: readonly FieldKey[];
  readonly appliesTo: readonly OpType[] | 'all';
  readonly source: string;
  readonly inForce: Rule['inForce'];
}

/** Every rule in the order in which it is applied. */
export function describeRules(lang: Lang): readonly RuleDescription[] {
  return [...describe(READER_RULES, 'reader', lang), ...describe(ROW_RULES, 'row', lang), ...describe(LOAD_RULES, 'load', lang)];
}

function describe(rules: readonly Rule[], stage: RuleStage, lang: Lang): readonly RuleDescription[] {
  return rules.map(({ code, severity, fields, appliesTo, source, inForce, text }) => ({
    code,
    severity,
    stage,
    fields,
    appliesTo,
    source,
    inForce,
    ...text[lang],
  }));
}
