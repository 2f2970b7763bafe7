import { MregError } from '../domain/error.js';
import { translate, type MessageKey } from '../i18n/translate.js';
import { nearestOf } from '../lib/nearest.js';
import type { JsonValue } from '../lib/json-value.js';
import { tableLines } from '../ui/table.js';
import { describeRules, type RuleDescription } from '../validators/describe.js';
import { fieldNames } from '../validators/message.js';
import type { Invocation, Services } from './services.js';

/** `mreg validators list` */
export async function runValidatorsList({ services }: Invocation): Promise<void> {
  const { lang, reporter } = services;
  const rules = describeRules(lang);
  reporter.result({ rules: rules.map(ruleDocument) }, () => {
    const titles = (['code', 'severity', 'title', 'in-force'] as const).map((name) => ({ title: translate(lang, `validators.${name}`) }));
    const rows = rules.map((rule) => [rule.code, severityText(rule, services), rule.title, yearsText(rule, services)]);
    return [...tableLines(titles, rows), '', translate(lang, 'validators.count', { count: rules.length })];
  });
}

/** `mreg validators show CODE` */
export async function runValidatorsShow({ args, services }: Invocation): Promise<void> {
  const [code = ''] = args;
  const rules = describeRules(services.lang);
  const rule = rules.find((candidate) => candidate.code === code);
  if (rule === undefined) throw unknownRule(code, rules);
  services.reporter.result(ruleDocument(rule), () => ruleLines(rule, services));
}

function unknownRule(code: string, rules: readonly RuleDescription[]): MregError {
  const suggestion = nearestOf(
    code,
    rules.map((rule) => rule.code),
  );
  return new MregError('usage', 'validators.unknown', { code, ...(suggestion === undefined ? {} : { suggestion }) });
}

function ruleDocument(rule: RuleDescription): { readonly [key: string]: JsonValue } {
  const { code, severity, stage, title, message, advice, source, fields, appliesTo, inForce } = rule;
  return {
    code,
    severity,
    stage,
    title,
    message,
    advice,
    source,
    fields,
    applies_to: appliesTo,
    from: inForce.from ?? null,
    to: inForce.to ?? null,
  };
}

function ruleLines(rule: RuleDescription, services: Services): readonly string[] {
  const { lang, reporter } = services;
  const line = (key: MessageKey, text: string): string => `${translate(lang, key)}  ${text}`;
  return [
    `${reporter.paint.bold(rule.code)}  ${rule.title}`,
    '',
    rule.message,
    '',
    line('validators.advice', rule.advice),
    line('validators.severity', severityText(rule, services)),
    line('validators.fields', fieldNames(rule.fields, lang)),
    line('validators.applies-to', rule.appliesTo === 'all' ? translate(lang, 'validators.all-types') : rule.appliesTo.join(' ')),
    line('validators.stage', translate(lang, `validators.stage.${rule.stage}`)),
    line('validators.in-force', yearsText(rule, services)),
    line('validators.source', rule.source),
  ];
}

function severityText({ severity }: RuleDescription, { lang, reporter }: Services): string {
  const text = translate(lang, `validators.severity.${severity}`);
  return severity === 'error' ? reporter.paint.red(text) : reporter.paint.yellow(text);
}

function yearsText({ inForce }: RuleDescription, { lang }: Services): string {
  if (inForce.from === undefined && inForce.to === undefined) return translate(lang, 'validators.always');
  return `${inForce.from ?? ''}…${inForce.to ?? ''}`;
}
