import type { Sqlite } from './open.js';

/** A file that is written, durable, and not yet under its name. */
export interface WaitingFile {
  publish(): void;
  withdraw(): void;
}

/**
 * Makes a change and puts files in their places: both happen or neither. Files appear as the last step of the transaction, when
 * nothing but its commit can fail, and disappear when that does. @param work may give up by returning `undefined`: then no file appears
 */
export function commitWithFiles<T>(database: Sqlite, files: readonly WaitingFile[], work: () => T): T {
  const withdraw = (): void => {
    for (const file of files) file.withdraw();
  };
  const run = database.transaction(() => {
    const result = work();
    if (result !== undefined) for (const file of files) file.publish();
    return result;
  });
  try {
    const result = run.immediate();
    if (result === undefined) withdraw();
    return result;
  } catch (cause) {
    withdraw();
    throw cause;
  }
}
