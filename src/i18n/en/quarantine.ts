import type { quarantineMessages as zh } from '../zh/quarantine.js';

export const quarantineMessages: Record<keyof typeof zh, string> = {
  'quarantine.sheet': 'To repair',
  'quarantine.column.quarantine_id': 'Quarantine no.',
  'quarantine.column.origin_digest': 'Check mark',
  'quarantine.column.batch': 'Batch',
  'quarantine.column.file': 'Source file',
  'quarantine.column.line': 'Line in the file',
  'quarantine.column.reasons': 'Reasons and advice',
  'quarantine.column.other_columns': 'Other columns (for reference)',
  'quarantine.reason': '[{title}] {message} Advice: {advice}',

  'quarantine.explanation.sheet': 'How to repair',
  'quarantine.explanation.title': 'How to repair quarantined rows',
  'quarantine.explanation.step.one':
    '1. Check against the paper file and change only the coloured cells. Rest the pointer on a cell to read its comment; the column "Reasons and advice" says the same.',
  'quarantine.explanation.step.two':
    '2. Leave the grey columns as they are (quarantine number, check mark, batch, …). You may sort, filter and delete rows you will not repair, but never sort one column alone.',
  'quarantine.explanation.step.three':
    '3. Numbers and dates are stored as text. Do not turn them into numbers or dates: the last digits of a number would become 0.',
  'quarantine.explanation.step.four':
    '4. Save and run: mreg quarantine retry FILE. Only rows that were changed and now pass are loaded; the others stay in quarantine and can be repaired again.',
  'quarantine.explanation.step.five':
    '5. This sheet holds whole personal data. Keep it as you keep the archive and delete it when you are done.',
  'quarantine.explanation.comments-left-out':
    'The limit of comments is reached: {count} {count|cell has|cells have} the colour only. Read the column "Reasons and advice".',
  'quarantine.explanation.bad': 'Red: wrong, must be repaired',
  'quarantine.explanation.doubtful': 'Yellow: doubtful, please check',
  'quarantine.explanation.locked': 'Grey: do not change',
  'quarantine.explanation.reason': 'Reason',
  'quarantine.explanation.rows': 'Rows',
  'quarantine.explanation.code': 'Rule',
  'quarantine.explanation.advice': 'Advice',

  'quarantine.file-exists': 'the file exists: {path}',
  'quarantine.file-exists.hint': 'It may hold repairs that were not retried yet. Choose another name, or remove the file yourself.',
  'quarantine.no-repair-sheet': '{path} is no repair sheet: it has no columns "Quarantine no." and "Check mark"',
  'quarantine.no-repair-sheet.hint': 'Use a sheet made by mreg quarantine export and keep its first or second row.',
  'quarantine.column-twice': '{path} has the column "{column}" twice',
  'quarantine.column-twice.hint': 'Remove the extra column and run it again.',
  'quarantine.unknown': 'there is no row {id} in quarantine',
  'quarantine.unknown.hint': 'mreg quarantine list shows the numbers.',
  'quarantine.not-open': 'unknown or settled before: {ids}; no row was discarded',
  'quarantine.not-open.hint': 'mreg quarantine show ID tells the state of a row.',
  'quarantine.reason-missing': 'to discard rows, say why',
  'quarantine.reason-missing.hint': 'For example --reason "blank line". The reason goes into the ledger.',
  'quarantine.bad-id': '"{text}" is not an id',
  'quarantine.bad-id.hint': 'Ids are whole numbers; mreg quarantine list and mreg batch list show them.',

  'quarantine.list.id': 'id',
  'quarantine.list.batch': 'batch',
  'quarantine.list.file': 'file',
  'quarantine.list.line': 'line',
  'quarantine.list.couple': 'couple',
  'quarantine.list.reasons': 'reasons',
  'quarantine.list.none': 'No row waits for repair.',
  'quarantine.list.total': '{total} {total|row waits|rows wait} for repair, {shown} shown.',
  'quarantine.summary.rows': 'rows',
  'quarantine.summary.code': 'rule',
  'quarantine.summary.title': 'reason',
  'quarantine.summary.more': '{count} more {count|reason|reasons}; --json has them all.',
  'quarantine.show.heading': 'Row {id} · {state}',
  'quarantine.show.place': 'batch {batch}, {file}, line {line}',
  'quarantine.show.repaired': 'repaired as registration {registration}',
  'quarantine.show.discarded': 'discarded because: {reason}',
  'quarantine.show.resolved': 'settled at {at} by {actor}, ledger entry {seq}',
  'quarantine.show.column': 'column',
  'quarantine.show.text': 'text in the file (document numbers masked)',
  'quarantine.show.advice': 'Advice: {advice}',
  'quarantine.state.open': 'waits for repair',
  'quarantine.state.repaired': 'repaired',
  'quarantine.state.discarded': 'discarded',
  'quarantine.state.undone': 'its batch was undone',

  'quarantine.export.progress': 'Writing the repair sheet',
  'quarantine.export.nothing': 'No row waits for repair; no file was written.',
  'quarantine.export.done': 'Wrote {rows} {rows|row|rows} to {file} (ledger entry {seq})',
  'quarantine.export.rows-left':
    'One file cannot hold them all: {count} {count|row is|rows are} left. Repair these first and export again, or split with --batch or --rule.',
  'quarantine.export.comments-left-out':
    'The limit of comments is reached: {count} {count|cell has|cells have} the colour only; the column of reasons says why.',
  'quarantine.export.keep-safe': 'The sheet holds whole document numbers: keep it safe and delete it when you are done.',

  'quarantine.retry.progress': 'Reading the repaired sheet',
  'quarantine.retry.done':
    'Read {rows} {rows|row|rows}: {loaded} loaded, {already_present} already present, {still_wrong} still wrong, {unchanged} unchanged.',
  'quarantine.retry.batch': 'Loaded as batch {batch}.',
  'quarantine.retry.row': 'row {line} of the sheet (id {id}): {outcome}',
  'quarantine.retry.details-left-out': '{count} more {count|row is|rows are} not listed.',
  'quarantine.outcome.loaded': 'loaded',
  'quarantine.outcome.already-present': 'already present, linked',
  'quarantine.outcome.still-wrong': 'still wrong',
  'quarantine.outcome.unchanged': 'unchanged',
  'quarantine.outcome.resolved': 'settled before',
  'quarantine.outcome.unknown': 'no such row in quarantine',
  'quarantine.outcome.mismatched':
    'id and check mark do not belong together: some columns were sorted alone, or the sheet is from another home',
  'quarantine.outcome.repeated': 'the id comes twice; only its first row was used',

  'quarantine.discard.confirm': 'Discard {count} {count|row|rows}? They cannot be repaired afterwards.',
  'quarantine.discard.stopped': 'No row was discarded.',
  'quarantine.discard.done': 'Discarded {count} {count|row|rows} (ledger entry {seq}).',
};
