import type { configMessages as zh } from '../zh/config.js';

export const configMessages: Record<keyof typeof zh, string> = {
  'config.no-home': 'there is no home at {home} yet',
  'config.no-home.hint': 'run mreg init --operator NAME first, or name an existing home with --home',
  'config.unreadable': 'cannot read {path}',
  'config.unreadable.hint': 'check the permissions of the file',
  'config.not-toml': '{path} is not valid TOML at line {line}, column {column}',
  'config.not-toml.hint': 'quote text, for example name = "Zhang San"',
  'config.unknown-key': '{path} holds the unknown setting {key}',
  'config.unknown-key.hint': 'settings known here: {known}',
  'config.missing-key': '{path} lacks the setting {key}',
  'config.missing-key.hint': 'add it and run again',
  'config.bad-value': 'the setting {key} in {path} cannot be "{value}"',
  'config.bad-value.hint': 'docs/configuration.md lists the values it takes',
  'config.not-editable': '{path} is written in a way that cannot be changed by program',
  'config.not-editable.hint': 'write this into its [ledger] section yourself: {line}',
};
