import type { DetectionSeverity } from './detection.js';

/** A rule of `detect anomalies` as data (data/anomaly-rules.json): what can be tuned without changing the program. */
export interface AnomalyRule {
  /** Kebab case, unique, stable: it is stored with findings. Its texts are `anomaly.<code>.title` and `.explanation`. */
  readonly code: string;
  /** What it looks at: the registrations of one person, or those of an office. */
  readonly about: 'person' | 'office';
  /** The gravest a finding of it can be; some are milder. */
  readonly severity: DetectionSeverity;
  readonly parameters: Readonly<Record<string, number>>;
  /** Law, standard or evidence the rule rests on. */
  readonly source: string;
  /** Absent means true. */
  readonly enabled?: boolean;
}

/** The rules in force, looked up by code. */
export class AnomalyRules {
  readonly all: readonly AnomalyRule[];
  private readonly byCode: ReadonlyMap<string, AnomalyRule>;

  constructor(rules: readonly AnomalyRule[]) {
    this.all = rules;
    this.byCode = new Map(rules.map((rule) => [rule.code, rule]));
  }

  /** Only these of them. */
  limitedTo(codes: readonly string[]): AnomalyRules {
    return new AnomalyRules(this.all.filter(({ code }) => codes.includes(code)));
  }

  isOn(code: string): boolean {
    const rule = this.byCode.get(code);
    return rule !== undefined && rule.enabled !== false;
  }

  /** @throws Error for a parameter that the packaged table does not have: a bug, since files are held to its names. */
  parameter(code: string, name: string): number {
    const value = this.byCode.get(code)?.parameters[name];
    if (value === undefined) throw new Error(`rule ${code} has no parameter ${name}`);
    return value;
  }

  /** The severity of a finding: what it is by itself, but no graver than its rule is set to. */
  severity(code: string, own: DetectionSeverity): DetectionSeverity {
    const most = this.byCode.get(code)?.severity ?? own;
    return GRAVITY[own] > GRAVITY[most] ? most : own;
  }
}

export const GRAVITY: Readonly<Record<DetectionSeverity, number>> = { hint: 0, warning: 1, error: 2 };
