import type { Sqlite } from './open.js';

const CACHE_KIB = 131_072;
const USUAL_STORE = 0;
const IN_MEMORY = 2;

/**
 * Lends memory to a transaction that writes many small rows into tables of several indexes. With the usual two megabytes each page
 * would be written and read again many times; and SQLite keeps what a statement would have to take back in a file, unless told
 * otherwise: for fifty thousand findings two thirds of the processor's time went into that file.
 * @param work begins the transaction: within one SQLite does not change where it keeps things
 */
export function withRoomToWrite<T>(database: Sqlite, work: () => T): T {
  const usual = Number(database.pragma('cache_size', { simple: true }));
  database.pragma(`cache_size = -${CACHE_KIB}`);
  database.pragma(`temp_store = ${IN_MEMORY}`);
  try {
    return work();
  } finally {
    database.pragma(`cache_size = ${usual}`);
    database.pragma(`temp_store = ${USUAL_STORE}`);
  }
}
