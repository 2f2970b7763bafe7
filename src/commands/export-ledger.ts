import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { MregError } from '../domain/error.js';
import { checkReport } from '../export/check-report.js';
import { listExports, settleExport, type ExportListing, type LedgerQuery } from '../export/export-ledger.js';
import { stageLedgerWorkbook } from '../export/ledger-workbook.js';
import { translate } from '../i18n/translate.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { writeExportReport } from '../report/export-report.js';
import type { ExportState, Settlement } from '../store/export-repository.js';
import { countText, tableLines } from '../ui/table.js';
import { tidyExports } from './export-tidying.js';
import { withHome, type Home } from './home.js';
import { dayOption, switchOption, textOption } from './options.js';
import type { Invocation, Services } from './services.js';

/** `mreg export ledger list` */
export async function runExportLedgerList({ options, services }: Invocation): Promise<void> {
  const query = queryFrom(options);
  await withHome(services, { readonly: false }, (home) => {
    const exports = foundExports(home, query, services);
    services.reporter.result({ exports: exports.map((each) => ({ ...each })) }, () => listLines(exports, services));
  });
}

/** `mreg export ledger xlsx FILE` */
export async function runExportLedgerXlsx({ args, options, services }: Invocation): Promise<void> {
  const query = queryFrom(options);
  const path = freePath(args[0] ?? '', switchOption(options, 'force'));
  await withHome(services, { readonly: false }, async (home) => {
    const exports = foundExports(home, query, services);
    const file = await stageLedgerWorkbook(path, exports, services.lang);
    file.publish();
    const { bytes, sha256 } = file;
    const values = { path, count: countText(exports.length) };
    services.reporter.result({ file: path, exports: exports.length, bytes, sha256 }, () => [
      translate(services.lang, 'export.ledger.written', values),
    ]);
  });
}

/** `mreg export ledger report FILE --year YYYY` */
export async function runExportLedgerReport({ args, options, services }: Invocation): Promise<void> {
  const year = yearFrom(textOption(options, 'year') ?? '');
  const path = freePath(args[0] ?? '', switchOption(options, 'force'));
  await withHome(services, { readonly: false }, async (home) => {
    tidyExports(home, services);
    const report = checkReport(home.registry.database, year, shanghaiTime(services.clock.now()));
    const { bytes, sha256 } = await writeExportReport(path, { ...report, version: services.packageVersion }, services.lang);
    services.reporter.result({ file: path, year, ...report.counts, bytes, sha256 }, () => [
      translate(services.lang, 'export.report.written', { path, year }),
    ]);
  });
}

/** `mreg export ledger settle NUMBER --how destroyed|returned|kept --note TEXT` */
export async function runExportLedgerSettle({ args, options, services }: Invocation): Promise<void> {
  const what = { how: textOption(options, 'how') as Settlement, note: textOption(options, 'note') ?? '' };
  await withHome(services, { readonly: false }, (home) => {
    const by = { at: shanghaiTime(services.clock.now()), actor: home.actor };
    const settled = settleExport(home.registry.database, args[0] ?? '', what, by);
    services.reporter.result({ ...settled }, () => [translate(services.lang, 'export.settle.done', { number: settled.export })]);
  });
}

function queryFrom(options: Invocation['options']): LedgerQuery {
  const until = dayOption(options, 'until');
  return {
    since: dayOption(options, 'since'),
    until: until === undefined ? undefined : `${until}T23:59:59.999+08:00`,
    officer: textOption(options, 'officer'),
    purpose: textOption(options, 'purpose'),
    state: textOption(options, 'state') as ExportState | undefined,
    region: regionFrom(textOption(options, 'region')),
    overdue: switchOption(options, 'overdue'),
  };
}

function regionFrom(text: string | undefined): string | undefined {
  if (text !== undefined && !/^\d{6}$/.test(text)) throw new MregError('usage', 'export.bad-region', { text });
  return text;
}

function yearFrom(text: string): number {
  if (!/^20\d\d$/.test(text)) throw new MregError('usage', 'export.report.bad-year', { text });
  return Number(text);
}

function freePath(text: string, force: boolean): string {
  const path = resolve(text);
  if (existsSync(path) && !force) throw new MregError('usage', 'export.file-exists', { path });
  return path;
}

function foundExports(home: Home, query: LedgerQuery, services: Services): readonly ExportListing[] {
  tidyExports(home, services);
  return listExports(home.registry.database, query, shanghaiTime(services.clock.now()));
}

const SHOWN = ['export', 'state', 'started_at', 'officer', 'rows', 'format', 'purpose', 'recipient', 'request', 'valid_until'] as const;

function listLines(exports: readonly ExportListing[], { lang }: Services): readonly string[] {
  if (exports.length === 0) return [translate(lang, 'export.ledger.none')];
  const columns = SHOWN.map((name) => ({
    title: translate(lang, `export.column.${name}`),
    ...(name === 'rows' ? { align: 'right' as const } : {}),
  }));
  return tableLines(
    columns,
    exports.map((each) => rowOf(each, lang)),
  );
}

function rowOf(each: ExportListing, lang: Services['lang']): readonly string[] {
  const state = translate(lang, `export.state.${each.state}`);
  const overdue = each.overdue ? ` ${translate(lang, 'export.ledger.overdue')}` : '';
  const { officer, rows, format, purpose, recipient, request } = each;
  return [
    each.export,
    state,
    each.started_at.slice(0, 16).replace('T', ' '),
    officer,
    countText(rows),
    format,
    purpose,
    recipient,
    request,
    each.valid_until.slice(0, 10) + overdue,
  ];
}
