import { canonicalJson, parseCanonical, type CanonicalObject } from './canonical-json.js';
import { leafHash, type Hash } from './merkle-tree.js';

/** What a command wants remembered. */
export interface LedgerDraft {
  /** Asia/Shanghai time, `YYYY-MM-DDTHH:mm:ss[.sss]+08:00`. */
  readonly at: string;
  readonly actor: string;
  /** What happened, dotted lower case: `import.chunk`. */
  readonly kind: string;
  readonly body: CanonicalObject;
}

/** A remembered draft in its place: `prev` is the hash of entry `seq - 1` in hex. */
export interface LedgerEntry extends LedgerDraft {
  /** 1 for the first entry; leaf `seq - 1` of the tree. */
  readonly seq: number;
  readonly prev: string;
}

export interface LedgerReceipt {
  readonly seq: number;
  /** Hash of the entry, lower-case hex. */
  readonly hash: string;
}

/** What the first entry names as its predecessor. */
export const NO_PREVIOUS: string = '0'.repeat(64);

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?\+08:00$/;
const KIND = /^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)+$/;
const HASH_HEX = /^[0-9a-f]{64}$/;

/** The stored text of an entry. @throws Error when the draft could not be read back: a bug of the caller. */
export function entryText(draft: LedgerDraft, seq: number, prev: string): string {
  if (!TIME.test(draft.at)) throw new Error(`a ledger entry needs Asia/Shanghai time with +08:00, not ${draft.at}`);
  if (!KIND.test(draft.kind)) throw new Error(`a ledger entry's kind is dotted lower case, not ${draft.kind}`);
  const { actor, at, body, kind } = draft;
  return canonicalJson({ actor, at, body, kind, prev, seq });
}

/** The chain's hash of an entry is its RFC 9162 leaf hash, so that one hash serves the chain and the tree. */
export function entryHash(text: string): Hash {
  return leafHash(text);
}

/**
 * The end of every entry's text. Members are sorted, so `prev` and `seq` are always the last two, and the link to the
 * entry before can be checked without parsing.
 */
export function entryTail(prev: string, seq: number): string {
  return `,"prev":"${prev}","seq":${seq}}`;
}

const TAIL_BYTES_WITHOUT_SEQ = entryTail(NO_PREVIOUS, 0).length - 1;

/** Bytes of `entryTail` for this number. */
export function entryTailBytes(seq: number): number {
  return TAIL_BYTES_WITHOUT_SEQ + String(seq).length;
}

/** Reads an entry back; `undefined` when the text is not canonical or not an entry. */
export function parseEntry(text: string): LedgerEntry | undefined {
  const value = parseCanonical(text);
  return isEntry(value) ? value : undefined;
}

function isEntry(value: unknown): value is LedgerEntry {
  if (!isObject(value) || Object.keys(value).join() !== 'actor,at,body,kind,prev,seq') return false;
  const { actor, at, body, kind, prev, seq } = value;
  return (
    typeof actor === 'string' &&
    typeof at === 'string' &&
    TIME.test(at) &&
    isObject(body) &&
    typeof kind === 'string' &&
    KIND.test(kind) &&
    typeof prev === 'string' &&
    HASH_HEX.test(prev) &&
    Number.isSafeInteger(seq)
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
