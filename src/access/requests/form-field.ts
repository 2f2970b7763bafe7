import type { AccountRole, Designation } from '../../domain/account.js';
import type { ExportFormat, Masking } from '../../domain/approval.js';
import type { FieldKey } from '../../domain/fields.js';
import type { RequestKind } from '../../domain/request.js';
import type { Lang } from '../../i18n/lang.js';
import type { Holder } from '../accounts/holder.js';
import type { PlannedSuccessor } from '../offices/closing-plan.js';
import type { SERVICES } from '../offices/profile-fields.js';

/**
 * What a value of each kind is once it has been read. Days are `YYYY-MM-DD`, regions six digits, lists in the order given.
 * `office` is one that is open, `new-office` a code that none has had.
 */
export interface FormValues {
  readonly text: string;
  readonly count: number;
  readonly day: string;
  readonly region: string;
  /** A region in or outside the applicant's area. */
  readonly 'any-region': string;
  readonly regions: readonly string[];
  readonly office: string;
  /** The plan for jurisdiction after a closing: `440106`, or `440106=440104A01+440104A02`; the office without areas takes the rest. */
  readonly successors: readonly PlannedSuccessor[];
  readonly offices: readonly string[];
  readonly 'new-office': string;
  readonly username: string;
  /** A document number, kept as who it belongs to: the number itself is stored nowhere. */
  readonly holder: Holder;
  readonly role: AccountRole;
  readonly designations: readonly Designation[];
  readonly phone: string;
  readonly sha256: string;
  /** One year, `1986`, or a span, `1986-1992`. */
  readonly years: string;
  /** Numbers of registrations. */
  readonly records: readonly number[];
  readonly 'op-types': readonly string[];
  /** What an office offers. */
  readonly services: readonly (typeof SERVICES)[number][];
  readonly fields: readonly FieldKey[];
  readonly masking: Readonly<Partial<Record<FieldKey, Masking>>>;
  readonly formats: readonly ExportFormat[];
}

export type ValueKind = keyof FormValues;

/** One blank of a form. Flags, JSON files, questions on a terminal and docs/request-forms.md are all made from it. */
export interface FormField {
  /** As in JSON, `takes_effect_on`; the flag is `--takes-effect-on` (see `hasFlag`). */
  readonly key: string;
  readonly value: ValueKind;
  readonly required: boolean;
  readonly label: Readonly<Record<Lang, string>>;
  /** A value that could stand there, as typed behind the flag. */
  readonly example: string;
}

export interface RequestForm {
  readonly kind: RequestKind;
  readonly title: Readonly<Record<Lang, string>>;
  /** The article of the Measures that asks for it. */
  readonly article: string;
  readonly fields: readonly FormField[];
  /** Stamped scans that must come with it: what they are, and how many at least. */
  readonly scans: { readonly least: number; readonly label: Readonly<Record<Lang, string>> };
  /** Each level's opinion comes with its own stamped scan, the province's excepted, whose opinion is given here (Art. 12). */
  readonly scanWithOpinion: boolean;
}

type Filled<Fields extends readonly FormField[]> = {
  readonly [Field in Fields[number] as Field['required'] extends true ? Field['key'] : never]: FormValues[Field['value']];
} & {
  readonly [Field in Fields[number] as Field['required'] extends true ? never : Field['key']]?: FormValues[Field['value']];
};

/** The form's description as the type of what is filled in. */
export type FilledForm<Form extends RequestForm> = Filled<Form['fields']>;

/** `--takes-effect-on` of `takes_effect_on`. */
export function flagOf(key: string): string {
  return `--${key.replaceAll('_', '-')}`;
}

/** A document number is not typed on a command line, where the list of processes and the shell's history would show it. */
export function hasFlag({ value }: FormField): boolean {
  return value !== 'holder';
}
