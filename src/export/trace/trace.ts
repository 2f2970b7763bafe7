import type { Registry } from '../../store/open.js';
import { ExportMarkRepository } from '../../store/export-mark-repository.js';
import { TraceRepository } from '../../store/trace-repository.js';
import { isNamed, wrongNameBound } from './evidence.js';
import type { LeakedTable } from './leak-file.js';
import { linkRows } from './linkage.js';
import { Observations, type MaskedForm } from './observations.js';
import { Scales, together, type WeighedExport } from './weigh-exports.js';

/**
 * - `named`: marks prove the export or exports, with the stated bound on naming one wrongly.
 * - `undecided`: records of the registry, held by the candidates; no mark tells which of them, or too few.
 * - `no-export`: records of the registry that no export holds together.
 * - `unknown-rows`: nothing in the file can be found in the registry.
 */
export type TraceVerdict = 'named' | 'undecided' | 'no-export' | 'unknown-rows';

export interface TraceResult {
  readonly verdict: TraceVerdict;
  /** Rows of the file, rows looked for, rows found in the registry, rows looked for in vain. */
  readonly rows: number;
  readonly examined: number;
  readonly matched: number;
  readonly foreign: number;
  /** Exports the file was laid beside. */
  readonly exports: number;
  readonly named: readonly NamedExport[];
  /** The best of those that are not named. */
  readonly second: NamedExport | undefined;
  /** Exports that hold the rows and could have given every column, when none is named. */
  readonly candidates: readonly WeighedExport[];
}

export interface NamedExport extends WeighedExport {
  /** The chance of naming any export wrongly is at most this. */
  readonly wrongNameBound: number;
}

/** An export holds a leak when it holds so much of what was found in the registry: a tenth and more may have been mixed in. */
const HOLDS = 0.8;
/** Fewer rows found than this may all be chance. */
const FEWEST_MATCHED = 3;

/** Traces a leaked file to the exports it is from. @param mostRows so many rows found in the registry are enough */
export function traceLeak(table: LeakedTable, registry: Registry, form: MaskedForm, mostRows: number): TraceResult {
  const repository = new TraceRepository(registry);
  const linkage = linkRows(table, repository, mostRows);
  const scales = linkage.readings.map((reading) => new Scales(linkage, new Observations(linkage, reading, repository, form)));
  const weighed: WeighedExport[] = [];
  for (const mark of new ExportMarkRepository(registry).all()) weighed.push(together(scales.map((one) => one.weigh(mark))));
  const matched = linkage.rows.length;
  return {
    rows: table.rows,
    examined: linkage.examined,
    matched,
    foreign: linkage.examined - matched,
    exports: weighed.length,
    ...judge(weighed, matched),
  };
}

type Judgement = Pick<TraceResult, 'verdict' | 'named' | 'second' | 'candidates'>;

function judge(weighed: readonly WeighedExport[], matched: number): Judgement {
  const ranked = weighed
    .map((one): NamedExport => ({ ...one, wrongNameBound: wrongNameBound(one.log10, weighed.length) }))
    .toSorted((left, right) => right.log10 - left.log10);
  const named = ranked.filter(({ log10 }) => isNamed(log10, weighed.length));
  const second = ranked[named.length];
  if (named.length > 0) return { verdict: 'named', named, second, candidates: [] };
  if (matched < FEWEST_MATCHED) return { verdict: 'unknown-rows', named, second, candidates: [] };
  const candidates = weighed.filter(({ rowsHeld, isPossible }) => isPossible && rowsHeld >= matched * HOLDS);
  return { verdict: candidates.length > 0 ? 'undecided' : 'no-export', named, second, candidates };
}
