import { closeOffice, openOffice, renameOffice, type DecidedBy } from '../../src/access/offices/change-office.js';
import type { ClosingDraft, OpeningDraft, RenamingDraft } from '../../src/access/offices/decide.js';
import { openRegistry, registryPath } from '../../src/store/open.js';
import { signAsCommandsDo } from './sign-entries.js';

export interface Decisions {
  readonly open?: readonly OpeningDraft[];
  readonly rename?: readonly RenamingDraft[];
  readonly close?: readonly ClosingDraft[];
}

/** Opens, renames and closes offices in a home, as the last opinion on a request does in its transaction. */
export function decideOffices(home: string, { open = [], rename = [], close = [] }: Decisions, by: DecidedBy): void {
  const registry = openRegistry(registryPath(home));
  const { database } = registry;
  signAsCommandsDo(registry, home);
  try {
    database
      .transaction(() => {
        for (const draft of open) openOffice(database, draft, by);
        for (const draft of rename) renameOffice(database, draft, by);
        for (const draft of close) closeOffice(database, draft, by);
      })
      .immediate();
  } finally {
    registry.close();
  }
}
