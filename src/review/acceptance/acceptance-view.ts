import { basename } from 'node:path';
import { FIELDS, fieldOf, type Field } from '../../domain/fields.js';
import type { Reference } from '../../domain/reference.js';
import type { Box, Straightening } from '../../domain/scan.js';
import type { Lang } from '../../i18n/lang.js';
import { translate } from '../../i18n/translate.js';
import { isChanged, isOwnWork, itemWithin, type Checker } from '../../scans/acceptance/check.js';
import { AcceptanceRepository, type StoredAcceptanceItem } from '../../store/acceptance-repository.js';
import { BatchRepository } from '../../store/batch-repository.js';
import type { Registry } from '../../store/open.js';
import { ScanCheckRepository } from '../../store/scan-check-repository.js';
import { ScanRepository } from '../../store/scan-repository.js';
import type { AcceptanceField, AcceptanceGroup, AcceptanceTask } from '../acceptance-protocol.js';
import { codeName, groupedFields, partyLabel } from '../compared-fields.js';

export interface AcceptanceViewSettings {
  readonly registry: Registry;
  readonly reference: Reference;
  readonly lang: Lang;
}

/** A page of a scan that shows what a record says. */
export interface RecordPage {
  readonly sha256: string;
  readonly page: number;
  readonly straightening: Straightening;
}

/** The page a record was read from, or the first one a keyed record was compared with; `undefined` when there is no picture. */
export function pageOfRecord(registry: Registry, rowId: number): RecordPage | undefined {
  return new ScanRepository(registry).pageOfRow(rowId) ?? new ScanCheckRepository(registry).comparisonsOf(rowId)[0];
}

/** A record of a sample as the page shows it. @throws MregError `usage` when it is of no area of this person */
export function acceptanceView(id: number, by: Omit<Checker, 'at'>, settings: AcceptanceViewSettings): AcceptanceTask {
  const { registry, lang } = settings;
  const found = itemWithin(registry, id, by.reach);
  const { item, acceptance } = found;
  const isOwn = isOwnWork(registry, found, by);
  const page = pageOfRecord(registry, item.rowId);
  return {
    kind: 'acceptance',
    name: `acceptance-${id}`,
    seen: String(item.ledgerSeq),
    isOpen: item.outcome === '' && acceptance.state === 'open' && !isOwn,
    decided: decidedText(item, lang),
    title: translate(lang, 'acceptance.page.title', { batch: acceptance.batchId, ordinal: item.ordinal, sample: acceptance.sample }),
    place: placeText(registry, acceptance.batchId, item, page, lang),
    page: page === undefined ? undefined : { width: page.straightening.width, height: page.straightening.height },
    notice: noticeText(registry, item, isOwn, lang),
    groups: groupsOf(item, settings),
    wrong: item.wrong,
  };
}

function decidedText({ outcome, wrong, actor, checkedAt }: StoredAcceptanceItem, lang: Lang): string {
  if (outcome === '') return '';
  const fields = wrong.map((key) => fieldOf(key)[lang]).join(translate(lang, 'acceptance.separator'));
  return translate(lang, `acceptance.page.decided-${outcome}`, { actor, at: checkedAt.slice(0, 16).replace('T', ' '), fields });
}

function noticeText(registry: Registry, item: StoredAcceptanceItem, isOwn: boolean, lang: Lang): string {
  if (item.outcome !== '') return '';
  if (isOwn) return translate(lang, 'acceptance.own-work', { ordinal: item.ordinal });
  return isChanged(registry, item) ? translate(lang, 'acceptance.changed', { ordinal: item.ordinal }) : '';
}

function placeText(registry: Registry, batchId: number, { rowId }: StoredAcceptanceItem, page: RecordPage | undefined, lang: Lang): string {
  const file = new BatchRepository(registry).files(batchId).find(({ first_id: first, last_id: last }) => rowId >= first && rowId <= last);
  const name = basename(file?.name ?? '');
  if (page !== undefined && new ScanRepository(registry).pageOfRow(rowId) !== undefined) {
    return translate(lang, 'acceptance.page.place-scan', { file: name, page: page.page });
  }
  return translate(lang, 'acceptance.page.place-row', { file: name, row: rowId - (file?.first_id ?? rowId) + 1 });
}

function groupsOf({ rowId }: StoredAcceptanceItem, { registry, reference, lang }: AcceptanceViewSettings): readonly AcceptanceGroup[] {
  const values = new AcceptanceRepository(registry.database).values(rowId);
  const boxes = boxesOf(registry, rowId);
  const shown = (field: Field): AcceptanceField => {
    const value = values?.[field.key] ?? '';
    return {
      key: field.key,
      label: partyLabel(field, lang),
      value: codeName(field, value, { lang, reference }) ?? value,
      box: boxes.get(field.key),
    };
  };
  const judged = FIELDS.filter(({ key }) => key !== 'scan_files');
  return groupedFields(judged, lang).map(({ title, fields }) => ({ title, fields: fields.map(shown) }));
}

function boxesOf(registry: Registry, rowId: number): ReadonlyMap<string, Box> {
  const read = new ScanRepository(registry).fieldsOf(rowId);
  const compared = new ScanCheckRepository(registry).checksOf(rowId);
  return new Map([...compared, ...read].map(({ key, box }) => [key, box]));
}
