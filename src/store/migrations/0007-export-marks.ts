/**
 * Version 7: what is kept of each export so that a leaked copy can be traced to it (docs/leak-tracing.md). `mark_key` is the
 * export's secret: whoever has it can take the marks out. `columns` is JSON, `record_ids` a set as src/export/marks/id-set.ts writes it.
 */
export const MIGRATION_7 = `
CREATE TABLE export_mark(
  export_number TEXT PRIMARY KEY,
  mark_key BLOB NOT NULL,
  columns TEXT NOT NULL,
  rows INTEGER NOT NULL,
  record_ids BLOB NOT NULL
) STRICT;
`;
