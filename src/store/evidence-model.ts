import type { LinkageModel } from '../domain/linkage-model.js';
import type { Sqlite } from './open.js';

/** The model that evidence names, retired or not; `undefined` when the registry does not hold it. */
export function evidenceModel(database: Sqlite, version: number): LinkageModel | undefined {
  const text = database.prepare<[number], string>('SELECT model FROM linkage_model WHERE version = ?').pluck().get(version);
  return text === undefined ? undefined : (JSON.parse(text) as LinkageModel);
}
