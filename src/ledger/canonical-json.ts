/** What a ledger entry may hold: integers only, because two programs rarely print the same float alike. */
export type CanonicalValue = string | number | boolean | null | readonly CanonicalValue[] | CanonicalObject;

export interface CanonicalObject {
  readonly [key: string]: CanonicalValue;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The one JSON text of a value: no white space, members sorted by UTF-16 code units, shortest escapes (RFC 8785,
 * restricted to safe integers). @throws Error on floats, `undefined`, lone surrogates and anything that is not plain
 * data: a value that cannot be written the same way twice must not be hashed.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number') return canonicalInteger(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  if (isPlainObject(value)) return canonicalMembers(value);
  throw new Error(`canonical JSON cannot hold ${describe(value)}`);
}

/** Parses a text only if it is canonical; `undefined` when another spelling of the same value would have been right. */
export function parseCanonical(text: string): CanonicalValue | undefined {
  try {
    const value: CanonicalValue = JSON.parse(text);
    return canonicalJson(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

function canonicalString(text: string): string {
  if (LONE_SURROGATE.test(text)) throw new Error('canonical JSON cannot hold a lone surrogate');
  return JSON.stringify(text);
}

function canonicalInteger(value: number): string {
  if (!Number.isSafeInteger(value)) throw new Error(`canonical JSON cannot hold the number ${value}`);
  return JSON.stringify(value);
}

function canonicalMembers(object: Readonly<Record<string, unknown>>): string {
  const members = Object.keys(object)
    .toSorted()
    .map((key) => `${canonicalString(key)}:${canonicalJson(object[key])}`);
  return `{${members.join(',')}}`;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describe(value: unknown): string {
  return typeof value === 'object' ? 'an object that is not plain data' : `a ${typeof value}`;
}
