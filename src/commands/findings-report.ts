import { bureausAbove, levelOf } from '../domain/account.js';
import { MregError } from '../domain/error.js';
import { reachOf } from '../domain/permission.js';
import { listNotices, reportFindings, type NoticeListing } from '../findings/report.js';
import { translate } from '../i18n/translate.js';
import { countText, tableLines } from '../ui/table.js';
import { commandDecider, findingContext, findingId, findingIds } from './findings-input.js';
import { homeTables, withHome, type Home } from './home.js';
import { textOption } from './options.js';
import type { Invocation, Services } from './services.js';

/** `mreg findings report FILE… [--finding ID,ID] [--from-file FILE]` */
export async function runFindingsReport({ args, options, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: false }, async (home) => {
    const ids = namedFindings(options, services);
    const { region } = home.principal;
    const name = bureauNames(home);
    const addressees = bureausAbove(region, home.config.province.code).map((code) => ({ region: code, name: name(code) }));
    const request = { paths: args, region, addressees, from: name(region), ...(ids === undefined ? {} : { ids }) };
    const summary = await reportFindings(findingContext(home, 'findings.report'), request, commandDecider(home, services));
    const values = {
      number: summary.notice,
      count: summary.findings.length,
      files: summary.files.map(({ file }) => file).join(' '),
      addressees: addressees.map((each) => each.name).join('、'),
      seq: summary.ledger_seq,
    };
    services.reporter.result(summary, () => [translate(services.lang, 'finding.report.done', values)]);
  });
}

/** `mreg findings notices` */
export async function runFindingsNotices({ services }: Invocation): Promise<void> {
  await withHome(services, { readonly: true }, (home) => {
    const notices = listNotices(findingContext(home, 'findings.read'), reachOf(home.principal, 'findings.read'));
    services.reporter.result({ notices }, () => noticeLines(notices, bureauNames(home), services));
  });
}

/** `undefined`: all that are confirmed. */
function namedFindings(options: Invocation['options'], services: Services): readonly number[] | undefined {
  const listed = textOption(options, 'finding');
  if (listed === undefined && textOption(options, 'fromFile') === undefined) return undefined;
  const ids = (listed ?? '').split(',').filter((text) => text.trim() !== '');
  const named = [...ids.map((text) => findingId(text.trim())), ...findingIds({ args: [], options, services })];
  if (named.length === 0) throw new MregError('usage', 'finding.none-named');
  return named;
}

/** `广州市民政局`, by the names the codes have today. */
function bureauNames(home: Home): (region: string) => string {
  const { regions } = homeTables(home);
  return (region) => {
    const name = regions.findLast((row) => row.code === region)?.name ?? region;
    return `${name}${levelOf(region) === 'province' ? '民政厅' : '民政局'}`;
  };
}

const COLUMNS = ['number', 'at', 'actor', 'addressees', 'findings', 'files'] as const;

function noticeLines(notices: readonly NoticeListing[], name: (region: string) => string, { lang }: Services): readonly string[] {
  if (notices.length === 0) return [translate(lang, 'finding.notices.none')];
  const columns = COLUMNS.map((column) => ({ title: translate(lang, `finding.notices.column.${column}`) }));
  const rows = notices.map(({ notice, at, actor, addressees, findings, files }) => [
    notice,
    at.slice(0, 16).replace('T', ' '),
    actor,
    addressees.map(name).join('、'),
    countText(findings.length),
    files.map((file) => file.name).join(' '),
  ]);
  return tableLines(columns, rows);
}
