import type { PairEvidence } from './detection.js';
import { explainPair, type LinkageModel } from './linkage-model.js';

/** A level of one comparison that alone would have put the pair on the other side of the threshold. */
export interface VerdictChange {
  readonly comparison: string;
  /** Texts of both: `linkage.level.<key>`. */
  readonly level: string;
  readonly instead: string;
  /** Bits that the change adds or takes away, and the probability that the pair would then have. */
  readonly bits: number;
  readonly probability: number;
}

/**
 * What would change the verdict: of each comparison that can do it alone, the level nearest to where it stands now, the smallest
 * change first. Empty when no single comparison decides. How rare the other value would be is not known, so it counts nothing.
 */
export function verdictChanges(model: LinkageModel, evidence: PairEvidence): readonly VerdictChange[] {
  const { total, probability } = explainPair(model, evidence);
  const isMatch = probability >= model.threshold;
  return model.comparisons
    .flatMap((_, index) => nearestOf(crossingsOf(model, evidence, index, total).filter((change) => isMatch !== isOver(model, change))))
    .toSorted(bySize);
}

function crossingsOf(model: LinkageModel, evidence: PairEvidence, index: number, total: number): readonly VerdictChange[] {
  const { key, levels } = model.comparisons[index] ?? { key: '', levels: [] };
  const now = evidence.levels[index] ?? 0;
  return levels.flatMap(({ key: instead }, level) => {
    if (level === now) return [];
    const other = explainPair(model, {
      model: evidence.model,
      levels: evidence.levels.with(index, level),
      rarity: evidence.rarity.map((bits, at) => (at === index ? 0 : bits)),
    });
    const change = { comparison: key, level: levels[now]?.key ?? '', instead };
    return [{ ...change, bits: other.total - total, probability: other.probability }];
  });
}

const isOver = ({ threshold }: LinkageModel, { probability }: VerdictChange): boolean => probability >= threshold;

const bySize = (left: VerdictChange, right: VerdictChange): number => Math.abs(left.bits) - Math.abs(right.bits);

const nearestOf = (changes: readonly VerdictChange[]): readonly VerdictChange[] => changes.toSorted(bySize).slice(0, 1);
