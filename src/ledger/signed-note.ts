import { createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';

/** A key that notes are believed by: C2SP signed-note, signature type 0x01 (Ed25519). */
export interface NoteVerifier {
  readonly name: string;
  /** The first four bytes of SHA-256(name || 0x0A || 0x01 || public key), hex. */
  readonly keyId: string;
  readonly publicKey: KeyObject;
}

export interface NoteSigner extends NoteVerifier {
  readonly privateKey: KeyObject;
}

export type NoteOpening =
  | { readonly kind: 'signed'; readonly text: string; readonly keyIds: readonly string[] }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'unknown-key'; readonly keyIds: readonly string[] }
  | { readonly kind: 'bad-signature'; readonly keyIds: readonly string[] };

interface SignatureLine {
  readonly name: string;
  readonly keyId: string;
  readonly signature: Buffer;
}

const ED25519 = 1;
const KEY_ID_BYTES = 4;
const PUBLIC_KEY_BYTES = 32;
/** DER around a raw Ed25519 public key (RFC 8410 §4). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const SIGNATURE_LINE = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;
/** A note of the size of a book would be an attack; the specification asks for at least 16 signatures. */
const MAX_SIGNATURES = 100;
// oxlint-disable-next-line no-control-regex -- the specification bans control characters
const CONTROL_EXCEPT_NEWLINE = /[\u0000-\u0009\u000b-\u001f]/u;

/** Whether a name can stand in a signature line: not empty, no white space, no plus. */
export function isKeyName(name: string): boolean {
  return /^[^\s+]+$/u.test(name);
}

/** The four-byte id of an Ed25519 key under this name, hex. */
export function keyIdOf(name: string, publicKey: KeyObject): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), Buffer.from([ED25519]), rawPublicKey(publicKey)]), 'hex').slice(
    0,
    2 * KEY_ID_BYTES,
  );
}

/** The key as one line, `name+id+base64(0x01 || public key)`: what other signed-note programs read as a verifier key. */
export function encodeVerifierKey(name: string, publicKey: KeyObject): string {
  return `${name}+${keyIdOf(name, publicKey)}+${Buffer.concat([Buffer.from([ED25519]), rawPublicKey(publicKey)]).toString('base64')}`;
}

/** Reads a verifier key; `undefined` when it is damaged or of another kind. */
export function decodeVerifierKey(line: string): NoteVerifier | undefined {
  const [, name, keyId, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u.exec(line) ?? [];
  if (name === undefined || encoded === undefined) return undefined;
  const bytes = strictBase64(encoded);
  if (bytes?.length !== 1 + PUBLIC_KEY_BYTES || bytes[0] !== ED25519) return undefined;
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, bytes.subarray(1)]), format: 'der', type: 'spki' });
  return keyIdOf(name, publicKey) === keyId ? { name, keyId, publicKey } : undefined;
}

/** The text with a signature line. @throws Error when the text cannot be a note: no final newline, or control characters. */
export function signNote(text: string, signer: NoteSigner): string {
  if (!text.endsWith('\n') || CONTROL_EXCEPT_NEWLINE.test(text)) throw new Error('a note is lines of text, each ended by a newline');
  const signature = Buffer.concat([Buffer.from(signer.keyId, 'hex'), sign(null, Buffer.from(text), signer.privateKey)]);
  return `${text}\n\u2014 ${signer.name} ${signature.toString('base64')}\n`;
}

/**
 * Believes a note only when a known key signed it and no known key's signature is wrong. Signatures of unknown keys are
 * ignored, as the specification asks, so that others may countersign.
 */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): NoteOpening {
  const parts = splitNote(note);
  if (parts === undefined) return { kind: 'malformed' };
  const known = parts.signatures.flatMap((line) => withVerifier(line, verifiers));
  if (known.length === 0) return { kind: 'unknown-key', keyIds: parts.signatures.map((line) => line.keyId) };
  const bad = known.filter(({ line, verifier }) => !verify(null, Buffer.from(parts.text), verifier.publicKey, line.signature));
  if (bad.length > 0) return { kind: 'bad-signature', keyIds: bad.map(({ line }) => line.keyId) };
  return { kind: 'signed', text: parts.text, keyIds: known.map(({ line }) => line.keyId) };
}

function withVerifier(line: SignatureLine, verifiers: readonly NoteVerifier[]): readonly { line: SignatureLine; verifier: NoteVerifier }[] {
  const verifier = verifiers.find((candidate) => candidate.name === line.name && candidate.keyId === line.keyId);
  return verifier === undefined ? [] : [{ line, verifier }];
}

/** The text may hold empty lines of its own: the last one ends it. */
function splitNote(note: string): { text: string; signatures: readonly SignatureLine[] } | undefined {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n') || CONTROL_EXCEPT_NEWLINE.test(note)) return undefined;
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) return undefined;
  const signatures = lines.flatMap(parseSignatureLine);
  return signatures.length === lines.length ? { text: note.slice(0, end + 1), signatures } : undefined;
}

function parseSignatureLine(line: string): readonly SignatureLine[] {
  const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
  const bytes = encoded === undefined ? undefined : strictBase64(encoded);
  if (name === undefined || bytes === undefined || bytes.length <= KEY_ID_BYTES) return [];
  return [{ name, keyId: bytes.toString('hex', 0, KEY_ID_BYTES), signature: bytes.subarray(KEY_ID_BYTES) }];
}

/** Base 64 with one spelling only: Node's decoder passes over bad characters and bits that should be zero. */
export function strictBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

function rawPublicKey(publicKey: KeyObject): Buffer {
  return publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length);
}
