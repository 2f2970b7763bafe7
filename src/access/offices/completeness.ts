import type { EquipmentItem } from '../../domain/equipment.js';
import type { OfficeRow } from '../../domain/reference.js';
import type { OfficeRepository } from '../../store/office-repository.js';
import { shortfalls, type Inventory } from './equipment.js';
import { missingIn } from './read-profile.js';

/** An office whose profile is not complete; keys as printed by `--json`. */
export interface ProfileGap {
  readonly code: string;
  readonly name: string;
  /** Keys of fields, `hours.saturday` for a day of the week. */
  readonly missing: readonly string[];
  /** When anything was last written; `null` when nothing ever was. */
  readonly updated_at: string | null;
}

export interface EquipmentGap {
  readonly code: string;
  readonly name: string;
  readonly short: readonly { readonly item: string; readonly least: number; readonly has: number | null; readonly source: string }[];
  readonly updated_at: string | null;
}

/** The offices among these whose profiles lack something. */
export function profileGaps(repository: OfficeRepository, offices: readonly OfficeRow[]): readonly ProfileGap[] {
  const written = new Map(repository.sheets('office_profile').map((each) => [each.office, each]));
  const gaps = offices.map(({ code, name }) => {
    const missing = missingIn(written.get(code)?.sheet ?? {});
    return { code, name, missing, updated_at: written.get(code)?.at ?? null };
  });
  return gaps.filter(({ missing }) => missing.length > 0);
}

/** The offices among these that have less than they have to. */
export function equipmentGaps(
  repository: OfficeRepository,
  offices: readonly OfficeRow[],
  items: readonly EquipmentItem[],
): readonly EquipmentGap[] {
  const written = new Map(repository.sheets('office_equipment').map((each) => [each.office, each]));
  const gaps = offices.map(({ code, name }) => {
    const short = shortfalls((written.get(code)?.sheet ?? {}) as Inventory, items).map(({ item, has }) => ({
      item: item.key,
      least: item.least,
      has: has ?? null,
      source: item.source,
    }));
    return { code, name, short, updated_at: written.get(code)?.at ?? null };
  });
  return gaps.filter(({ short }) => short.length > 0);
}
