import type { storeMessages as zh } from '../zh/store.js';

export const storeMessages: Record<keyof typeof zh, string> = {
  'store.no-registry': '{path} does not exist; the home is incomplete',
  'store.older-schema': '{path} is of the earlier version {version}; {supported} is needed now',
  'store.older-schema.hint': 'mreg login, or any command that writes, brings it up to date',
  'store.no-registry.hint': 'run mreg init --operator NAME first; if the database was deleted by mistake, restore it from a backup',
  'store.newer-schema': '{path} has version {version}; this program knows versions up to {supported}',
  'store.newer-schema.hint': 'upgrade mreg and run again; the data was not changed',
  'store.busy': 'another command is writing {path}',
  'store.busy.hint': 'run it again when the other is done; import.busy_timeout_seconds in config.toml says how long to wait',
  'store.disk-full': 'the disk is full; cannot write {path}',
  'store.disk-full.hint': 'make room and run the same command again; what was committed is not done twice',
  'store.io-error': 'the disk failed while {path} was read or written ({code})',
  'store.io-error.hint': 'check the disk or network drive, then run the same command again; what was committed is not done twice',
  'store.damaged': 'the database {path} is damaged or no database',
  'store.damaged.hint': 'stop writing, keep everything as it is, and restore from a backup',
  'store.cannot-write': 'cannot open or write the database {path}',
  'store.cannot-write.hint': 'check the permissions of the folder and its files; mreg doctor tells more',
  'store.reference-missing': 'the database lacks the reference table {name}',
  'store.reference-missing.hint': 'the database may have been edited; restore it from a backup',
};
