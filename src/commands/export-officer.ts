import { translate } from '../i18n/translate.js';
import { AccountRepository } from '../store/account-repository.js';
import { ExportRepository } from '../store/export-repository.js';
import { countText, tableLines } from '../ui/table.js';
import { withHome } from './home.js';
import type { Invocation, Services } from './services.js';

/** A person designated to export (Art. 33), and how often it was done. Keys as printed by `--json`. */
interface Officer {
  readonly username: string;
  readonly name: string;
  readonly region: string;
  readonly state: string;
  readonly exports: number;
  readonly last_export_at: string | null;
}

/** `mreg export officer list` */
export async function runExportOfficerList({ services }: Invocation): Promise<void> {
  await withHome(services, { readonly: true }, ({ registry }) => {
    const exports = new ExportRepository(registry.database);
    const officers = new AccountRepository(registry.database)
      .list()
      .filter(({ designations }) => designations.includes('export-officer'))
      .map(({ username, name, region, state }): Officer => {
        const theirs = exports.search({ officer: username });
        return { username, name, region, state, exports: theirs.length, last_export_at: theirs.at(-1)?.started_at ?? null };
      });
    services.reporter.result({ officers: officers.map((officer) => ({ ...officer })) }, () => lines(officers, services));
  });
}

const COLUMNS = ['username', 'name', 'region', 'state', 'exports', 'last'] as const;

function lines(officers: readonly Officer[], { lang }: Services): readonly string[] {
  if (officers.length === 0) return [translate(lang, 'export.officer.none')];
  return tableLines(
    COLUMNS.map((name) => ({
      title: translate(lang, `export.officer.column.${name}`),
      ...(name === 'exports' ? { align: 'right' as const } : {}),
    })),
    officers.map(({ username, name, region, state, exports, last_export_at: last }) => [
      username,
      name,
      region,
      state,
      countText(exports),
      last?.slice(0, 10) ?? '–',
    ]),
  );
}
