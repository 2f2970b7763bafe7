import { maskNumbersIn } from '../domain/masking.js';
import type { Finding } from '../domain/finding.js';

type Values = NonNullable<Finding['values']>;

const QUOTED_CHARACTERS = 80;
const DOCUMENT_NUMBER = /Number$/u;

/**
 * Values as a finding may carry them: short, and with every long number masked, because a shifted column puts identity
 * numbers where a date or a code should be, and findings are printed. Values named `…Number` stay whole for whoever repairs
 * the row; printing masks them.
 */
export function quoteValues(values: Values): Values {
  const quoted = Object.entries(values).map(([name, value]) => [name, quoteValue(name, value)] as const);
  return Object.fromEntries(quoted);
}

function quoteValue(name: string, value: string | number): string | number {
  if (typeof value === 'number' || DOCUMENT_NUMBER.test(name)) return value;
  const masked = maskNumbersIn(value);
  return masked.length > QUOTED_CHARACTERS ? `${masked.slice(0, QUOTED_CHARACTERS)}…` : masked;
}
