import { readFile } from 'node:fs/promises';
import { parse as parseToml } from 'smol-toml';
import { FIELD_KEYS, isFieldKey } from '../../domain/fields.js';
import type { FieldKey } from '../../domain/fields.js';
import { MregError } from '../../domain/error.js';
import { readHeader } from './header-reading.js';
import { headerSpelling } from './header-spelling.js';
import { nearestName } from './nearest-name.js';

/** What a user decided about the columns of a file. `null` means: leave this column out. */
export interface MappingFile {
  readonly path: string;
  readonly columns: ReadonlyMap<string, MappedColumn>;
}

export interface MappedColumn {
  /** The header as the mapping file spells it; the map is keyed by its `headerSpelling`. */
  readonly header: string;
  readonly key: FieldKey | null;
}

/**
 * Reads `{"columns": {"表头": "field_key" | null}}` from JSON or TOML. TOML has no null: there, `""` leaves a column out.
 * @throws MregError `mapping.missing`, `mapping.unreadable`, `mapping.syntax`, `mapping.shape`, `mapping.unknown-field`, `mapping.header-twice`
 */
export async function readMappingFile(path: string): Promise<MappingFile> {
  const document = parseDocument(await readText(path), path);
  const columns = new Map<string, MappedColumn>();
  for (const [header, value] of Object.entries(columnsOf(document, path))) {
    const spelling = headerSpelling(header);
    const earlier = columns.get(spelling);
    if (earlier !== undefined) throw refused('mapping.header-twice', { file: path, first: earlier.header, second: header });
    columns.set(spelling, { header, key: fieldNamed(value, header, path) });
  }
  return { path, columns };
}

async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    const key = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT' ? 'mapping.missing' : 'mapping.unreadable';
    throw refused(key, { file: path }, cause);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw refused('mapping.syntax', { file: path, detail: 'UTF-8' }, cause);
  }
}

function parseDocument(text: string, path: string): unknown {
  try {
    return /^\s*\{/u.test(text) ? JSON.parse(text) : parseToml(text);
  } catch (cause) {
    throw refused('mapping.syntax', { file: path, detail: firstLineOf(cause) }, cause);
  }
}

function columnsOf(document: unknown, path: string): Record<string, unknown> {
  if (!isTable(document) || !isTable(document['columns'])) throw refused('mapping.shape', { file: path });
  const stranger = Object.keys(document).find((key) => key !== 'columns');
  if (stranger !== undefined) throw refused('mapping.unknown-key', { file: path, name: stranger });
  return document['columns'];
}

function fieldNamed(value: unknown, header: string, path: string): FieldKey | null {
  if (value === null || value === '') return null;
  if (typeof value === 'string' && isFieldKey(value)) return value;
  const name = typeof value === 'string' ? value : JSON.stringify(value);
  const suggestion = readHeader(name)?.key ?? nearestName(name.toLowerCase(), FIELD_KEYS);
  if (suggestion === undefined) throw refused('mapping.unknown-field', { file: path, header, name });
  throw refused('mapping.unknown-field-near', { file: path, header, name, suggestion });
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstLineOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.split('\n', 1)[0] ?? '';
}

/** A wrong mapping file is a wrong setting, not a wrong input: the archive itself may be fine. */
function refused(key: string, values: Record<string, string>, cause?: unknown): MregError {
  return new MregError('configuration', key, values, { cause });
}
