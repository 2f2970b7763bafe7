import type { Access } from '../domain/permission.js';
import type { Lang } from '../i18n/lang.js';
import type { Run } from './services.js';

export type BothLanguages = Readonly<Record<Lang, string>>;

export interface ArgumentSpec {
  /** As printed, upper case: `FILE`. */
  readonly name: string;
  readonly required: boolean;
  readonly repeated?: boolean;
  /** What a shell should offer here. */
  readonly completes?: 'files' | readonly string[];
  readonly text: BothLanguages;
}

export interface OptionSpec {
  /** Without the dashes: `max-errors`. */
  readonly name: string;
  /** The value as printed (`N|P%`); absent for a switch. */
  readonly value?: string;
  /** `count` is a whole number of at least 1, `choice` one of `choices`, `file` a path. */
  readonly kind: 'switch' | 'text' | 'file' | 'count' | 'choice';
  readonly choices?: readonly string[];
  readonly required?: boolean;
  readonly text: BothLanguages;
}

export interface ExampleSpec {
  readonly command: string;
  readonly text: BothLanguages;
}

/** Daily work first; what repairs, who may do what, what leaves, what proves and what sets up apart. */
export type CommandGroup = 'daily' | 'repair' | 'access' | 'export' | 'proof' | 'setup';

/** One command as data: the program, its help, the completion scripts and the reference are all made from it. */
export interface CommandSpec {
  /** The words a user types: `quarantine retry`. */
  readonly path: string;
  readonly group: CommandGroup;
  readonly summary: BothLanguages;
  /** Who may run it; over which region is checked by the operation. */
  readonly access: Access;
  readonly changes: 'nothing' | 'data' | 'files';
  /** One or two sentences: what it changes and what it leaves alone. */
  readonly effect: BothLanguages;
  readonly arguments: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  readonly examples: readonly ExampleSpec[];
  /** Exit codes besides 0 and 1, in order. */
  readonly exitCodes: readonly number[];
  readonly load: () => Promise<Run>;
}

/** A word that only holds subcommands: `batch`. */
export interface FamilySpec {
  readonly path: string;
  readonly summary: BothLanguages;
}
