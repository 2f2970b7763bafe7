import type { TreeHead } from './merkle-proof.js';
import { HASH_BYTES } from './merkle-tree.js';
import { strictBase64 } from './signed-note.js';

/** What a checkpoint states: this ledger, this many entries, this root (C2SP tlog-checkpoint). */
export interface Checkpoint extends TreeHead {
  readonly origin: string;
}

const CHECKPOINT = /^(?<origin>[^\n]+)\n(?<size>0|[1-9]\d*)\n(?<root>[A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*$/u;

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** Reads a checkpoint's text; lines after the third are extensions and are passed over. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const { origin, size, root } = CHECKPOINT.exec(text)?.groups ?? {};
  const bytes = root === undefined ? undefined : strictBase64(root);
  if (origin === undefined || bytes?.length !== HASH_BYTES || !Number.isSafeInteger(Number(size))) return undefined;
  return { origin, size: Number(size), root: bytes };
}
