import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonIndex } from '../store/person-index.js';
import { PersonEntries } from './person-entries.js';
import type { ChunkResult } from './rows/chunk-task.js';
import { writePersonShard } from './shard/person-shard.js';

/** Entries held back before they are sorted and written: 8 MB, the parties of a quarter of a million rows. */
const ENTRIES_HELD = 524_288;

/**
 * Brings the person index up to date behind a load: entries are gathered, sorted and appended in large runs, because numbers
 * come in no order and each chunk by itself would touch every page of the index.
 */
export class PersonIndexer {
  private readonly index: PersonIndex;
  private readonly workPath: string;
  private readonly entries = new PersonEntries();

  constructor(index: PersonIndex, workPath: string) {
    this.index = index;
    this.workPath = workPath;
  }

  /** Takes the entries of a committed chunk, without those of rows that were removed from it. */
  add({ personKeys, personOrdinals }: ChunkResult, firstId: number, removedIds: ReadonlySet<number>): void {
    if (removedIds.size === 0) this.entries.addAll(personKeys, personOrdinals, firstId);
    else this.addKept(personKeys, personOrdinals, firstId, removedIds);
    if (this.entries.count >= ENTRIES_HELD) this.flush();
  }

  private addKept(keys: Float64Array, ordinals: Uint32Array, firstId: number, removedIds: ReadonlySet<number>): void {
    for (let at = 0; at < keys.length; at += 1) {
      const id = firstId + (ordinals[at] as number);
      if (!removedIds.has(id)) this.entries.add(keys[at] as number, id);
    }
  }

  flush(): void {
    if (this.entries.count === 0) return;
    const path = join(this.workPath, 'persons.shard');
    writePersonShard(path, this.entries.sorted());
    this.index.addShard(path);
    unlinkSync(path);
    this.entries.clear();
  }
}
