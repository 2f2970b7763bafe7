import { describe, expect, it } from 'vitest';
import { encodeText } from '../../../samples/generate/output/text-encoding.js';
import { FIELD_KEYS, type FieldKey } from '../../../src/domain/fields.js';
import type { Finding } from '../../../src/domain/finding.js';
import { FRAMES } from '../../../src/import/chunks/dialect.js';
import { frameChunk } from '../../../src/import/chunks/frame-chunks.js';
import type { ChunkResult, TableSetup } from '../../../src/import/rows/chunk-task.js';
import { checkSetup, csvLine, csvOf, processChunk, sampleRows, tableSetup } from '../../helpers/rows.js';

const [CLEAN = [], OTHER = []] = sampleRows('county-modern', { rows: 2, seed: 111, defects: 0 });
const line = csvLine(CLEAN);

function outcomeOf(bytes: string | Uint8Array, table: Partial<TableSetup> = {}): ChunkResult {
  return processChunk(Buffer.from(bytes), checkSetup(), tableSetup(table)).result;
}

/** Each row as `line code`, or `line accepted`, in the order of lines. */
function rowsOf({ lines, quarantined }: ChunkResult): readonly string[] {
  const accepted = [...lines].map((at) => [at, 'accepted'] as const);
  const refused = quarantined.map(({ line: at, codes }) => [at, codes.join()] as const);
  return [...accepted, ...refused].toSorted(([a], [b]) => a - b).map(([at, what]) => `${at} ${what}`);
}

const withCell = (key: FieldKey, text: string): string[] => CLEAN.map((cell, at) => (FIELD_KEYS[at] === key ? text : cell));

function total(counts: Readonly<Record<string, number>> = {}): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

describe('what becomes of a record', () => {
  it.each<[string, string, readonly string[]]>([
    ['a clean row', line, ['2 accepted']],
    ['a row whose line does not end', line.trimEnd(), ['2 accepted']],
    ['a row that ends in a line feed alone', line.replace('\r\n', '\n'), ['2 accepted']],
    ['every cell in quotes', `"${CLEAN.join('","')}"\r\n`, ['2 accepted']],
    ['blank lines, which are no rows but lines', `\r\n,,,\r\n${line}\n${csvOf([OTHER]).toString()}`, ['4 accepted', '6 accepted']],
    ['a cell too few', line.replace(/,[^,]*\r/u, '\r'), ['2 row-too-few-cells']],
    ['empty cells too many', line.replace('\r\n', ',,,\r\n'), ['2 accepted']],
    ['a filled cell too many', line.replace('\r\n', ',,见附页\r\n'), ['2 row-too-many-cells']],
    ['a quote that never closes', `${line}"${line}${csvLine(OTHER)}`, ['2 accepted', '3 row-cut-off', '4 accepted']],
    ['text behind a closing quote', csvLine(CLEAN).replace(/,[^,]*\r\n$/u, ',"见"附页\r\n'), ['2 accepted']],
    ['a remark over two lines, then a row', csvLine(withCell('remark', '两行\n备注')) + csvLine(OTHER), ['2 accepted', '4 accepted']],
    ['a character that the file had lost', csvLine(withCell('remark', '备\ufffd')), ['2 encoding-damaged']],
    ['a row longer than any registration', csvLine(withCell('remark', '长'.repeat(40_000))), ['2 text-too-long']],
    ['the same row twice, which only the loading can judge', line + line, ['2 accepted', '3 accepted']],
  ])('%s', (_name, text, rows) => {
    expect(rowsOf(outcomeOf(text))).toEqual(rows);
  });

  it('keeps damaged bytes to their row', () => {
    const bytes = Buffer.concat([csvOf([CLEAN]), csvOf([withCell('remark', '备注')]), csvOf([OTHER])]);
    bytes[bytes.indexOf('备')] = 0xff;
    expect(rowsOf(outcomeOf(bytes))).toEqual(['2 accepted', '3 encoding-damaged', '4 accepted']);
  });

  it('reads GB 18030 to the same values', () => {
    const text = csvOf([CLEAN, OTHER]).toString();
    const table = { encoding: 'gb18030' };
    const setup = checkSetup();
    expect(processChunk(encodeText(text, 'gb18030'), setup, tableSetup(table)).shard).toEqual(
      processChunk(Buffer.from(text), setup, tableSetup()).shard,
    );
  });

  it('counts the records that the cutter counts, however long a quoted cell becomes when it is decoded', () => {
    // 240,000 bytes of GB 18030 are within the limit on quoted records, and 360,000 bytes of UTF-8 are not.
    const text = csvLine(withCell('remark', `${'长'.repeat(120_000)}\n尾`)) + csvLine(OTHER);
    const { rows, ordinals, quarantined } = outcomeOf(encodeText(text, 'gb18030'), { encoding: 'gb18030' });
    expect({ rows, ordinals: [...ordinals], ids: quarantined.map(({ id }) => id) }).toEqual({ rows: 2, ordinals: [1], ids: [1] });
  });

  it('takes the number of a row of a sheet from its frame', () => {
    const { bytes } = frameChunk([
      { row: 7, cells: CLEAN },
      { row: 12, cells: withCell('name_man', '') },
    ]);
    expect(rowsOf(outcomeOf(bytes, { framed: true, dialect: FRAMES }))).toEqual(['7 accepted', '12 required-missing']);
  });

  it('keeps in quarantine the cells as the file had them, by field or header', () => {
    const columns = [...FIELD_KEYS, undefined];
    const extras = [...FIELD_KEYS.map(() => undefined), '附注'];
    const row = [...withCell('name_man', ''), '见"附"页'];
    const [refused] = outcomeOf(csvLine(row), { columns, extras }).quarantined;
    const filled = FIELD_KEYS.map((key, at) => [key, row[at] ?? '']).filter(([, cell]) => cell !== '');
    expect(JSON.parse(refused?.cells ?? '')).toEqual({ ...Object.fromEntries(filled), 附注: '见"附"页' });
    expect((JSON.parse(refused?.findings ?? '') as Finding[])[0]).toMatchObject({ code: 'required-missing', fields: ['name_man'] });
  });

  it('names each rule once, however often it found something', () => {
    const nameless = CLEAN.map((cell, at) => (FIELD_KEYS[at]?.startsWith('name_') === true ? '' : cell));
    expect(outcomeOf(csvLine(nameless)).quarantined[0]?.codes).toEqual(['required-missing']);
  });

  it('counts accepted rows by year and office when it is asked to', () => {
    const bytes = csvOf([CLEAN, OTHER, withCell('name_man', '')]);
    const { tally } = processChunk(bytes, checkSetup({ tally: true }), tableSetup(), false).result;
    expect([total(tally?.years), total(tally?.offices)]).toEqual([2, 2]);
    expect(Object.keys(tally?.years ?? {}).every((year) => /^\d{4}$/u.test(year))).toBe(true);
  });
});
