import { TablePages, varintLength, writeInteger64, writeVarint } from './table-pages.js';

/** The table of a shard of person entries; its rows are in key order. */
export const CREATE_PERSON_SHARD = 'CREATE TABLE person(person_key INTEGER NOT NULL, id INTEGER NOT NULL)';

const SERIAL_INT64 = 6;
const HEADER_BYTES = 3;
const PAYLOAD_BYTES = HEADER_BYTES + 16;
const ENTRIES_A_PAGE = 2_500;

/** Writes sorted entries as a throw-away database with the table `person`, from which SQLite appends them in order. */
export function writePersonShard(path: string, { keys, ids }: { readonly keys: Float64Array; readonly ids: Float64Array }): void {
  const pages = new TablePages('person', CREATE_PERSON_SHARD, Math.ceil(keys.length / ENTRIES_A_PAGE) + 1);
  pages.reset();
  for (let at = 0; at < keys.length; at += 1) {
    const rowId = at + 1;
    const start = pages.reserve(rowId, 1 + varintLength(rowId) + PAYLOAD_BYTES);
    const { bytes } = pages;
    bytes[start] = PAYLOAD_BYTES;
    const header = writeVarint(bytes, start + 1, rowId);
    bytes[header] = HEADER_BYTES;
    bytes[header + 1] = SERIAL_INT64;
    bytes[header + 2] = SERIAL_INT64;
    writeInteger64(bytes, header + HEADER_BYTES, keys[at] as number);
    writeInteger64(bytes, header + HEADER_BYTES + 8, ids[at] as number);
  }
  pages.writeTo(path);
}
