import { loadPackagedTables } from '../../../src/config/packaged-tables.js';
import type { ReferenceTables } from '../../../src/domain/reference.js';
import { MregError } from '../../../src/domain/error.js';
import type { OfficeChange } from '../../../src/domain/office-change.js';
import { decideClosing, decideOpening, decideRenaming, type DecisionContext } from '../../../src/access/offices/decide.js';
import { officeBook, type OfficeBook } from '../../../src/access/offices/office-book.js';

const { regions, offices, ...packaged } = loadPackagedTables();
/** Guangzhou alone, so that thousands of books are made in no time. */
export const BASE: ReferenceTables = {
  ...packaged,
  regions: regions.filter(({ code }) => code.startsWith('4401')),
  offices: offices.filter(({ code }) => code.startsWith('4401')),
  codes: [],
  holidays: [],
};
export const TODAY = '2026-06-01';
const REQUEST = '440104-20260601-001';

/** Decisions by their short forms, in the order in which they are made. */
export type Decided =
  | readonly ['open', office: string, name: string, firstDay: string]
  | readonly ['rename', office: string, name: string, firstDay: string]
  | readonly ['close', office: string, lastDay: string, ...successors: (string | readonly [office: string, ...areas: string[]])[]];

export function decide(decided: Decided, book: OfficeBook): OfficeChange {
  const context: DecisionContext = { book, today: TODAY, request: REQUEST };
  const [kind, office] = decided;
  if (kind === 'open') {
    const [, , name, firstDay] = decided;
    return decideOpening({ office, name, region: office.slice(0, 6), firstDay }, context);
  }
  if (kind === 'rename') return decideRenaming({ office, name: decided[2], firstDay: decided[3] }, context);
  const [, , lastDay, ...successors] = decided;
  return decideClosing({ office, lastDay, successors: successors.map(plannedOf) }, context);
}

function plannedOf(successor: string | readonly [office: string, ...areas: string[]]) {
  if (typeof successor === 'string') return { office: successor };
  const [office, ...areas] = successor;
  return { office, areas };
}

/** The book after some decisions. */
export function bookAfter(...all: readonly Decided[]): OfficeBook {
  return all.reduce((book, decided) => officeBook(BASE, [...book.changes, decide(decided, book)]), officeBook(BASE, []));
}

/** The message key a decision is refused with, or nothing. */
export function refusalOf(decided: Decided, book: OfficeBook): string | undefined {
  try {
    decide(decided, book);
    return undefined;
  } catch (error) {
    if (!(error instanceof MregError) || !['usage', 'input-refused'].includes(error.kind)) throw error;
    return error.key;
  }
}
