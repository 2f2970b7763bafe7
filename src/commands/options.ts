import { MregError } from '../domain/error.js';

/** The commander parsed these by the kinds in the catalogue, so each reader only narrows. */
type Options = Readonly<Record<string, unknown>>;

export function textOption(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

export function countOption(options: Options, name: string): number | undefined {
  const value = options[name];
  return typeof value === 'number' ? value : undefined;
}

export function switchOption(options: Options, name: string): boolean {
  return options[name] === true;
}

/** A day as `YYYY-MM-DD`. @throws MregError `usage` for any other text */
export function dayOption(options: Options, name: string): string | undefined {
  const text = textOption(options, name);
  if (text !== undefined && !/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text)) {
    throw new MregError('usage', 'ledger.bad-day', { text });
  }
  return text;
}

/** A number above 0 and below 1. @throws MregError `usage` for any other text */
export function probabilityOption(options: Options, name: string): number | undefined {
  const text = textOption(options, name);
  if (text === undefined) return undefined;
  const value = /^0?\.\d+$/.test(text) ? Number(text) : 0;
  if (value <= 0 || value >= 1) throw new MregError('usage', 'linkage.bad-probability', { text });
  return value;
}
