import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPackagedTables } from '../../../src/config/packaged-tables.js';
import { MASKINGS, type ExportScope } from '../../../src/domain/approval.js';
import { FIELD_KEYS } from '../../../src/domain/fields.js';
import { CELL_SEPARATOR, ROW_SEPARATOR } from '../../../src/domain/row-text.js';
import { byteColumns } from '../../../src/export/fast/byte-columns.js';
import { CsvLines } from '../../../src/export/fast/csv-lines.js';
import { createPseudonymiser } from '../../../src/export/marks/pseudonym.js';
import { createRowMarker } from '../../../src/export/marks/row-marker.js';
import { planMasks } from '../../../src/export/masking/mask-plan.js';
import { csvCell } from '../../../src/report/csv-cells.js';
import { sampleRows } from '../../helpers/rows.js';

const regionNames = loadPackagedTables().regions.map(({ name }) => name);
const KEY = Buffer.alloc(32, 7);

type Scope = Pick<ExportScope, 'fields' | 'masking'>;

const planOf = (scope: Scope) => planMasks(scope, { regionNames, pseudonymise: createPseudonymiser(KEY) });

/** As every other format is made: cell by cell through the texts. */
function throughTexts(scope: Scope, rows: readonly (readonly string[])[]): string {
  const plan = planOf(scope);
  const marker = createRowMarker(KEY, plan.columns);
  const lines = rows.map((row, index) => {
    const leaving = [...row];
    plan.maskRow(leaving);
    marker.mark(index + 1, leaving);
    return `${leaving.map(csvCell).join(',')}\r\n`;
  });
  // A cut may leave half a pair, which only bytes show as they leave.
  return Buffer.from(lines.join('')).toString();
}

function throughBytes(scope: Scope, rows: readonly (readonly string[])[], rowsAtOnce: number): string {
  const plan = planOf(scope);
  const csv = new CsvLines(byteColumns(plan, regionNames), createRowMarker(KEY, plan.columns));
  const pieces: Uint8Array[] = [];
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const block = rows.slice(from, from + rowsAtOnce);
    const texts = Buffer.from(block.map((row) => row.join(CELL_SEPARATOR)).join(ROW_SEPARATOR));
    pieces.push(csv.linesOf({ ids: block.map((_, index) => from + index + 1), texts }));
  }
  return Buffer.concat(pieces).toString();
}

/** What decides how a cell leaves, put together at random. */
const PARTS = [
  '1 01 156 990101 99010119900101123X 990101900101123 1990-01-01 440106-MZ E12345678 AB1234567 X x 0',
  '张 买买提 \u{20BB7} é 广东省 广州市 番禺县 军字第 号 ( , " = - + @ \t \r \n * ****',
].flatMap((words) => [...words.split(' '), ' ']);
const CELL = fc
  .oneof(
    fc.array(fc.constantFrom(...PARTS), { maxLength: 5 }).map((parts) => parts.join('')),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.stringMatching(/^[\d -]{0,20}$/u),
  )
  .map((cell) => cell.replaceAll(ROW_SEPARATOR, '').replaceAll(CELL_SEPARATOR, ''));
const SCOPE = fc.uniqueArray(fc.constantFrom(...FIELD_KEYS), { minLength: 1, maxLength: 12 }).chain((fields) =>
  fc.record({
    fields: fc.constant(fields),
    masking: fc.dictionary(fc.constantFrom(...fields), fc.constantFrom(...MASKINGS)),
  }),
);

describe('lines of CSV made from bytes', () => {
  it.each([undefined, ...MASKINGS])('are those made from texts, for records as they are, with every field %s', (kind) => {
    const rows = sampleRows('mixed', { rows: 400, seed: 31, defects: 0.2 });
    const scope = { fields: FIELD_KEYS, masking: kind === undefined ? {} : Object.fromEntries(FIELD_KEYS.map((key) => [key, kind])) };
    expect(throughBytes(scope, rows, 70)).toBe(throughTexts(scope, rows));
  });

  it('are those made from texts, for any cells, fields and maskings', () => {
    const order = SCOPE.chain((scope) =>
      fc.record({
        scope: fc.constant(scope),
        rows: fc.array(fc.array(CELL, { minLength: scope.fields.length, maxLength: scope.fields.length }), { minLength: 1, maxLength: 12 }),
      }),
    );
    fc.assert(
      fc.property(order, ({ scope, rows }) => {
        expect(throughBytes(scope, rows, 5)).toBe(throughTexts(scope, rows));
      }),
      { numRuns: 500 },
    );
  });
});
