import { MregError } from '../domain/error.js';
import { closeWindow, isWindowOpen, openWindow } from '../export/windows.js';
import { translate, type MessageKey } from '../i18n/translate.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { ExportWindowRepository, type WindowRow } from '../store/export-window-repository.js';
import { tableLines } from '../ui/table.js';
import { withHome } from './home.js';
import { dayOption, textOption } from './options.js';
import type { Invocation, Services } from './services.js';

/** `mreg export window add --reason TEXT [--days mon-fri] [--hours 09:00-17:30] [--from DAY] [--until DAY]` */
export async function runExportWindowAdd({ options, services }: Invocation): Promise<void> {
  const plan = {
    days: textOption(options, 'days'),
    hours: textOption(options, 'hours'),
    from: dayOption(options, 'from'),
    until: dayOption(options, 'until'),
    reason: textOption(options, 'reason') ?? '',
  };
  await withHome(services, { readonly: false }, ({ registry, actor }) => {
    const window = openWindow(registry.database, plan, { at: shanghaiTime(services.clock.now()), actor });
    services.reporter.result(documentOf(window), () => [translate(services.lang, 'export.window.opened', { id: window.id })]);
  });
}

/** `mreg export window close ID --reason TEXT` */
export async function runExportWindowClose({ args, options, services }: Invocation): Promise<void> {
  const id = windowId(args[0] ?? '');
  await withHome(services, { readonly: false }, ({ registry, actor }) => {
    const by = { at: shanghaiTime(services.clock.now()), actor };
    const window = closeWindow(registry.database, id, textOption(options, 'reason') ?? '', by);
    services.reporter.result(documentOf(window), () => [translate(services.lang, 'export.window.closed', { id })]);
  });
}

/** `mreg export window list` */
export async function runExportWindowList({ services }: Invocation): Promise<void> {
  await withHome(services, { readonly: true }, ({ registry }) => {
    const windows = new ExportWindowRepository(registry.database).list();
    const openNow = isWindowOpen(windows, services.clock.now());
    services.reporter.result({ open_now: openNow, windows: windows.map(documentOf) }, () => listLines(windows, openNow, services));
  });
}

function windowId(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new MregError('usage', 'export.window.bad-id', { text });
  return Number(text);
}

function documentOf({ id, ...window }: WindowRow) {
  return { window: id, ...window };
}

const COLUMNS = ['id', 'state', 'days', 'hours', 'period', 'reason', 'opened'] as const;

function listLines(windows: readonly WindowRow[], openNow: boolean, { lang }: Services): readonly string[] {
  const now = translate(lang, openNow ? 'export.window.open-now' : 'export.window.closed-now');
  if (windows.length === 0) return [translate(lang, 'export.window.none'), now];
  const columns = COLUMNS.map((name) => ({ title: translate(lang, `export.window.column.${name}`) }));
  return [
    ...tableLines(
      columns,
      windows.map((window) => rowOf(window, lang)),
    ),
    now,
  ];
}

function rowOf(window: WindowRow, lang: Services['lang']): readonly string[] {
  const state: MessageKey = window.closed_at === null ? 'export.window.state.open' : 'export.window.state.closed';
  const days = [...window.weekdays].map((digit) => translate(lang, `export.weekday.${digit as '1' | '2' | '3' | '4' | '5' | '6' | '7'}`));
  return [
    String(window.id),
    translate(lang, state),
    days.join(lang === 'zh' ? '' : ' '),
    `${window.from_time}–${window.until_time}`,
    `${window.from_day ?? '…'} – ${window.until_day ?? '…'}`,
    window.reason,
    `${window.opened_at.slice(0, 10)} ${window.opened_by}`,
  ];
}
