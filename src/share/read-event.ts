import { parseDocument } from '../domain/identity-document.js';
import type { LifeEvent, LifeEventKind } from '../domain/life-event.js';
import { storedName, usableNumber } from '../domain/named-person.js';
import { normaliseDate, parseDate } from '../domain/partial-date.js';
import { personKey } from '../domain/person-key.js';
import { foldText } from '../domain/text-folding.js';
import type { ColumnPlaces, EventColumn } from './event-columns.js';

/** Why a row cannot be loaded; texts are `share.reason.<word>`. */
export const ROW_REASONS = [
  'characters-lost',
  'name-missing',
  'name-too-long',
  'number-unusable',
  'number-check-digit',
  'spouse-missing',
  'spouse-number-unusable',
  'same-person',
  'date-unreadable',
  'date-in-future',
  'reference-missing',
  'reference-too-long',
] as const;
export type RowReason = (typeof ROW_REASONS)[number];

export type EventRow =
  | { readonly kind: 'event'; readonly line: number; readonly event: LifeEvent }
  | { readonly kind: 'bad'; readonly line: number; readonly reason: RowReason };

const LOST_CHARACTER = '\uFFFD';
const LONGEST_NAME = 50;
const LONGEST_REFERENCE = 100;

/** Reads one row. @param today yyyymmdd; nobody has died tomorrow. @returns `undefined` for a row with nothing in it */
export function readEvent(
  cells: readonly string[],
  line: number,
  { kind, places, today }: { readonly kind: LifeEventKind; readonly places: ColumnPlaces; readonly today: number },
): EventRow | undefined {
  if (cells.every((cell) => cell.trim() === '')) return undefined;
  const value = (column: EventColumn): string => cells[places.get(column) ?? -1]?.trim() ?? '';
  const event = {
    kind,
    ...personOf(value('name'), value('number')),
    ...spouseOf(kind, value('spouseName'), value('spouseNumber')),
    happenedOn: normaliseDate(value('date')),
    reference: foldText(value('reference')),
  };
  const reason = cells.some((cell) => cell.includes(LOST_CHARACTER)) ? 'characters-lost' : reasonAgainst(event, value, today);
  return reason === undefined ? { kind: 'event', line, event } : { kind: 'bad', line, reason };
}

function personOf(name: string, number: string): Pick<LifeEvent, 'personKey' | 'personName'> {
  const usable = usableNumber(number);
  return { personKey: usable === undefined ? 0 : personKey(usable), personName: storedName(name) ?? '' };
}

function spouseOf(kind: LifeEventKind, name: string, number: string): Pick<LifeEvent, 'spouseKey' | 'spouseName'> {
  if (kind === 'death') return { spouseKey: 0, spouseName: '' };
  const { personKey: spouseKey, personName: spouseName } = personOf(name, number);
  return { spouseKey, spouseName };
}

function reasonAgainst(event: LifeEvent, value: (column: EventColumn) => string, today: number): RowReason | undefined {
  return reasonAgainstPersons(event, value) ?? reasonAgainstDate(event.happenedOn, today) ?? reasonAgainstReference(event.reference);
}

function reasonAgainstPersons(event: LifeEvent, value: (column: EventColumn) => string): RowReason | undefined {
  if (event.personName === '') return 'name-missing';
  if (event.personName.length > LONGEST_NAME || event.spouseName.length > LONGEST_NAME) return 'name-too-long';
  if (event.personKey === 0) return 'number-unusable';
  if (!isSound(value('number'))) return 'number-check-digit';
  if (event.kind === 'death') return undefined;
  if (event.spouseName === '') return 'spouse-missing';
  if (value('spouseNumber') !== '' && (event.spouseKey === 0 || !isSound(value('spouseNumber')))) return 'spouse-number-unusable';
  return event.spouseKey === event.personKey ? 'same-person' : undefined;
}

/** A mistyped number would end the marriage of somebody else. */
function isSound(number: string): boolean {
  const document = parseDocument(usableNumber(number) ?? '', '', '');
  if (document === undefined || !('checkPasses' in document)) return document !== undefined;
  return document.checkPasses !== false && (!('birthIsRealDay' in document) || document.birthIsRealDay);
}

function reasonAgainstDate(text: string, today: number): RowReason | undefined {
  const date = parseDate(text);
  if (date === undefined) return 'date-unreadable';
  return date.first > today ? 'date-in-future' : undefined;
}

function reasonAgainstReference(reference: string): RowReason | undefined {
  if (reference === '') return 'reference-missing';
  return reference.length > LONGEST_REFERENCE ? 'reference-too-long' : undefined;
}
