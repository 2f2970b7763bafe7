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

/**
 * Groups pairs into clusters: connected components, the surest pairs first, but a weak pair does not join two groups of two or more
 * when most pairs between them are not alike. Independent of the order of the pairs.
 */
export function clusterPairs(pairs: readonly ScoredPair[]): Clusters {
  const groups = new Groups();
  const bridges: ScoredPair[] = [];
  const partners = partnersOf(pairs);
  for (const pair of pairs.toSorted(bySurest)) {
    if (isBridge(pair, groups, partners)) bridges.push(pair);
    else groups.join(pair.left, pair.right);
  }
  return { clusterOf: groups.smallestIds(), bridges };
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

function isBridge({ left, right, probability }: ScoredPair, groups: Groups, partners: ReadonlyMap<number, ReadonlySet<number>>): boolean {
  if (probability >= SURE) return false;
  const ofLeft = groups.membersOf(left);
  const ofRight = groups.membersOf(right);
  if (ofLeft === ofRight || ofLeft.length < 2 || ofRight.length < 2) return false;
  const found = ofLeft.reduce((sum, member) => sum + ofRight.filter((other) => partners.get(member)?.has(other) === true).length, 0);
  return found < LEAST_SHARE * ofLeft.length * ofRight.length;
}

/** Disjoint sets that know their members; the smaller is poured into the larger. */
class Groups {
  private readonly groupOf = new Map<number, number[]>();

  membersOf(id: number): readonly number[] {
    return this.groupWith(id);
  }

  join(left: number, right: number): void {
    const ofLeft = this.groupWith(left);
    const ofRight = this.groupWith(right);
    if (ofLeft === ofRight) return;
    const [larger, smaller] = ofLeft.length >= ofRight.length ? [ofLeft, ofRight] : [ofRight, ofLeft];
    for (const member of smaller) {
      larger.push(member);
      this.groupOf.set(member, larger);
    }
  }

  smallestIds(): ReadonlyMap<number, number> {
    const smallest = new Map<readonly number[], number>();
    const clusterOf = new Map<number, number>();
    for (const [id, group] of this.groupOf) {
      const known = smallest.get(group) ?? group.reduce((least, member) => Math.min(least, member), Infinity);
      smallest.set(group, known);
      clusterOf.set(id, known);
    }
    return clusterOf;
  }

  private groupWith(id: number): number[] {
    let group = this.groupOf.get(id);
    if (group === undefined) {
      group = [id];
      this.groupOf.set(id, group);
    }
    return group;
  }
}
