import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { MregError } from '../domain/error.js';

/** The object in a JSON file a user names. @throws MregError `usage` when it cannot be read, or holds no object. */
export function readJsonObject(path: string): Readonly<Record<string, unknown>> {
  const content = parsed(textOf(path), path);
  if (typeof content === 'object' && content !== null && !Array.isArray(content)) return { ...content };
  throw new MregError('usage', 'cli.file-not-object', { file: basename(path) });
}

function textOf(path: string): string {
  try {
    // Editors on Windows put a byte order mark there.
    return readFileSync(path, 'utf8').replace(/^\uFEFF/u, '');
  } catch (cause) {
    throw new MregError('usage', 'cli.file-unreadable', { file: path }, { cause });
  }
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MregError('usage', 'cli.file-not-object', { file: basename(path) }, { cause });
  }
}
