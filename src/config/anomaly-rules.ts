import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { AnomalyRule } from '../domain/anomaly-rule.js';
import { packagedDirectory } from './packaged-directory.js';
import { ANOMALY_RULES_FILE, invalidTable, readTableRows } from './table-files.js';

const text = v.pipe(v.string(), v.nonEmpty());

const packagedRow: v.GenericSchema<unknown, AnomalyRule> = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^[a-z]+(?:-[a-z]+)*$/, 'lower-case-words')),
  about: v.picklist(['person', 'office']),
  severity: v.picklist(['error', 'warning', 'hint']),
  parameters: v.record(v.string(), v.number()),
  source: text,
  enabled: v.exactOptional(v.boolean()),
});

/** What a home may set of a rule; its code says which. */
type RuleChange = Pick<AnomalyRule, 'code' | 'source'> & Partial<Pick<AnomalyRule, 'severity' | 'parameters' | 'enabled'>>;

const changeRow: v.GenericSchema<unknown, RuleChange> = v.strictObject({
  code: text,
  severity: v.exactOptional(v.picklist(['error', 'warning', 'hint'])),
  parameters: v.exactOptional(v.record(v.string(), v.number())),
  source: text,
  enabled: v.exactOptional(v.boolean()),
});

/**
 * The rules of `detect anomalies` that come with mreg, with what the folder of the home's own tables says laid over them: severity,
 * single parameters, or that a rule is off.
 * @throws MregError `configuration` `tables.invalid` for an unknown rule or parameter, a wrong value, a row without a source
 */
export function loadAnomalyRules(overridesPath?: string): readonly AnomalyRule[] {
  const rules = readTableRows(packagedDirectory(), ANOMALY_RULES_FILE, packagedRow);
  if (overridesPath === undefined || !existsSync(join(overridesPath, ANOMALY_RULES_FILE))) return rules;
  return readTableRows(overridesPath, ANOMALY_RULES_FILE, changeRow).reduce(applyChange, rules);
}

function applyChange(rules: readonly AnomalyRule[], change: RuleChange): readonly AnomalyRule[] {
  const rule = rules.find(({ code }) => code === change.code);
  if (rule === undefined) throw invalidTable(ANOMALY_RULES_FILE, change.code, rules.map(({ code }) => code).join(' | '));
  const names = Object.keys(rule.parameters);
  const unknown = Object.keys(change.parameters ?? {}).find((name) => !names.includes(name));
  if (unknown !== undefined) throw invalidTable(ANOMALY_RULES_FILE, `${rule.code}.${unknown}`, names.join(' | ') || '—');
  const changed = { ...rule, ...change, parameters: { ...rule.parameters, ...change.parameters } };
  return rules.map((each) => (each === rule ? changed : each));
}
