import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { EquipmentItem } from '../domain/equipment.js';
import { MregError } from '../domain/error.js';

const text = v.pipe(v.string(), v.nonEmpty());
const inBoth = v.strictObject({ zh: text, en: text });

const file = v.strictObject({
  items: v.array(
    v.strictObject({
      key: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/, 'a-z')),
      label: inBoth,
      unit: inBoth,
      least: v.pipe(v.number(), v.integer(), v.minValue(0)),
      source: text,
    }),
  ),
});

/**
 * A home's own list of equipment (docs/offices.md), to be laid over the packaged one.
 * @throws MregError `configuration` for a file that cannot be read or is not of this shape.
 */
export function readEquipmentFile(path: string): readonly EquipmentItem[] {
  const result = v.safeParse(file, parsed(path));
  if (result.success) return result.output.items;
  const [issue] = result.issues;
  const at = (issue.path ?? []).map((item) => String(item.key)).join('.');
  throw new MregError('configuration', 'tables.invalid', { file: path, path: at, expected: issue.expected ?? issue.message });
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new MregError('configuration', 'office.equipment.unreadable-list', { path }, { cause });
  }
}
