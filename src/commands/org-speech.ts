import type { EquipmentGap, ProfileGap } from '../access/offices/completeness.js';
import type { OfficeDetail, OfficeEvent, OfficeSummary } from '../access/offices/directory.js';
import type { Inventory } from '../access/offices/equipment.js';
import { PROFILE_FIELDS, WEEKDAYS, type OfficeProfile, type OpeningHours } from '../access/offices/profile-fields.js';
import type { PublicExportSummary } from '../access/offices/public-site.js';
import type { EquipmentItem } from '../domain/equipment.js';
import { translate, type MessageKey, type PlaceValues } from '../i18n/translate.js';
import { tableLines, type TableColumn } from '../ui/table.js';
import type { Services } from './services.js';

const LIST_SEPARATORS = { zh: '、', en: ', ' } as const;

export function listLines({ lang }: Services, offices: readonly OfficeSummary[]): readonly string[] {
  if (offices.length === 0) return [translate(lang, 'office.none')];
  const rows = offices.map(({ code, name, state, opened_on, closed_on }) => [
    code,
    name,
    translate(lang, `office.state.${state}`),
    opened_on,
    closed_on ?? '',
  ]);
  return tableLines(columns(lang, ['code', 'name', 'state', 'opened', 'closed']), rows);
}

type ColumnName = 'code' | 'name' | 'state' | 'opened' | 'closed' | 'day' | 'event' | 'detail' | 'request' | 'missing';

function columns(lang: Services['lang'], names: readonly ColumnName[]): readonly TableColumn[] {
  return names.map((name) => ({ title: translate(lang, `office.column.${name}`) }));
}

export function detailLines({ lang, reporter }: Services, office: OfficeDetail): readonly string[] {
  const say = (key: MessageKey, values: PlaceValues): string => translate(lang, key, values);
  const span = `${office.opened_on}…${office.closed_on ?? ''}`;
  const join = (words: readonly string[]): string => words.join(LIST_SEPARATORS[lang]);
  return [
    reporter.paint.bold(`${office.code}  ${office.name}`),
    say('office.show.state', { state: translate(lang, `office.state.${office.state}`), span }),
    say('office.show.areas', { areas: join(office.areas) }),
    ...(office.former_names.length === 0 ? [] : [say('office.show.former-names', { names: join(office.former_names) })]),
    ...office.successors.map(({ code, name }) => say('office.show.successor', { code, name })),
    say('office.show.source', { source: office.source }),
  ];
}

export function historyLines({ lang }: Services, events: readonly OfficeEvent[]): readonly string[] {
  const rows = events.map(({ day, kind, detail, request }) => [day, translate(lang, `office.event.${kind}`), detail, request ?? '']);
  return tableLines(columns(lang, ['day', 'event', 'detail', 'request']), rows);
}

interface ShownProfile {
  readonly office: string;
  readonly name: string;
  readonly profile: OfficeProfile;
  readonly missing: readonly string[];
}

export function profileLines(services: Services, { office, name, profile, missing }: ShownProfile): readonly string[] {
  const { lang, reporter } = services;
  const labelled = PROFILE_FIELDS.map(({ key, label }) => [label[lang], profileText(services, profile[key])] as const);
  const filled = labelled.filter(([, text]) => text !== '').map(([label, text]) => `  ${label}  ${text}`);
  return [reporter.paint.bold(`${office}  ${name}`), ...filled, ...missingLines(services, missing, fieldNames(lang))];
}

type ProfileValue = OfficeProfile[keyof OfficeProfile];

function profileText({ lang }: Services, value: ProfileValue): string {
  if (value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return isList(value) ? value.join(LIST_SEPARATORS[lang]) : hoursText(lang, value);
}

function isList(value: readonly string[] | OpeningHours): value is readonly string[] {
  return Array.isArray(value);
}

function hoursText(lang: Services['lang'], hours: OpeningHours): string {
  const named = WEEKDAYS.filter((day) => hours[day] !== undefined);
  return named
    .map((day) => `${translate(lang, `office.day.${day}`)} ${hours[day]?.join(',') || translate(lang, 'office.day.closed')}`)
    .join('; ');
}

interface ChangedSheet {
  readonly office: string;
  readonly changed: readonly string[];
  readonly missing: readonly string[];
  readonly ledger_seq: number | null;
}

export function changedLines(services: Services, sheet: ChangedSheet, nameOf: NameOf): readonly string[] {
  const { office, changed, missing, ledger_seq: seq } = sheet;
  const { lang } = services;
  const first =
    seq === null
      ? translate(lang, 'office.unchanged', { office })
      : translate(lang, 'office.changed', { office, keys: changed.map(nameOf).join(LIST_SEPARATORS[lang]), seq });
  return [first, ...missingLines(services, missing, nameOf)];
}

/** A key in the reader's words. */
export type NameOf = (key: string) => string;

/** `address`, `hours.saturday` */
export function fieldNames(lang: Services['lang']): NameOf {
  return (path) => {
    const [key, weekday] = path.split('.');
    const label = PROFILE_FIELDS.find((field) => field.key === key)?.label[lang] ?? path;
    const day = WEEKDAYS.find((known) => known === weekday);
    return day === undefined ? label : `${label} ${translate(lang, `office.day.${day}`)}`;
  };
}

export function itemNames(lang: Services['lang'], items: readonly EquipmentItem[]): NameOf {
  const labels = new Map(items.map(({ key, label }) => [key, label[lang]]));
  return (key) => labels.get(key) ?? key;
}

/** The names of what is still to be filled in or to be got. */
function missingLines({ lang, reporter }: Services, missing: readonly string[], nameOf: NameOf): readonly string[] {
  if (missing.length === 0) return [reporter.paint.green(translate(lang, 'office.complete'))];
  return [reporter.paint.yellow(translate(lang, 'office.missing', { keys: missing.map(nameOf).join(LIST_SEPARATORS[lang]) }))];
}

export function profileGapLines(services: Services, checked: number, gaps: readonly ProfileGap[]): readonly string[] {
  const nameOf = fieldNames(services.lang);
  return gapLines(
    services,
    checked,
    gaps.map(({ code, name, missing }) => [code, name, missing.map(nameOf).join(LIST_SEPARATORS[services.lang])]),
  );
}

export function equipmentGapLines(services: Services, checked: number, gaps: readonly EquipmentGap[], nameOf: NameOf): readonly string[] {
  const counted = ({ item, has, least }: EquipmentGap['short'][number]): string => `${nameOf(item)} ${has ?? '?'}/${least}`;
  return gapLines(
    services,
    checked,
    gaps.map(({ code, name, short }) => [code, name, short.map(counted).join(LIST_SEPARATORS[services.lang])]),
  );
}

function gapLines({ lang, reporter }: Services, checked: number, rows: readonly (readonly string[])[]): readonly string[] {
  const verdict = translate(lang, 'office.checked', { checked, incomplete: rows.length });
  if (rows.length === 0) return [reporter.paint.green(verdict)];
  return [...tableLines(columns(lang, ['code', 'name', 'missing']), rows), '', reporter.paint.yellow(verdict)];
}

export function inventoryLines(
  { lang, reporter }: Services,
  title: string,
  has: Inventory,
  items: readonly EquipmentItem[],
): readonly string[] {
  const rows = items.map(({ key, label, unit, least, source }) => [label[lang], `${has[key] ?? '?'}/${least}`, unit[lang], key, source]);
  const heads = (['item', 'has', 'unit', 'key', 'source'] as const).map((name) => ({ title: translate(lang, `office.equipment.${name}`) }));
  return [reporter.paint.bold(title), ...tableLines(heads, rows)];
}

export function publicLines(
  { lang }: Services,
  { file, offices, incomplete, closed, ledger_seq: seq }: PublicExportSummary,
): readonly string[] {
  const written = translate(lang, 'office.public.done', { file, offices, closed, seq });
  return incomplete === 0 ? [written] : [written, translate(lang, 'office.public.incomplete', { count: incomplete })];
}
