import { levelWeight } from '../../domain/linkage-model.js';
import { appendEntry } from '../../ledger/append.js';
import { LinkageModelRepository, type LinkageModelRow } from '../../store/linkage-model-repository.js';
import type { Sqlite } from '../../store/open.js';
import { COMPARISONS } from './levels.js';
import type { StoredModel } from './stored-model.js';

/** What a model was estimated from. */
export interface ModelBasis {
  readonly records: number;
  readonly comparedPairs: number;
  /** Sum of the probabilities: how many of the compared pairs are one registration. */
  readonly expectedDuplicates: number;
  /** Pairs a person had confirmed or dismissed. */
  readonly confirmed: number;
  readonly dismissed: number;
}

/** A model with where it comes from. */
export interface KeptModel {
  readonly model: StoredModel;
  readonly basis: ModelBasis;
  readonly createdAt: string;
  readonly createdBy: string;
}

export interface ModelAuthor {
  readonly at: string;
  readonly actor: string;
}

/** The model in use; `undefined` before the first estimate, and when this program compares other things than the model knows. */
export function modelInUse(database: Sqlite): KeptModel | undefined {
  const row = new LinkageModelRepository(database).newest();
  const kept = row === undefined ? undefined : keptModel(row);
  return kept !== undefined && fitsProgram(kept.model) ? kept : undefined;
}

/** `undefined` when there is no such version. */
export function modelOfVersion(database: Sqlite, version: number): KeptModel | undefined {
  const row = new LinkageModelRepository(database).find(version);
  return row === undefined ? undefined : keptModel(row);
}

export function allModels(database: Sqlite): readonly KeptModel[] {
  return new LinkageModelRepository(database).list().map(keptModel);
}

export function nextVersion(database: Sqlite): number {
  return (new LinkageModelRepository(database).newest()?.version ?? 0) + 1;
}

/** Keeps a model with its ledger entry, inside the caller's transaction. @returns the number of the entry */
export function keepModel(database: Sqlite, model: StoredModel, basis: ModelBasis, { at, actor }: ModelAuthor): number {
  const { seq } = appendEntry(database, { at, actor, kind: 'detect.model', body: ledgerBody(model, basis) });
  new LinkageModelRepository(database).add({
    version: model.version,
    model: JSON.stringify(model),
    basis: JSON.stringify(basis),
    created_at: at,
    created_by: actor,
    ledger_seq: seq,
  });
  return seq;
}

/** The ledger holds whole numbers: how many duplicates are expected, and thousandths. */
function ledgerBody({ version, threshold }: StoredModel, basis: ModelBasis) {
  return {
    model: version,
    threshold: String(threshold),
    records: basis.records,
    compared: basis.comparedPairs,
    expected: Math.round(basis.expectedDuplicates),
    confirmed: basis.confirmed,
    dismissed: basis.dismissed,
  };
}

function keptModel(row: LinkageModelRow): KeptModel {
  return {
    model: JSON.parse(row.model) as StoredModel,
    basis: JSON.parse(row.basis) as ModelBasis,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}

function fitsProgram({ comparisons }: StoredModel): boolean {
  return (
    comparisons.length === COMPARISONS.length &&
    comparisons.every(({ key, levels }, index) => {
      const expected = COMPARISONS[index];
      return (
        key === expected?.key && levels.length === expected.levels.length && levels.every((level) => Number.isFinite(levelWeight(level)))
      );
    })
  );
}
