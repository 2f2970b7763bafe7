import type { Detection } from '../../../domain/detection.js';
import { binomialTail, countTail } from '../../../lib/probability.js';
import { OfficeAnomalyRepository, type LoadedRange } from '../../../store/office-anomaly-repository.js';
import { anomaly, type AnomalyScan, type ScanContext, type ScannedRow } from '../scan.js';
import { unlikePeers, type Histogram } from '../statistics/homogeneity.js';
import { median } from '../statistics/robust.js';
import { BackfillUnit, type RepeatSummary } from './backfill-unit.js';
import { chanceText, percentOf, rounded } from './evidence.js';
import { officeLabel, officeSubject, Registrars } from './registrars.js';

const CODE = 'invented-backfill';
const TESTS = 7;
/** Births in equal steps by chance: two differences within some six thousand days agree once in some ten thousand rows. */
const LEAST_STEP_SHARE = 0.002;
const LEAST_NAME_SHARE = 1e-5;
const LEAST_COUPLE_SHARE = 1e-8;
/** Names repeat in clusters (villages of one surname), so the number of equal pairs scatters. */
const REPEAT_SCATTER = 0.25;

type InventedTest = 'weekdays' | 'birth-days' | 'sequence-digits' | 'steps' | 'men' | 'women' | 'couples';

interface Sign {
  readonly unit: BackfillUnit;
  readonly test: InventedTest;
  readonly seen: number;
  readonly usual: number;
  readonly probability: number;
}

/** Archives entered afterwards that look made up (Art. 43(7)): each registrar of each batch against all others that backfilled. */
class BackfillScan implements AnomalyScan {
  private readonly context: ScanContext;
  private readonly ranges: readonly LoadedRange[];
  private readonly registrars = new Registrars();
  private readonly closed: BackfillUnit[] = [];
  private open = new Map<number, BackfillUnit>();
  private openBatch = 0;
  private at = 0;

  constructor(context: ScanContext) {
    this.context = context;
    this.ranges = new OfficeAnomalyRepository(context.registry).loadedRanges().filter(({ source }) => source === 'backfill');
  }

  add(id: number, row: ScannedRow): void {
    const batch = this.batchOf(id);
    if (batch === undefined) return;
    if (batch !== this.openBatch) this.closeUnits();
    this.openBatch = batch;
    const registrar = this.registrars.of(row);
    let unit = this.open.get(registrar.index);
    if (unit === undefined) {
      unit = new BackfillUnit(batch, registrar);
      this.open.set(registrar.index, unit);
    }
    unit.add(id, row);
  }

  /** Ids come in order, as the ranges do. */
  private batchOf(id: number): number | undefined {
    while (id > (this.ranges[this.at]?.lastId ?? Infinity)) this.at += 1;
    const range = this.ranges[this.at];
    return range !== undefined && id >= range.firstId ? range.batch : undefined;
  }

  private closeUnits(): void {
    const fewest = this.context.rules.parameter(CODE, 'fewestRecords');
    for (const unit of this.open.values()) {
      if (unit.rows < fewest) continue;
      unit.close();
      this.closed.push(unit);
    }
    this.open = new Map();
  }

  *findings(): Generator<Detection> {
    this.closeUnits();
    const { rules } = this.context;
    const falseAlarmRate = rules.parameter(CODE, 'falseAlarmRate');
    const threshold = falseAlarmRate / Math.max(1, this.closed.length * TESTS);
    const signs = [...this.histogramSigns(threshold), ...this.stepSigns(threshold), ...this.repeatSigns(threshold)];
    const byUnit = new Map<BackfillUnit, Sign[]>();
    for (const sign of signs) byUnit.set(sign.unit, [...(byUnit.get(sign.unit) ?? []), sign]);
    for (const [unit, own] of byUnit) yield this.finding(unit, own, falseAlarmRate);
  }

  private finding(unit: BackfillUnit, signs: readonly Sign[], falseAlarmRate: number): Detection {
    const { batch, registrar, rows, examples } = unit;
    const [strongest] = signs.toSorted((left, right) => left.probability - right.probability);
    if (strongest === undefined) throw new Error('a finding rests on a sign');
    return anomaly(this.context.rules, {
      code: CODE,
      subject: [batch, officeSubject(registrar.office), registrar.operator].join('/'),
      severity: 'warning',
      score: 1 - falseAlarmRate,
      values: {
        batch,
        who: [officeLabel(registrar.office), registrar.operator].join(' ').trim(),
        rows,
        inventedBy: strongest.test,
        seen: rounded(strongest.seen),
        usual: rounded(strongest.usual),
        signs: signs.length,
        chance: chanceText(strongest.probability),
        rate: falseAlarmRate,
      },
      records: examples,
    });
  }

  private *histogramSigns(threshold: number): Generator<Sign> {
    const leastEffect = this.context.rules.parameter(CODE, 'leastEffectPercent') / 100;
    const histograms: readonly { readonly test: InventedTest; readonly of: (unit: BackfillUnit) => Histogram }[] = [
      { test: 'weekdays', of: ({ weekdays }) => ({ cells: weekdays, stratum: 7 }) },
      { test: 'birth-days', of: ({ birthDays }) => ({ cells: birthDays, stratum: 31 }) },
      { test: 'sequence-digits', of: ({ sequenceDigits }) => ({ cells: sequenceDigits, stratum: 10 }) },
    ];
    for (const { test, of } of histograms) {
      for (const { at, effect, probability } of unlikePeers(this.closed.map(of), { threshold, leastEffect })) {
        const unit = this.closed[at];
        if (unit !== undefined) yield { unit, test, seen: effect, usual: leastEffect, probability };
      }
    }
  }

  private *stepSigns(threshold: number): Generator<Sign> {
    const shares = this.closed.map(({ steps, stepsCompared }) => (stepsCompared === 0 ? 0 : steps / stepsCompared));
    const usual = Math.max(LEAST_STEP_SHARE, median(shares));
    for (const unit of this.closed) {
      const { steps, stepsCompared } = unit;
      if (steps < this.fewestSigns() || steps < stepsCompared * usual * this.timesPeers()) continue;
      const probability = binomialTail(steps, stepsCompared, usual);
      if (probability >= threshold) continue;
      yield { unit, test: 'steps', seen: percentOf(steps / stepsCompared), usual: percentOf(usual), probability };
    }
  }

  private *repeatSigns(threshold: number): Generator<Sign> {
    const kinds = [
      { test: 'men', of: ({ men }: RepeatSummary) => men, least: LEAST_NAME_SHARE },
      { test: 'women', of: ({ women }: RepeatSummary) => women, least: LEAST_NAME_SHARE },
      { test: 'couples', of: ({ couples }: RepeatSummary) => couples, least: LEAST_COUPLE_SHARE },
    ] as const;
    const summaries = this.closed.map((unit) => unit.repeats());
    for (const { test, of, least } of kinds) {
      const shares = summaries.map((summary) => (summary.pairs === 0 ? 0 : of(summary) / summary.pairs));
      const usual = Math.max(least, median(shares));
      for (const unit of this.closed) {
        const { pairs } = unit.repeats();
        const [seen, expected] = [of(unit.repeats()), pairs * usual];
        if (seen < this.fewestSigns() || seen < expected * this.timesPeers()) continue;
        const probability = countTail(seen, expected, REPEAT_SCATTER);
        if (probability < threshold) yield { unit, test, seen, usual: expected, probability };
      }
    }
  }

  private fewestSigns(): number {
    return this.context.rules.parameter(CODE, 'fewestSigns');
  }

  private timesPeers(): number {
    return this.context.rules.parameter(CODE, 'timesPeers');
  }
}

export function backfillScans(context: ScanContext): readonly AnomalyScan[] {
  return context.rules.isOn(CODE) ? [new BackfillScan(context)] : [];
}
