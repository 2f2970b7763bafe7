/** A pair over the threshold, by registration ids. */
export interface ScoredPair {
  readonly left: number;
  readonly right: number;
  readonly probability: number;
}

export interface Clusters {
  /** Smallest registration id of the cluster, by registration id; records in no pair are not in it. */
  readonly clusterOf: ReadonlyMap<number, number>;
  /** Pairs that would have joined two groups which are otherwise not alike. */
  readonly bridges: readonly ScoredPair[];
}

/** A pair below this is weak: alone it does not join two groups of several records each. */
const SURE = 0.999;
/** Of the pairs between two groups at least this share must be found for a weak one to join them. */
const LEAST_SHARE = 0.5;
/** A component of fewer records has no two groups of two. */
const LEAST_BRIDGED = 4;

/**
 * Groups pairs into clusters: connected components, the surest pairs first, but a weak pair does not join two groups of two or more
 * when most pairs between them are not alike. Independent of the order of the pairs.
 */
export function clusterPairs(pairs: readonly ScoredPair[]): Clusters {
  const components = new DisjointSets();
  for (const { left, right } of pairs) components.join(left, right);
  const clusterOf = new Map(components.smallestIds());
  const bridges: ScoredPair[] = [];
  for (const large of pairsOfLarge(pairs, components).values()) {
    const parts = cutBridges(large);
    bridges.push(...parts.bridges);
    for (const [id, cluster] of parts.sets.smallestIds()) clusterOf.set(id, cluster);
  }
  return { clusterOf, bridges: bridges.toSorted((one, other) => one.left - other.left || one.right - other.right) };
}

/** Few components are large: only they are looked at closely. */
function pairsOfLarge(pairs: readonly ScoredPair[], components: DisjointSets): ReadonlyMap<number, ScoredPair[]> {
  const large = new Map<number, ScoredPair[]>();
  for (const pair of pairs) {
    const root = components.rootOf(pair.left);
    if (components.sizeOf(root) < LEAST_BRIDGED) continue;
    const known = large.get(root);
    if (known === undefined) large.set(root, [pair]);
    else known.push(pair);
  }
  return large;
}

function cutBridges(pairs: readonly ScoredPair[]): { readonly sets: DisjointSets; readonly bridges: readonly ScoredPair[] } {
  const sets = new DisjointSets();
  const bridges: ScoredPair[] = [];
  const partners = partnersOf(pairs);
  for (const pair of pairs.toSorted(bySurest)) {
    if (isBridge(pair, sets, partners)) bridges.push(pair);
    else sets.join(pair.left, pair.right);
  }
  return { sets, bridges };
}

function bySurest(one: ScoredPair, other: ScoredPair): number {
  return other.probability - one.probability || one.left - other.left || one.right - other.right;
}

function partnersOf(pairs: readonly ScoredPair[]): ReadonlyMap<number, ReadonlySet<number>> {
  const partners = new Map<number, Set<number>>();
  const add = (of: number, partner: number): void => {
    const known = partners.get(of);
    if (known === undefined) partners.set(of, new Set([partner]));
    else known.add(partner);
  };
  for (const { left, right } of pairs) {
    add(left, right);
    add(right, left);
  }
  return partners;
}

function isBridge(
  { left, right, probability }: ScoredPair,
  sets: DisjointSets,
  partners: ReadonlyMap<number, ReadonlySet<number>>,
): boolean {
  if (probability >= SURE || sets.rootOf(left) === sets.rootOf(right)) return false;
  const ofLeft = sets.membersOf(left);
  const ofRight = sets.membersOf(right);
  if (ofLeft.length < 2 || ofRight.length < 2) return false;
  const found = ofLeft.reduce((sum, member) => sum + ofRight.filter((other) => partners.get(member)?.has(other) === true).length, 0);
  return found < LEAST_SHARE * ofLeft.length * ofRight.length;
}

/** Disjoint sets of ids, joined by size, paths halved (Tarjan, 1975). */
class DisjointSets {
  private readonly placeOf = new Map<number, number>();
  private readonly ids: number[] = [];
  private readonly parents: number[] = [];
  private readonly sizes: number[] = [];

  join(left: number, right: number): void {
    const ofLeft = this.rootOf(left);
    const ofRight = this.rootOf(right);
    if (ofLeft === ofRight) return;
    const [larger, smaller] = this.sizeOf(ofLeft) >= this.sizeOf(ofRight) ? [ofLeft, ofRight] : [ofRight, ofLeft];
    this.parents[smaller] = larger;
    this.sizes[larger] = this.sizeOf(larger) + this.sizeOf(smaller);
  }

  /** The number of its set; an id not seen before is a set of its own. */
  rootOf(id: number): number {
    let place = this.placeOf.get(id) ?? this.add(id);
    for (let parent = this.parents[place] ?? place; parent !== place; parent = this.parents[place] ?? place) {
      this.parents[place] = this.parents[parent] ?? parent;
      place = this.parents[place] ?? parent;
    }
    return place;
  }

  sizeOf(root: number): number {
    return this.sizes[root] ?? 0;
  }

  /** For small sets: it looks at every id. */
  membersOf(id: number): readonly number[] {
    const root = this.rootOf(id);
    return this.ids.filter((other) => this.rootOf(other) === root);
  }

  *smallestIds(): Generator<[id: number, smallest: number]> {
    const smallest = new Map<number, number>();
    for (const id of this.ids) {
      const root = this.rootOf(id);
      smallest.set(root, Math.min(smallest.get(root) ?? id, id));
    }
    for (const id of this.ids) yield [id, smallest.get(this.rootOf(id)) ?? id];
  }

  private add(id: number): number {
    const place = this.ids.length;
    this.placeOf.set(id, place);
    this.ids.push(id);
    this.parents.push(place);
    this.sizes.push(1);
    return place;
  }
}
