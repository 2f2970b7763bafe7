import type { Masking } from '../../domain/approval.js';
import { FIELD_KEYS, type FieldKey } from '../../domain/fields.js';
import { IdCollector } from './id-set.js';
import { keyedHash } from './mark-key.js';
import type { SipHash } from './sip-hash.js';
import { channelOf, respelled, type MarkChannel } from './spelling.js';

/** A column of an export and how its values leave. */
export interface ExportColumn {
  readonly field: FieldKey;
  readonly masking: Masking;
}

/** What is kept of an export so that a leaked copy can be traced to it (docs/leak-tracing.md). */
export interface ExportMark {
  readonly key: Buffer;
  readonly columns: readonly ExportColumn[];
  readonly rows: number;
  /** The exported records, as `encodeIds` writes them. */
  readonly ids: Buffer;
}

export interface RowMarker {
  /** Marks a row in place, after masking, and remembers its record. @param values one for each column, in their order. */
  mark(recordId: number, values: string[]): void;
  /** The same cell by cell: remembers a record, of which `bitAt` then tells which spelling stands in a column. */
  begin(recordId: number): void;
  /** 0 in a column that cannot be marked. @param at the column's place */
  bitAt(at: number): 0 | 1;
  /** A masked value in the spelling for 1. */
  respell(at: number, value: string): string;
  /** What to store, in the transaction that finishes the export. */
  finish(): ExportMark;
}

interface MarkedColumn {
  readonly at: number;
  readonly fieldIndex: number;
  readonly channel: MarkChannel;
}

/**
 * Marks the rows of one export: a keyed function of record and field chooses between two equal spellings of a value.
 * @param key 32 random bytes of this export, also the key of its pseudonyms (`createPseudonymiser`).
 */
export function createRowMarker(key: Buffer, columns: readonly ExportColumn[]): RowMarker {
  const bits = keyedHash(key, 'row-marks');
  const channels = columns.map(({ field, masking }, at): MarkedColumn | undefined => {
    const channel = channelOf(field, masking);
    return channel && { at, fieldIndex: fieldIndexOf(field), channel };
  });
  const marked = channels.filter((channel) => channel !== undefined);
  const records = new IdCollector();
  const respell = rememberingRespelling();
  const begin = (recordId: number): void => {
    records.add(recordId);
    if (marked.length > 0) bits.ofInteger(recordId);
  };
  return {
    mark: (recordId, values) => {
      begin(recordId);
      for (const { at, fieldIndex, channel } of marked) {
        if (markBit(bits, fieldIndex) === 1) values[at] = respell(channel, values[at] as string);
      }
    },
    begin,
    bitAt: (at) => {
      const column = channels[at];
      return column === undefined ? 0 : markBit(bits, column.fieldIndex);
    },
    respell: (at, value) => {
      const column = channels[at];
      return column === undefined ? value : respell(column.channel, value);
    },
    finish: () => ({ key, columns, rows: records.count, ids: records.encode() }),
  };
}

/** More different masked values than a province has; a bound all the same. */
const MOST_REMEMBERED = 50_000;

/** Masked values are few, and looking one up costs a fraction of cutting and joining it; what leaves unmasked is not kept. */
function rememberingRespelling(): typeof respelled {
  const known = new Map<string, string>();
  return (channel, value) => {
    if (channel !== 'stars' || value === '') return respelled(channel, value);
    let other = known.get(value);
    if (other === undefined) {
      other = respelled(channel, value);
      if (known.size < MOST_REMEMBERED) known.set(value, other);
    }
    return other;
  };
}

export function fieldIndexOf(field: FieldKey): number {
  return FIELD_KEYS.indexOf(field);
}

/** The bit of a field in the row the hash was last given: there are 64, and fewer fields than that. */
export function markBit({ low, high }: SipHash, fieldIndex: number): 0 | 1 {
  const word = fieldIndex < 32 ? low : high;
  return ((word >>> (fieldIndex & 31)) & 1) as 0 | 1;
}
