import fc from 'fast-check';
import { FIELDS } from '../../src/domain/fields.js';
import { byteOrderMark, encodeText, TEXT_ENCODINGS, type TextEncoding } from '../../samples/generate/output/text-encoding.js';

/** A file as no one would write it on purpose, and what is known of it. */
export interface OddFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly args: readonly string[];
  /** Records that hold anything at all; `undefined` where the bytes were spoilt and only the sum can be held. */
  readonly records: number | undefined;
}

const DELIMITERS = [',', '\t', ';', '|'] as const;
const NAMED_ENCODING: Readonly<Record<TextEncoding, string>> = {
  'utf-8': 'utf-8',
  'utf-8-bom': 'utf-8',
  gb18030: 'gb18030',
  'utf-16le': 'utf-16le',
};

const likelyCell = fc.constantFrom(
  'IA',
  'IB',
  '结婚登记',
  '2020-05-20',
  '一九八六年五月四日',
  '44010619950308001X',
  '陈样本',
  '欧阳·例子',
  '未婚',
  '156',
  '',
);
/** Words that one layer or another might take for something else: quoting, a formula, a control, a number, a name of JavaScript. */
const ODD_CELLS = [
  ['"', '""', 'a"b', '"quoted"', "'", '東"'],
  ['=1+1', '+86', '-1', '@SUM(A1)', '4.40106E+17', '99999999999999999999', '４４０１', '0000-00-00', '2020-13-45'],
  ['\u0000', '\u0001\u001e\u001f', '\ufeff', '\u200b\u202e', '\r', '𠮷', ' ', '　'],
  ['0', 'NULL', 'null', '#N/A', '__proto__', 'constructor', '../../x', '<script>alert(1)</script>'],
].flat();
const oddCell = fc.constantFrom(...ODD_CELLS);
const textCell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll(/[\ud800-\udfff]/gu, '?'));
const longCell = fc.integer({ min: 200, max: 70_000 }).map((length) => '长'.repeat(length));
const linesCell = fc.constantFrom('two\nlines', 'two\r\nlines', '\n', 'a,b;c|d\te');
const cell = fc.oneof(
  { weight: 12, arbitrary: likelyCell },
  { weight: 6, arbitrary: oddCell },
  { weight: 5, arbitrary: textCell },
  { weight: 1, arbitrary: linesCell },
);

const header = fc
  .tuple(
    fc.shuffledSubarray([...FIELDS], { minLength: 4, maxLength: FIELDS.length }),
    fc.boolean(),
    fc.array(fc.constantFrom('其他', 'x', '', '备注二', '=HYPERLINK("x")', '序号'), { maxLength: 4 }),
  )
  .map(([fields, chinese, others]) => [...fields.map(({ key, zh }) => (chinese ? zh : key)), ...others]);

interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Rows mostly as wide as the header, some shorter or longer, some empty; now and then one very long cell, or very many. */
const table: fc.Arbitrary<Table> = header.chain((names) =>
  fc.record({
    header: fc.constant(names),
    rows: fc.array(
      fc.oneof(
        { weight: 12, arbitrary: fc.array(cell, { minLength: names.length, maxLength: names.length }) },
        { weight: 2, arbitrary: fc.array(cell, { maxLength: names.length + 5 }) },
        { weight: 1, arbitrary: longCell.map((long) => names.map((_, at) => (at === 1 ? long : 'x'))) },
        { weight: 1, arbitrary: fc.integer({ min: 1_000, max: 20_000 }).map((width) => new Array<string>(width).fill('z')) },
        { weight: 1, arbitrary: fc.constant(names.map(() => '')) },
      ),
      { maxLength: 12 },
    ),
  }),
);

interface Writing {
  readonly encoding: TextEncoding;
  readonly delimiter: (typeof DELIMITERS)[number];
  readonly lineEnd: '\n' | '\r\n';
  readonly quoteAll: boolean;
  readonly endsWithLineEnd: boolean;
  readonly namesEncoding: boolean;
}

const writing: fc.Arbitrary<Writing> = fc.record({
  encoding: fc.constantFrom(...TEXT_ENCODINGS),
  delimiter: fc.constantFrom(...DELIMITERS),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  quoteAll: fc.boolean(),
  endsWithLineEnd: fc.boolean(),
  namesEncoding: fc.boolean(),
});

function written({ header: names, rows }: Table, how: Writing): OddFile {
  const text = [names, ...rows].map((cells) => cells.map((cellText) => quoted(cellText, how)).join(how.delimiter)).join(how.lineEnd);
  const bytes = Buffer.concat([byteOrderMark(how.encoding), encodeText(how.endsWithLineEnd ? text + how.lineEnd : text, how.encoding)]);
  const args = how.namesEncoding ? ['--encoding', NAMED_ENCODING[how.encoding], '--delimiter', how.delimiter] : [];
  return { name: 'table.csv', bytes, args, records: rows.filter((cells) => cells.some((filled) => filled !== '')).length };
}

function quoted(text: string, { delimiter, quoteAll }: Writing): string {
  const needsQuotes = quoteAll || text.includes('"') || text.includes('\n') || text.includes('\r') || text.includes(delimiter);
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}

const wellFormed = fc.tuple(table, writing).map(([content, how]) => written(content, how));

/** What may befall bytes on their way. */
const damage = fc.oneof(
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
  }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    bytes: fc.constantFrom('"', '\r', '\n"', '\ufeff', '\0\0\0', '\x1a', '\x1e\x1f', '\x85').map((text) => new TextEncoder().encode(text)),
  }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constant('flip' as const), at: fc.double({ min: 0, max: 1, noNaN: true }), bit: fc.nat({ max: 7 }) }),
);

type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function damaged(bytes: Buffer, { kind, ...what }: Damage): Buffer {
  const at = Math.min(Math.floor(what.at * bytes.length), Math.max(bytes.length - 1, 0));
  if (kind === 'cut') return bytes.subarray(0, at);
  if (kind === 'insert' && 'bytes' in what) return Buffer.concat([bytes.subarray(0, at), what.bytes, bytes.subarray(at)]);
  const copy = Buffer.from(bytes);
  if ('bit' in what && copy.length > 0) copy[at] = (copy[at] ?? 0) ^ (1 << what.bit);
  return copy;
}

const spoilt = fc
  .tuple(wellFormed, fc.array(damage, { minLength: 1, maxLength: 5 }))
  .map(([file, faults]): OddFile => ({ ...file, bytes: faults.reduce(damaged, file.bytes), records: undefined }));

const garbage = fc
  .tuple(fc.uint8Array({ maxLength: 3_000 }), fc.constantFrom('a.csv', 'a.xlsx', 'a.zip', 'a.txt', 'a', 'PK.zip', 'a.xls'))
  .map(([bytes, name]): OddFile => {
    const head = name === 'PK.zip' || name === 'a.xlsx' ? Buffer.from('PK\x03\x04') : Buffer.alloc(0);
    return { name, bytes: Buffer.concat([head, bytes]), args: [], records: undefined };
  });

/** Tables in any encoding and spelling, tables that were damaged, and no tables at all. */
export const oddFile: fc.Arbitrary<OddFile> = fc.oneof(
  { weight: 6, arbitrary: wellFormed },
  { weight: 4, arbitrary: spoilt },
  { weight: 1, arbitrary: garbage },
);
