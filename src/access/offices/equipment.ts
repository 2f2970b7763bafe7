import type { EquipmentItem } from '../../domain/equipment.js';
import { MregError } from '../../domain/error.js';
import { nearestOf } from '../../lib/nearest.js';

/** How many of each item an office has; an item that is not named is not known. */
export type Inventory = Readonly<Record<string, number>>;

const MOST = 100_000;

/** Where an office has less than it has to; `has` is absent when that is not known. */
export interface Shortfall {
  readonly item: EquipmentItem;
  readonly has?: number;
}

/**
 * An inventory from JSON, or from `line-mbit=20,computer=3`.
 * @throws MregError `usage` for an item that is not in the list, with the nearest one, or a count that is none.
 */
export function readInventory(raw: unknown, items: readonly EquipmentItem[]): Inventory {
  const entries = typeof raw === 'string' ? pairsOf(raw) : entriesOf(raw);
  return Object.fromEntries(entries.map(([key, count]) => [knownKey(key, items), countOf(key, count)]));
}

function entriesOf(raw: unknown): readonly (readonly [string, unknown])[] {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw new MregError('usage', 'office.equipment.shape');
  return Object.entries(raw);
}

function pairsOf(text: string): readonly (readonly [string, unknown])[] {
  return text
    .split(/[,，\s]+/u)
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [key = '', count = ''] = pair.split('=');
      return [key, /^\d{1,9}$/.test(count) ? Number(count) : count];
    });
}

function knownKey(key: string, items: readonly EquipmentItem[]): string {
  const keys = items.map((item) => item.key);
  if (keys.includes(key)) return key;
  const near = nearestOf(key, keys);
  throw new MregError('usage', 'office.equipment.unknown-item', {
    item: key,
    known: keys.join(' '),
    ...(near === undefined ? {} : { suggestion: near }),
  });
}

function countOf(key: string, count: unknown): number {
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0 && count <= MOST) return count;
  throw new MregError('usage', 'office.equipment.bad-count', { item: key, value: String(count), most: MOST });
}

export function shortfalls(inventory: Inventory, items: readonly EquipmentItem[]): readonly Shortfall[] {
  return items.flatMap((item) => {
    const has = inventory[item.key];
    if (item.least === 0 || (has !== undefined && has >= item.least)) return [];
    return [has === undefined ? { item } : { item, has }];
  });
}
