/** How strong a password must be. Article 19 is the floor: six characters with letters and digits. */
export interface PasswordPolicy {
  readonly minLength: number;
  /** Of the four kinds lower case, upper case, digit, other: how many must occur. Letters and digits always must. */
  readonly minClasses: number;
  /** The last so many passwords, the present one included, may not be chosen again. */
  readonly history: number;
}

/** When guessing ends: this many failures in a row lock the account for so long. */
export interface LockoutRule {
  readonly attempts: number;
  readonly minutes: number;
}

/** argon2id (RFC 9106): memory in KiB, passes over it, lanes computed side by side. */
export interface HashingCost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}

export interface SessionLimits {
  /** A session that was not used for so long is over. */
  readonly idleMinutes: number;
  /** A session is over so long after the login, however busy. */
  readonly longestHours: number;
}

export interface AccessSettings {
  readonly password: PasswordPolicy;
  readonly lockout: LockoutRule;
  readonly hashing: HashingCost;
  readonly session: SessionLimits;
}

/** Article 19 of the Measures; settings may ask for more, never for less. */
export const SHORTEST_PASSWORD = 6;
export const FEWEST_CLASSES = 2;

/** The least that OWASP's password storage cheat sheet advises for argon2id: 19 MiB, two passes, one lane. */
export const CHEAPEST_HASHING: HashingCost = { memoryKib: 19_456, passes: 2, lanes: 1 };

export const ACCESS_DEFAULTS: AccessSettings = {
  password: { minLength: 10, minClasses: 3, history: 5 },
  lockout: { attempts: 5, minutes: 15 },
  hashing: CHEAPEST_HASHING,
  session: { idleMinutes: 30, longestHours: 12 },
};
