import type { officeAnomalyMessages as zhMessages } from '../zh/office-anomaly.js';

export const officeAnomalyMessages: Readonly<Record<keyof typeof zhMessages, string>> = {
  'anomaly.certificate-serial-gap.title': 'Certificate serials missing or far off',
  'anomaly.certificate-serial-gap.explanation':
    'Of {series} the serials {first} to {last}, {present} are here; {missing} are missing: {serials}; far from all others: {strays}. Look for the archives (voided certificates are to be noted) and check the stray ones against the certificates.',
  'anomaly.certificate-serial-repeat.title': 'Certificate serial used twice',
  'anomaly.certificate-serial-repeat.explanation':
    'Serial {serial} of {series} is on two registrations, of {firstDate} and of {secondDate}: {serialCouples}. Check the number in both archives; if two certificates do carry it, report it.',
  'anomaly.serialCouples.different': 'both parties differ',
  'anomaly.serialCouples.one': 'only one party is the same',
  'anomaly.registrar-volume.title': 'Improbable volume of a registrar',
  'anomaly.registrar-volume.explanation':
    '{office} {operator}: {count} registrations {volumeOf} ({date}), where the others at that time and the own habit lead to expect {expected}; so many have a chance of {chance}. Look for a shared account, a wrong registrar on the form, or one who enters for others (a run over ordinary data raises a false alarm with a chance of at most {rate}).',
  'anomaly.office-volume.title': 'Improbable volume of an office',
  'anomaly.office-volume.explanation':
    '{office}: {count} registrations {volumeOf} ({date}), where the province at that time and the own habit lead to expect {expected}; so many have a chance of {chance}. Look for one date entered for many, a file loaded twice, or invented records (a run over ordinary data raises a false alarm with a chance of at most {rate}).',
  'anomaly.volumeOf.registrar-day': 'on one day',
  'anomaly.volumeOf.registrar-year': 'in one year',
  'anomaly.volumeOf.office-day': 'on one day',
  'anomaly.volumeOf.office-month': 'in one month',
  'anomaly.registrar-hours.title': 'Work when the office was closed',
  'anomaly.registrar-hours.explanation':
    '{who}: {count} {hoursOf} (of {total}, the first on {date}; usual are {usual} %, chance {chance}). Check the dates, whether the office was open, and whether somebody else used the account.',
  'anomaly.hoursOf.holiday': 'registrations dated on public holidays, weekends not counted',
  'anomaly.hoursOf.night': 'changes, repairs or deletions by hand at night',
  'anomaly.office-error-rate.title': 'Error rate far above that of others',
  'anomaly.office-error-rate.explanation':
    '{who}: of {total} rows {count} ({share} %) went to quarantine or carry a warning, where {usual} % are usual; chance {chance}. Look at the reasons, train those who enter, check the batch again if need be (a run over ordinary data raises a false alarm with a chance of at most {rate}).',
  'anomaly.office-deletion-rate.title': 'Deletion rate far above that of others',
  'anomaly.office-deletion-rate.explanation':
    '{who}: of {total} registrations {count} ({share} %) were deleted and not entered again, where {usual} % are usual; chance {chance}. Check the approvals of Article 31 (a run over ordinary data raises a false alarm with a chance of at most {rate}).',
  'anomaly.placeholder-heap.title': 'Heap of placeholders',
  'anomaly.placeholder-heap.explanation':
    '{office}: {count} {heapOf}{date} (of {total}; usual are {usual} %, chance {chance}). Most likely typed because nobody knew: enter them from the archive, or leave them empty (a run over ordinary data raises a false alarm with a chance of at most {rate}).',
  'anomaly.heapOf.birth-1900': 'births on 1900-01-01',
  'anomaly.heapOf.birth-new-year': 'births on 1 January',
  'anomaly.heapOf.birth-middle': 'births on the 15th',
  'anomaly.heapOf.registered-new-year': 'registrations dated 1 January',
  'anomaly.heapOf.number-zeros': 'document numbers of zeros or of one digit',
  'anomaly.heapOf.name-words': 'names that are words for "unknown"',
  'anomaly.heapOf.birthday': 'births on the same day, ',
  'anomaly.office-not-open.title': 'The office did not exist then',
  'anomaly.office-not-open.explanation':
    '{office} {absence}{limit}, yet {count} registrations, dated {first} to {last}, name it. Check dates and code, or correct the table of offices.',
  'anomaly.absence.never': 'has a code that never was one of a region',
  'anomaly.absence.before': 'opened on ',
  'anomaly.absence.after': 'was closed after ',
  'anomaly.invented-backfill.title': 'Backfill that looks invented',
  'anomaly.invented-backfill.explanation':
    'Batch {batch}, {who}, {rows} rows: {inventedBy} {seen}, usual {usual} (chance {chance}; {signs} signs in all). Check originals of the archive row by row, Article 43(7) (a run over ordinary data raises a false alarm with a chance of at most {rate}).',
  'anomaly.inventedBy.weekdays': 'weekdays of registration are distributed unlike those of other backfill, size of the difference',
  'anomaly.inventedBy.birth-days': 'days of birth within the month are distributed unlike those of other backfill, size of the difference',
  'anomaly.inventedBy.sequence-digits':
    'tens of the sequence in numbers are distributed unlike those of other backfill, size of the difference',
  'anomaly.inventedBy.steps': "the men's births go on in equal steps from row to row, per cent",
  'anomaly.inventedBy.men': "men's names repeat, equal pairs",
  'anomaly.inventedBy.women': "women's names repeat, equal pairs",
  'anomaly.inventedBy.couples': 'names of the same couple repeat, equal pairs',
  'anomaly.correction-wave.title': 'Wave of corrections',
  'anomaly.correction-wave.explanation':
    '{who} corrected or deleted {count} on {date}, where the own habit and that of others lead to expect {expected}; chance {chance}. Check the approvals, Article 31 (a run over ordinary data raises a false alarm with a chance of at most {rate}).',
  'anomaly.query-wave.title': 'Wave of queries',
  'anomaly.query-wave.explanation':
    '{who} looked up {count} on {date}, where the own habit and that of others lead to expect {expected}; chance {chance}. Check what for, and think of a leak, Article 35 (a run over ordinary data raises a false alarm with a chance of at most {rate}).',
};
