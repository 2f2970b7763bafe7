import type { LinkageModel } from '../domain/linkage-model.js';
import { LinkageModelRepository } from './linkage-model-repository.js';
import type { Sqlite } from './open.js';

/** The model that evidence names; `undefined` when the registry does not hold it. */
export function evidenceModel(database: Sqlite, version: number): LinkageModel | undefined {
  const kept = new LinkageModelRepository(database).find(version);
  return kept === undefined ? undefined : (JSON.parse(kept.model) as LinkageModel);
}
