import type { LinkageModel } from '../../domain/linkage-model.js';

/** The model as it is kept: with how common the characters of names are, so that a later run weighs a name as this one did. */
export interface StoredModel extends LinkageModel {
  readonly names: NameFrequencies;
}

/** For each character its share of all of its place; characters that are not named have `rest`. */
export interface NameFrequencies {
  readonly surname: CharacterShares;
  readonly givenMan: CharacterShares;
  readonly givenWoman: CharacterShares;
}

export interface CharacterShares {
  readonly shares: Readonly<Record<string, number>>;
  readonly rest: number;
}
