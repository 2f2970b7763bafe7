/** The kinds of failure a user can meet; each has one exit code, printed by `mreg help exit-codes`. */
export const EXIT_CODES = {
  bug: 1,
  usage: 2,
  configuration: 2,
  'input-refused': 3,
  'not-permitted': 4,
  integrity: 5,
  busy: 6,
  findings: 7,
  interrupted: 130,
} as const;

export type ErrorKind = keyof typeof EXIT_CODES;
export type MessageValues = Readonly<Record<string, string | number>>;

/**
 * A failure with a reason a user can act on. `key` names the message in the catalogue; `${key}.hint` is the advice.
 * Anything thrown that is not an `MregError` is a bug and shows its stack.
 */
export class MregError extends Error {
  readonly kind: ErrorKind;
  readonly key: string;
  readonly values: MessageValues;

  constructor(kind: ErrorKind, key: string, values: MessageValues = {}, options?: ErrorOptions) {
    super(`${key} ${JSON.stringify(values)}`, options);
    this.name = 'MregError';
    this.kind = kind;
    this.key = key;
    this.values = values;
  }
}
