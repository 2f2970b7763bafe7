import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeVerifierKey, encodeVerifierKey, isKeyName, openNote, signNote, type NoteSigner } from '../../src/ledger/signed-note.js';
import { parseCheckpoint } from '../../src/ledger/checkpoint-text.js';

// The published example of the Go implementation (golang.org/x/mod/sumdb/note), a throw-away key.
const VERIFIER_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const SEED = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1);
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const NOTE = `${TEXT}\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

const privateKey = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), SEED]),
  format: 'der',
  type: 'pkcs8',
});
const signer: NoteSigner = { name: 'PeterNeumann', keyId: 'c74f20a3', publicKey: createPublicKey(privateKey), privateKey };
const peter = [signer];
const UNKNOWN_LINE = '\u2014 someone.else AAAAAAECAwQ=\n';

describe('signed notes (C2SP signed-note)', () => {
  it('signs the published text with the published bytes', () => expect(signNote(TEXT, signer)).toBe(NOTE));

  it('writes and reads the published verifier key', () => {
    expect(encodeVerifierKey('PeterNeumann', signer.publicKey)).toBe(VERIFIER_KEY);
    expect(decodeVerifierKey(VERIFIER_KEY)).toMatchObject({ name: 'PeterNeumann', keyId: 'c74f20a3' });
  });

  it('reads no verifier key with one character changed', () => {
    for (let at = 0; at < VERIFIER_KEY.length; at += 1) {
      const other = VERIFIER_KEY[at] === 'B' ? 'C' : 'B';
      expect(decodeVerifierKey(VERIFIER_KEY.slice(0, at) + other + VERIFIER_KEY.slice(at + 1))).toBeUndefined();
    }
  });

  it.each([
    ['key of the wrong length', 'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=='],
    ['another algorithm', 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
  ])('reads no verifier key: %s', (_name, line) => expect(decodeVerifierKey(line)).toBeUndefined());

  it('opens what its key signed', () => expect(openNote(NOTE, peter)).toEqual({ kind: 'signed', text: TEXT, keyIds: ['c74f20a3'] }));

  it('passes over the signatures of others', () => expect(openNote(NOTE + UNKNOWN_LINE, peter).kind).toBe('signed'));

  it.each([
    ['one letter changed', NOTE.replace('think', 'thunk'), 'bad-signature'],
    ['one bit of the signature changed', NOTE.replace('JnAM=', 'JnAI='), 'bad-signature'],
    ['a good and a bad signature of the key', NOTE + NOTE.split('\n').at(-2)?.replace('/ZJk', '/ZJl') + '\n', 'bad-signature'],
    ['only others signed', `${TEXT}\n${UNKNOWN_LINE}`, 'unknown-key'],
    ['no signature', TEXT, 'malformed'],
    ['an empty signature block', `${TEXT}\n`, 'malformed'],
    ['no newline at the end', NOTE.slice(0, -1), 'malformed'],
    ['a hyphen for the dash', NOTE.replace('\u2014', '-'), 'malformed'],
    ['a control character', NOTE.replace('think', 'thin\u0007k'), 'malformed'],
    ['another spelling of the same signature', NOTE.replace('JnAM=', 'JnAN='), 'malformed'],
    ['a thousand signatures', NOTE + UNKNOWN_LINE.repeat(1000), 'malformed'],
  ])('refuses a note with %s', (_name, note, kind) => expect(openNote(note, peter).kind).toBe(kind));

  it.each([
    ['mreg/440000', true],
    ['', false],
    ['a b', false],
    ['a+b', false],
    ['a\u3000b', false],
  ])('key name %j: %s', (name, valid) => expect(isKeyName(name)).toBe(valid));
});

describe('checkpoint text (C2SP tlog-checkpoint)', () => {
  const ROOT = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';

  it('reads the example of the specification', () => {
    const root = Buffer.from(ROOT, 'base64');
    expect(parseCheckpoint(`example.com/behind-the-sofa\n20852163\n${ROOT}\n`)).toEqual({
      origin: 'example.com/behind-the-sofa',
      size: 20852163,
      root,
    });
    expect(parseCheckpoint(`a\n0\n${ROOT}\nan extension\n`)).toMatchObject({ size: 0 });
  });

  it.each([
    ['a leading zero', `a\n01\n${ROOT}\n`],
    ['a sign', `a\n-1\n${ROOT}\n`],
    ['no origin', `\n1\n${ROOT}\n`],
    ['a short root', 'a\n1\nAAAA\n'],
    ['an empty extension', `a\n1\n${ROOT}\n\n`],
    ['no newline at the end', `a\n1\n${ROOT}`],
    ['a size beyond counting', `a\n99999999999999999999\n${ROOT}\n`],
  ])('refuses %s', (_name, text) => expect(parseCheckpoint(text)).toBeUndefined());
});
