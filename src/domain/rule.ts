import type { FieldKey } from './fields.js';
import type { Finding, Severity } from './finding.js';
import type { Reference } from './reference.js';
import type { OpType, Registration } from './registration.js';
import type { Lang } from '../i18n/lang.js';

export interface RuleSettings {
  /** An age counts from the day after the birthday (Guangdong guidance) or from the birthday. */
  readonly ageReached: 'day-after' | 'birthday';
}

/** Everything a rule may look at. `today` is the Asia/Shanghai date as a yyyymmdd integer. */
export interface RuleContext {
  readonly registration: Registration;
  readonly reference: Reference;
  readonly settings: RuleSettings;
  readonly today: number;
  /** File names of the scans that came with the package, lower case; `undefined` when the input carried no scans at all. */
  readonly scansPresent: ReadonlySet<string> | undefined;
  /** What the office codes of the area begin with that the load is limited to; '' when it is not. */
  readonly area: string;
}

export interface RuleText {
  /** A few words: what is wrong. */
  readonly title: string;
  /** One sentence with `{name}` places filled from the finding's values. */
  readonly message: string;
  /** What the clerk does next. */
  readonly advice: string;
}

export interface Rule {
  /** Kebab case, unique, stable: it is stored with findings. */
  readonly code: string;
  /** The gravest severity this rule can give; a finding may be milder. */
  readonly severity: Severity;
  readonly fields: readonly FieldKey[];
  readonly appliesTo: readonly OpType[] | 'all';
  /** Law, standard or evidence the rule rests on. */
  readonly source: string;
  /** First and last registration date the rule speaks of, `YYYY-MM-DD`; absent means open. */
  readonly inForce: { readonly from?: string; readonly to?: string };
  readonly text: Readonly<Record<Lang, RuleText>>;
  /** Pure. A rule of the load stage (duplicates) has no `check`: the loader makes its findings. */
  readonly check?: (context: RuleContext) => readonly Finding[];
}
