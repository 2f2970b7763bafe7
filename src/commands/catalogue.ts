import type { CommandGroup, CommandSpec, FamilySpec } from './command-spec.js';
import { BATCH_COMMANDS, BATCH_FAMILY, IMPORT_COMMANDS } from './specs/import.js';
import { LEDGER_COMMANDS, LEDGER_FAMILY } from './specs/ledger.js';
import { QUARANTINE_COMMANDS, QUARANTINE_FAMILY } from './specs/quarantine.js';
import { SETUP_COMMANDS, VALIDATORS_COMMANDS, VALIDATORS_FAMILY } from './specs/setup.js';

/** Every command `mreg` has, in the order help shows them. */
export const COMMANDS: readonly CommandSpec[] = [
  ...IMPORT_COMMANDS,
  ...QUARANTINE_COMMANDS,
  ...BATCH_COMMANDS,
  ...LEDGER_COMMANDS,
  ...VALIDATORS_COMMANDS,
  ...SETUP_COMMANDS,
];

export const FAMILIES: readonly FamilySpec[] = [QUARANTINE_FAMILY, BATCH_FAMILY, LEDGER_FAMILY, VALIDATORS_FAMILY];

export const GROUPS: readonly CommandGroup[] = ['daily', 'repair', 'access', 'export', 'proof', 'setup'];

export function commandAt(path: string): CommandSpec | undefined {
  return COMMANDS.find((command) => command.path === path);
}

export function familyAt(path: string): FamilySpec | undefined {
  return FAMILIES.find((family) => family.path === path);
}

export function commandsUnder(family: FamilySpec): readonly CommandSpec[] {
  return COMMANDS.filter((command) => command.path.startsWith(`${family.path} `));
}

/** The words a user may type first: commands without a family, and families. */
export function firstWords(): readonly string[] {
  return [...new Set(COMMANDS.map((command) => command.path.split(' ', 1)[0] ?? ''))];
}
