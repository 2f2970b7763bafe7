#!/usr/bin/env node
// Checks a proof file made by `mreg ledger prove` with nothing but SHA-256 and Ed25519; docs/ledger.md §9 says the same in words.
//
//     node verify-proof.mjs PROOF.json [VERIFIER-KEY]
//
// Give the ledger's verifier key as you know it from elsewhere: the one inside the file is the word of whoever made the file.
// Exit code 0: the proof holds. 1: it does not.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const ED25519_KEY_PREFIX = Buffer.from('302a300506032b6570032100', 'hex'); // DER before the 32 bytes of a key (RFC 8410)

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const leafHash = (text) => sha256(Buffer.from([0]), Buffer.from(text));
const nodeHash = (left, right) => sha256(Buffer.from([1]), left, right);

const say = (line) => process.stdout.write(`${line}\n`);

function require(condition, complaint) {
  if (!condition) throw new Error(complaint);
}

function fromBase64(text) {
  const bytes = Buffer.from(text, 'base64');
  require(bytes.toString('base64') === text, 'damaged base 64');
  return bytes;
}

function fromHex(text) {
  require(/^[0-9a-f]{64}$/.test(text), 'a hash is 64 lower-case hex digits');
  return Buffer.from(text, 'hex');
}

/** `name+key id+base64(0x01 || public key)`; the key id is the first 4 bytes of SHA-256(name || 0x0A || 0x01 || public key). */
function readVerifierKey(line) {
  const [name, keyId, encoded] = line.split(/\+([0-9a-f]{8})\+/);
  const bytes = fromBase64(encoded ?? '');
  require(bytes.length === 33 && bytes[0] === 1, 'not an Ed25519 verifier key');
  require(sha256(Buffer.from(`${name}\n`), bytes).toString('hex', 0, 4) === keyId, 'the verifier key does not have its own id');
  const der = Buffer.concat([ED25519_KEY_PREFIX, bytes.subarray(1)]);
  return { name, keyId, publicKey: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

/** Size and root that a signed checkpoint states, if this key signed it. */
function openCheckpoint({ note, tree_size: size, verifier_key: ownKey }, givenKey) {
  const key = readVerifierKey(givenKey ?? ownKey);
  const end = note.lastIndexOf('\n\n');
  require(end > 0 && note.endsWith('\n'), 'the note has no signature');
  const text = note.slice(0, end + 1);
  const signatures = note
    .slice(end + 2, -1)
    .split('\n')
    .map((line) => line.split(' '));
  const ours = signatures.filter(
    ([dash, name, value]) => dash === '—' && name === key.name && fromBase64(value).toString('hex', 0, 4) === key.keyId,
  );
  require(ours.length > 0, `the note is not signed by ${key.name}+${key.keyId}`);
  for (const [, , value] of ours)
    require(verify(null, Buffer.from(text), key.publicKey, fromBase64(value).subarray(4)), 'the signature is wrong');
  const [origin, signedSize, root] = text.split('\n');
  require(origin === key.name && signedSize === String(size), 'the note is of another ledger or size');
  return { size, root: fromBase64(root), keyName: `${key.name}+${key.keyId}` };
}

/** The root that a leaf and its path give; RFC 9162 §2.1.3, from the top down: a subtree is cut at the largest power of two below its size. */
function rootOver(leaf, index, size, path) {
  if (size === 1) {
    require(index === 0 && path.length === 0, 'the path has the wrong length');
    return leaf;
  }
  require(path.length > 0, 'the path is too short');
  const cut = 2 ** Math.ceil(Math.log2(size) - 1);
  const sibling = path[path.length - 1];
  const rest = path.slice(0, -1);
  return index < cut
    ? nodeHash(rootOver(leaf, index, cut, rest), sibling)
    : nodeHash(sibling, rootOver(leaf, index - cut, size - cut, rest));
}

/** Both roots that a consistency path gives; RFC 9162 §2.1.4. `known` is the earlier root where the subtree still is the whole earlier tree. */
function rootsOver(first, size, path, known) {
  if (first === size) {
    if (known !== undefined) require(path.length === 0, 'the path has the wrong length');
    else require(path.length === 1, 'the path has the wrong length');
    const root = known ?? path[0];
    return [root, root];
  }
  require(path.length > 0, 'the path is too short');
  const cut = 2 ** Math.ceil(Math.log2(size) - 1);
  const sibling = path[path.length - 1];
  const rest = path.slice(0, -1);
  if (first <= cut) {
    const [earlier, later] = rootsOver(first, cut, rest, known);
    return [earlier, nodeHash(later, sibling)];
  }
  const [earlier, later] = rootsOver(first - cut, size - cut, rest, undefined);
  return [nodeHash(sibling, earlier), nodeHash(sibling, later)];
}

function checkInclusion({ index, entry, leaf_hash: leafHex, path, checkpoint }, givenKey) {
  const { size, root, keyName } = openCheckpoint(checkpoint, givenKey);
  const leaf = fromHex(leafHex);
  require(Number.isSafeInteger(index) && index >= 0 && index < size, 'no such entry in this ledger');
  require(entry === null || leafHash(entry).equals(leaf), 'the text does not give the hash');
  require(entry === null || JSON.parse(entry).seq === index + 1, 'the text is of another entry');
  require(rootOver(leaf, index, size, path.map(fromHex)).equals(root), 'entry and path do not give the signed root');
  return `entry ${index + 1} is in the ledger of ${size} entries that ${keyName} signed:\n${entry ?? `(text withheld; its hash is ${leafHex})`}`;
}

function checkConsistency({ path, from, to }, givenKey) {
  const earlier = openCheckpoint(from, givenKey);
  const later = openCheckpoint(to, givenKey);
  require(earlier.size <= later.size, 'the earlier ledger is the longer one');
  if (earlier.size > 0) {
    const roots = rootsOver(earlier.size, later.size, path.map(fromHex), earlier.root);
    require(roots[0].equals(earlier.root) && roots[1].equals(later.root), 'the path does not give the two signed roots');
  }
  return `the ${earlier.size} entries that ${earlier.keyName} signed are unchanged in the ledger of ${later.size} entries`;
}

const [file, givenKey] = process.argv.slice(2);
try {
  const proof = JSON.parse(readFileSync(file, 'utf8'));
  require(proof.format === 'mreg-ledger-proof-1', 'not a proof file');
  const checks = { inclusion: checkInclusion, consistency: checkConsistency };
  require(Object.hasOwn(checks, proof.kind), 'a proof of an unknown kind');
  say(`HOLDS: ${checks[proof.kind](proof, givenKey)}`);
  if (givenKey === undefined) say("The key is the one inside the file: compare it with the one you know from the ledger's keeper.");
} catch (error) {
  say(`DOES NOT HOLD: ${error.message}`);
  process.exitCode = 1;
}
