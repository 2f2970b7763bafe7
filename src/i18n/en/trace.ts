export const traceMessages = {
  'trace.no-rows': '{file} has no rows of data',
  'trace.no-rows.hint': 'of a workbook with several sheets choose one with --sheet; name a wrong encoding with --encoding',
  'trace.no-sheet': '{file} has no sheet named "{sheet}"',
  'trace.no-sheet.hint': 'there are: {known}',
  'trace.parquet-unreadable': 'cannot read the Parquet file {file}: {detail}',
  'trace.parquet-unreadable.hint': 'Parquet can be read uncompressed or with Snappy; convert other files to CSV first',
} as const;
