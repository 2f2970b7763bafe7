import type { initMessages as zh } from '../zh/init.js';

export const initMessages: Record<keyof typeof zh, string> = {
  'init.done': 'made the home {home}',
  'init.done.who': '  province administrator {actor}, logged in; {province} ({code})',
  'init.done.tables': '  {regions} regions, {offices} offices, {codes} codes, {laws} periods of law, {holidays} holidays ({version})',
  'init.done.ledger': '  ledger {origin}, signing key {key}',
  'init.done.next': 'next: mreg import <file>',
  'init.already': '{home} is already made; nothing was changed',
  'init.already.hint': 'just use it; to make another, name another folder with --home',
  'init.folder-in-use': '{home} holds something else ({name}) and cannot become a home',
  'init.folder-in-use.hint': 'name a new or empty folder with --home',
  'init.not-a-folder': '{home} is not a folder that can be opened',
  'init.not-a-folder.hint': 'name a new or empty folder with --home',
  'init.bad-origin': 'the name of a ledger has neither spaces nor plus signs: "{origin}"',
  'init.bad-origin.hint': 'for example --origin mreg-440000',
  'init.unknown-province': 'the region table has no province {code}',
  'init.unknown-province.hint': 'for example --province 440000 (Guangdong)',
  'init.no-ledger-key': 'the ledger of {home} has no key that can be used',
  'init.no-ledger-key.hint': 'the database may be damaged; restore it from a backup',
};
