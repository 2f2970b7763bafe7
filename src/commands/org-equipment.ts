import { resolve } from 'node:path';
import { equipmentGaps } from '../access/offices/completeness.js';
import { showOffice } from '../access/offices/directory.js';
import { readInventory, shortfalls, type Inventory } from '../access/offices/equipment.js';
import { changeSheet, requireMaintained } from '../access/offices/office-sheets.js';
import { readEquipmentFile } from '../config/equipment-file.js';
import { EQUIPMENT_ITEMS, withOwnItems, type EquipmentItem } from '../domain/equipment.js';
import { MregError } from '../domain/error.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { OfficeRepository, type OfficeSheet } from '../store/office-repository.js';
import { homeTables, withHome, type Home } from './home.js';
import { readJsonObject } from './json-file.js';
import { textOption } from './options.js';
import { failOnIncomplete, officesToCheck, todayOf } from './org-scope.js';
import { changedLines, equipmentGapLines, itemNames, inventoryLines } from './org-speech.js';
import type { Invocation } from './services.js';

/** `mreg org equipment show OFFICE` */
export async function runOrgEquipmentShow({ args: [code = ''], services }: Invocation): Promise<void> {
  await withHome(services, { readonly: true }, (home) => {
    requireMaintained(home.principal, code);
    const { name } = showOffice(homeTables(home), code, todayOf(services));
    const written = new OfficeRepository(home.registry.database).sheet('office_equipment', code);
    const has = (written?.sheet ?? {}) as Inventory;
    const items = equipmentItems(home).map(({ key, least, source }) => ({ item: key, has: has[key] ?? null, least, source }));
    services.reporter.result({ office: code, name, items, updated_at: written?.at ?? null }, () =>
      inventoryLines(services, `${code}  ${name}`, has, equipmentItems(home)),
    );
  });
}

/** `mreg org equipment set OFFICE [--from FILE.json] [--items LIST]` */
export async function runOrgEquipmentSet({ args: [office = ''], options, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: false }, (home) => {
    requireMaintained(home.principal, office);
    const items = equipmentItems(home);
    const edit = inventoryEdit(options, items);
    const by = { principal: home.principal, actor: home.actor, at: shanghaiTime(services.clock.now()) };
    const outcome = changeSheet(home.registry.database, homeTables(home), { table: 'office_equipment', office, edit }, by);
    const missing = shortfalls(outcome.sheet as Inventory, items).map(({ item }) => item.key);
    const document = { office, changed: outcome.changed, missing, ledger_seq: outcome.ledgerSeq ?? null };
    services.reporter.result(document, () => changedLines(services, document, itemNames(services.lang, items)));
  });
}

/** The file is the whole inventory, and `--items` is laid over it; without a file, over what was there. */
function inventoryEdit(options: Invocation['options'], items: readonly EquipmentItem[]): (before: OfficeSheet) => OfficeSheet {
  const path = textOption(options, 'from');
  const list = textOption(options, 'items');
  if (path === undefined && list === undefined) throw new MregError('usage', 'office.equipment.nothing');
  const whole = path === undefined ? undefined : readInventory(readJsonObject(path), items);
  const over = list === undefined ? {} : readInventory(list, items);
  return (before) => ({ ...(whole ?? before), ...over });
}

/** `mreg org equipment check [OFFICE] [--region CODE] [--fail-on incomplete]` */
export async function runOrgEquipmentCheck(invocation: Invocation): Promise<void> {
  const { options, services } = invocation;
  await withHome(services, { readonly: true }, (home) => {
    const offices = officesToCheck(homeTables(home), invocation, home.principal);
    const items = equipmentItems(home);
    const incomplete = equipmentGaps(new OfficeRepository(home.registry.database), offices, items);
    services.reporter.result({ checked: offices.length, incomplete }, () =>
      equipmentGapLines(services, offices.length, incomplete, itemNames(services.lang, items)),
    );
    failOnIncomplete(options, incomplete.length);
  });
}

function equipmentItems({ path, config }: Home): readonly EquipmentItem[] {
  const { equipmentPath } = config.offices;
  return equipmentPath === undefined ? EQUIPMENT_ITEMS : withOwnItems(readEquipmentFile(resolve(path, equipmentPath)));
}
