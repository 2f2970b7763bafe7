export const traceMessages = {
  'trace.counts':
    'The file has {rows} rows; {examined} were looked for, {matched} found in the registry, {foreign} are from elsewhere; compared with {exports} exports.',
  'trace.verdict.named': 'It came from:',
  'trace.verdict.undecided': 'No export is named: these are records of the registry, but no mark tells which export they left with.',
  'trace.verdict.no-export': 'These are records of the registry, but no export holds them together.',
  'trace.verdict.unknown-rows': 'None of these rows can be found in the registry.',
  'trace.export': '  {export}  {at}',
  'trace.export.approval': '    officer {officer}, approval {request} (token {token}), for "{purpose}", to {recipient}',
  'trace.export.marks':
    '    holds {held} of the rows; marks that agree {agreed}, that do not {disagreed}; pseudonyms of its own {pseudonyms}',
  'trace.confidence': '    confidence > {confidence} (a bound on naming any export wrongly)',
  'trace.second': 'Next: {export}, with {agreed} marks that agree and {disagreed} that do not: no more than chance.',
  'trace.candidates': 'Exports that hold these rows and could have given these columns: {count}',
  'trace.recorded': 'Written to the ledger (entry {seq}).',
  'trace.no-rows': '{file} has no rows of data',
  'trace.no-rows.hint': 'of a workbook with several sheets choose one with --sheet; name a wrong encoding with --encoding',
  'trace.no-sheet': '{file} has no sheet named "{sheet}"',
  'trace.no-sheet.hint': 'there are: {known}',
  'trace.parquet-unreadable': 'cannot read the Parquet file {file}: {detail}',
  'trace.parquet-unreadable.hint': 'Parquet can be read uncompressed or with Snappy; convert other files to CSV first',
} as const;
