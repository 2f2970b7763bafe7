import { Random } from '../../../samples/generate/random.js';
import { timetable } from '../../../samples/generate/timetable.js';
import { CORRUPTIONS, identityOf, type CorruptionKind } from './corruptions.js';
import { CoupleMaker } from './couples.js';
import { Places } from './places.js';
import { GENERATOR_PROFILES, type GeneratorProfileName } from './profiles.js';
import { copyOf, type Registration } from './registration.js';
import { RELATED_SHARE, RELATION_CHOICE, RELATIONS, type RelationKind } from './relations.js';
import { rowText } from './row-text.js';

export interface StreamOrder {
  readonly records: number;
  readonly seed: number;
  readonly profile: GeneratorProfileName;
}

/** A row of the archive; its token stands in the remark and is its number, counted from 1 in the order of making. */
export interface MadeRow {
  readonly token: number;
  readonly text: string;
}

/** Two rows that are one registration (`duplicate`), or that only look like it. */
export interface LabelledPair {
  readonly first: number;
  readonly second: number;
  readonly relation: RelationKind | 'duplicate';
  /** Who spoilt the second paper, and what: `typist:name-sound+date-near`. Empty for what is no duplicate. */
  readonly how: string;
}

export interface Sink {
  row(row: MadeRow): void;
  pair(pair: LabelledPair): void;
}

const FIRST_YEAR = 1955;
const LAST_YEAR = 2025;
/** Second papers wait here, so that they do not stand beside the first: another archive is another file. */
const WAITING = 20_000;
const MOST_TRIES = 1_000;

/**
 * Couples and their papers in order of date, exactly as many rows as ordered. Memory does not grow with their number. The same order
 * gives the same rows on every machine.
 */
export class RegistrationStream {
  readonly #order: StreamOrder;
  readonly #sink: Sink;
  readonly #random: Random;
  readonly #maker: CoupleMaker;
  readonly #waiting: (MadeRow | undefined)[] = [];
  #made = 0;

  constructor(order: StreamOrder, sink: Sink) {
    this.#order = order;
    this.#sink = sink;
    this.#random = new Random(order.seed);
    this.#maker = new CoupleMaker(this.#random, new Places());
    this.#waiting.length = Math.min(WAITING, Math.ceil(order.records / 10));
  }

  run(): void {
    for (const day of timetable(this.#order.records, { fromYear: FIRST_YEAR, toYear: LAST_YEAR })) {
      if (this.#behind > 0) this.#behind -= 1;
      else this.#family(this.#maker.register(day));
    }
    for (const row of this.#waiting) if (row !== undefined) this.#sink.row(row);
  }

  /** Rows that were made besides the one of their day: so many days are passed over. */
  #behind = 0;

  #family(first: Registration): void {
    const papers = [this.#papersOf(first, false)];
    if (!this.#random.chance(RELATED_SHARE)) return;
    const kind = RELATION_CHOICE.pick(this.#random);
    for (const related of RELATIONS[kind](first, this.#maker, this.#random)) {
      if (this.#made >= this.#order.records) return;
      const own = this.#papersOf(related, true);
      for (const earlier of papers.flat()) {
        for (const token of own) this.#sink.pair({ first: earlier, second: token, relation: kind, how: '' });
      }
      papers.push(own);
    }
  }

  /** The tokens of the event's papers, the first and those that another archive made of it. */
  #papersOf(first: Registration, later: boolean): readonly number[] {
    const { duplicates, triples } = GENERATOR_PROFILES[this.#order.profile];
    const tokens = [this.#emit(first, later)];
    if (!this.#random.chance(duplicates)) return tokens;
    const identities = new Set([identityOf(first)]);
    const copies = this.#random.chance(triples) ? 2 : 1;
    for (let copy = 0; copy < copies && this.#made < this.#order.records; copy += 1) {
      const { paper, how } = this.#spoilt(first, identities);
      const own = this.#emit(paper, true);
      for (const earlier of tokens) this.#sink.pair({ first: earlier, second: own, relation: 'duplicate', how });
      tokens.push(own);
      identities.add(identityOf(paper));
    }
    return tokens;
  }

  /** Another paper of the event that the registry will not refuse as the same row. */
  #spoilt(first: Registration, identities: ReadonlySet<string>): { paper: Registration; how: string } {
    const random = this.#random;
    const [name, { counts, kinds, mistakes }] = GENERATOR_PROFILES[this.#order.profile].corrupting.pick(random);
    const paper = copyOf(first);
    const done = new Set<CorruptionKind>();
    const wanted = counts.pick(random);
    for (let tries = 0; tries < MOST_TRIES && (done.size < wanted || identities.has(identityOf(paper))); tries += 1) {
      const kind = kinds.pick(random);
      if (!done.has(kind) && CORRUPTIONS[kind](paper, random, mistakes)) done.add(kind);
    }
    if (identities.has(identityOf(paper))) throw new Error(`nothing to spoil in ${identityOf(paper)}`);
    return { paper, how: `${name}:${[...done].join('+')}` };
  }

  /** Writes the row now, or where it is a second paper or a later event, some time later. */
  #emit(registration: Registration, later: boolean): number {
    this.#made += 1;
    const token = this.#made;
    const row = { token, text: rowText(registration, token) };
    if (!later) {
      this.#sink.row(row);
      return token;
    }
    this.#behind += 1;
    const place = this.#random.below(this.#waiting.length);
    const out = this.#waiting[place];
    this.#waiting[place] = row;
    if (out !== undefined) this.#sink.row(out);
    return token;
  }
}
