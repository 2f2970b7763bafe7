import type { Access } from '../domain/permission.js';
import type { Lang } from '../i18n/lang.js';
import type { MessageKey, PlaceValues } from '../i18n/translate.js';
import type { BlankQuestion } from '../ui/blank-prompt.js';
import type { Reporter } from '../ui/reporter.js';

export interface Clock {
  /** The present instant. */
  now(): Date;
}

/** What the process runs in, read once by `main.ts`. */
export interface Environment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Versions of the runtime and its parts (`node`, `icu`, `openssl`, `unicode`), as `process.versions` names them. */
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly timeZone: string;
  readonly cpuCount: number;
  /** The folder that holds `package.json`, `data/` and `samples/`. */
  readonly packageRootPath: string;
  /** How this program is started: the runtime, then its script. */
  readonly program: readonly [string, string];
}

/** What every command is given instead of reaching for the process, the clock or chance. */
export interface Services {
  /** The command that runs and who may run it: `withHome` holds the session to it. */
  readonly command: { readonly path: string; readonly access: Access };
  readonly homePath: string;
  readonly lang: Lang;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly yes: boolean;
  readonly verbose: boolean;
  readonly progressEnabled: boolean;
  readonly clock: Clock;
  readonly random: (bytes: number) => Buffer;
  /** Aborted by SIGINT and SIGTERM: stop at the next safe point and throw `MregError('interrupted', …)`. */
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
  readonly environment: Environment;
  readonly packageVersion: string;
  /** Asks on a terminal and is true at once with `--yes`. @throws MregError `usage` naming `--yes` when nobody can be asked. */
  confirm(question: MessageKey, values?: PlaceValues): Promise<boolean>;
  /**
   * Asks for a secret on a terminal without showing it. `flag` is what gives it without one, such as `--password-file`.
   * @throws MregError `usage` naming the flag when nobody can be asked
   */
  askSecret(question: MessageKey, flag: string, values?: PlaceValues): Promise<string>;
  /** Asks for a blank of a form; absent where nobody can be asked, and with `--yes` and `--json`. */
  readonly askBlank?: (question: BlankQuestion) => Promise<string>;
}

export interface Invocation {
  /** The positional arguments in order, a repeated last one flattened. */
  readonly args: readonly string[];
  /** The command's own options by camel-case name; global ones are in `services`. Read them with `options.ts`. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly services: Services;
}

/** A command: parse, call one operation, report. It fails by throwing. */
export type Run = (invocation: Invocation) => Promise<void>;
