import { fieldOf, type FieldKey } from '../../domain/fields.js';
import type { Finding } from '../../domain/finding.js';
import { codeTableOf, type Reference } from '../../domain/reference.js';
import type { Lang } from '../../i18n/lang.js';
import { describeFinding } from '../../validators/message.js';
import type { FieldFinding } from '../scan-protocol.js';

/**
 * A value as the paper would say it: of a code its Chinese name, where that leads back to the same code. The rest as the registry
 * holds it.
 */
export function shownValue(key: FieldKey, value: string, reference: Reference): string {
  const table = codeTableOf(fieldOf(key).kind);
  // Flags are shown as they are kept, 0 or 1.
  if (table === undefined || table === 'flag' || value === '') return value;
  const name = reference.code(table, value)?.zh;
  return name !== undefined && reference.codeFor(table, name) === value ? name : value;
}

/** Of 0.999 and more no per cent is told as a hundred. */
export function confidenceText(confidence: number): string {
  return `${Math.floor(Math.min(confidence, 0.999) * 1_000) / 10}%`;
}

export function findingTexts(findings: readonly Finding[], lang: Lang): readonly FieldFinding[] {
  return findings.map((finding) => {
    const { message, advice } = describeFinding(finding, lang);
    return { fields: finding.fields, severity: finding.severity, message, advice };
  });
}
