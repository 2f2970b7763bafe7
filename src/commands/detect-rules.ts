import { resolve } from 'node:path';
import { loadAnomalyRules } from '../config/anomaly-rules.js';
import { AnomalyRules, type AnomalyRule } from '../domain/anomaly-rule.js';
import { anomalyText } from '../domain/anomaly-text.js';
import type { Lang } from '../i18n/lang.js';
import type { JsonValue } from '../lib/json-value.js';
import { translate } from '../i18n/translate.js';
import { tableLines } from '../ui/table.js';
import { withHome, type OpenedHome } from './home.js';
import type { Invocation } from './services.js';

/** `mreg detect rules` */
export async function runDetectRules({ services }: Invocation): Promise<void> {
  const { lang, reporter } = services;
  await withHome(services, { readonly: true }, (home) => {
    const rules = homeAnomalyRules(home).all;
    reporter.result({ rules: rules.map((rule) => ruleDocument(rule, lang)) }, () => ruleLines(rules, lang));
  });
}

/** The packaged rules with those of `tables.overrides` laid over them. */
export function homeAnomalyRules({ path, config }: OpenedHome): AnomalyRules {
  const { overridesPath } = config.tables;
  return new AnomalyRules(loadAnomalyRules(overridesPath === undefined ? undefined : resolve(path, overridesPath)));
}

function ruleDocument(rule: AnomalyRule, lang: Lang): { readonly [name: string]: JsonValue } {
  const { code, about, severity, enabled = true, parameters, source } = rule;
  return { code, about, severity, enabled, parameters: { ...parameters }, source, ...anomalyText(lang, code, {}) };
}

function ruleLines(rules: readonly AnomalyRule[], lang: Lang): readonly string[] {
  const columns = (['code', 'about', 'severity', 'title', 'parameters'] as const).map((name) => ({
    title: translate(lang, `anomaly.column.${name}`),
  }));
  const rows = rules.map(({ code, about, severity, enabled, parameters }) => [
    code,
    translate(lang, `anomaly.about.${about}`),
    translate(lang, enabled === false ? 'anomaly.rule-off' : `anomaly.severity.${severity}`),
    anomalyText(lang, code, {}).title,
    Object.entries(parameters)
      .map(([name, value]) => `${name}=${value}`)
      .join(' '),
  ]);
  return [...tableLines(columns, rows), '', translate(lang, 'anomaly.count', { count: rules.length })];
}
