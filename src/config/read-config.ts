import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import * as v from 'valibot';
import { MregError } from '../domain/error.js';
import { nearestOf } from '../lib/nearest.js';
import { CONFIG_FILE, type Config } from './config.js';
import { configFrom, configSchema, knownKeys } from './schema.js';

/** Reads the settings of a home. @throws MregError `configuration` when there are none, or one is not understood. */
export function readConfig(homePath: string): Config {
  const path = join(homePath, CONFIG_FILE);
  return parseConfig(readText(path, homePath), path);
}

/** Checks the text of a `config.toml`; `path` only names it in errors. */
export function parseConfig(text: string, path: string): Config {
  const result = v.safeParse(configSchema, parseToml(text, path));
  if (result.success) return configFrom(result.output);
  throw issueError(result.issues[0], path);
}

function readText(path: string, homePath: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');
    if (missing) throw new MregError('configuration', 'config.no-home', { home: homePath }, { cause });
    throw new MregError('configuration', 'config.unreadable', { path }, { cause });
  }
}

function parseToml(text: string, path: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    throw new MregError('configuration', 'config.not-toml', { path, line: cause.line, column: cause.column }, { cause });
  }
}

type Issue = v.InferIssue<typeof configSchema>;

function issueError(issue: Issue, path: string): MregError {
  const keys = (issue.path ?? []).map((item) => String(item.key));
  const key = keys.join('.');
  if (issue.type === 'strict_object' && issue.expected === 'never') return unknownKey(keys, path);
  if (issue.received === 'undefined') return new MregError('configuration', 'config.missing-key', { path, key });
  return new MregError('configuration', 'config.bad-value', { path, key, value: valueText(issue.input) });
}

function unknownKey(keys: readonly string[], path: string): MregError {
  const parents = keys.slice(0, -1);
  const near = nearestOf(keys.at(-1) ?? '', knownKeys(parents));
  const suggestion = near === undefined ? {} : { suggestion: [...parents, near].join('.') };
  return new MregError('configuration', 'config.unknown-key', {
    path,
    key: keys.join('.'),
    known: knownKeys(parents).join(' '),
    ...suggestion,
  });
}

function valueText(input: unknown): string {
  return typeof input === 'string' ? input : JSON.stringify(input);
}
