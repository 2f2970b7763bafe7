import { createHash } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { MregError } from '../../../src/domain/error.js';
import { inspectCsv } from '../../../src/import/readers/csv-layout.js';
import type { InspectOptions } from '../../../src/import/readers/csv-layout.js';
import { gb18030, utf16be, utf16le } from '../../tables/encoded-text.js';
import { temporaryFolder } from '../../tables/temporary-folder.js';

const folder = temporaryFolder();
const HEADER = '登记日期,男方姓名,女方姓名,备注';
const ROW = '2019-05-20,张三,李四,上海';

async function layoutOf(bytes: string | Uint8Array, options: InspectOptions = {}): ReturnType<typeof inspectCsv> {
  return await inspectCsv(await folder.write('archive.csv', bytes), options);
}

async function refusalOf(bytes: string | Uint8Array, options: InspectOptions = {}): Promise<MregError> {
  const outcome: unknown = await layoutOf(bytes, options).catch((error: unknown) => error);
  if (outcome instanceof MregError) return outcome;
  throw new Error(`not refused: ${JSON.stringify(outcome)}`);
}

/** UTF-8 with a header, 3,000 rows, and a byte that is no character in so many of them. */
function threeThousandRows(broken: number): Buffer {
  const row = (at: number): Buffer => Buffer.concat([Buffer.from(ROW), Buffer.from(at < broken ? [0xff, 0x0a] : [0x0a])]);
  return Buffer.concat([Buffer.from(`${HEADER}\n`), ...Array.from({ length: 3_000 }, (_, at) => row(at))]);
}

describe('the encoding', () => {
  const text = `${HEADER}\r\n${ROW}\r\n${ROW}\r\n`;

  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8', 0],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8', 3],
    ['GB 18030', gb18030(text), 'gb18030', 0],
    ['UTF-16 little end first with a mark', utf16le(`\ufeff${text}`), 'utf-16le', 2],
    ['UTF-16 big end first with a mark', utf16be(`\ufeff${text}`), 'utf-16be', 2],
    ['UTF-16 little end first without a mark', utf16le(text), 'utf-16le', 0],
    ['UTF-16 big end first without a mark', utf16be(text), 'utf-16be', 0],
  ])('%s is told by its bytes, and the data begins after the header', async (_name, bytes, encoding, bomBytes) => {
    const layout = await layoutOf(bytes);
    expect(layout).toMatchObject({ encoding, bomBytes, header: HEADER.split(','), headerLine: 1, firstDataLine: 2, damaged: undefined });
    expect(new TextDecoder(encoding).decode(bytes.subarray(layout.dataStart)).split('\r\n')[0]).toBe(ROW);
    expect(layout).toMatchObject({ bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  });

  it.each([['gbk'], ['GB2312'], ['cp936'], ['GB18030']])('%s is another name for GB 18030', async (encoding) => {
    expect(await layoutOf(gb18030(text), { encoding })).toMatchObject({ encoding: 'gb18030' });
  });

  it('wrongly called UTF-8 is refused with the place and the right name', async () => {
    const bytes = Buffer.concat([Buffer.from('op_date,name_man,name_woman\n'), gb18030(`${ROW}\n`.repeat(50))]);
    const error = await refusalOf(bytes, { encoding: 'utf-8' });
    expect(error).toMatchObject({ kind: 'input-refused', key: 'import.encoding' });
    expect(error.values).toMatchObject({ encoding: 'utf-8', suggestion: 'gb18030', line: 2, offset: 39 });
  });

  it.each([
    ['UTF-8 called GB 18030', Buffer.from(text), 'gb18030', 'utf-8'],
    ['marked UTF-8 called GB 18030', Buffer.from(`\ufeff${text}`), 'gb18030', 'utf-8'],
    ['GB 18030 called UTF-16', gb18030(text), 'utf-16le', 'gb18030'],
    ['UTF-16 called UTF-8', utf16le(`\ufeff${text}`), 'utf-8', 'utf-16le'],
  ])('%s is refused with the right name', async (_name, bytes, encoding, suggestion) => {
    expect(await refusalOf(bytes, { encoding })).toMatchObject({ key: 'import.encoding', values: { encoding, suggestion } });
  });

  it('with an unknown name is a wrong usage', async () => {
    expect(await refusalOf(text, { encoding: 'klingon' })).toMatchObject({ kind: 'usage', key: 'import.encoding-unknown' });
  });

  it.each([
    ['UTF-8', (line: string) => Buffer.from(line), 'utf-8', [0xff]],
    ['GB 18030', gb18030, 'gb18030', [0xff]],
    ['UTF-16', utf16le, 'utf-16le', [0x00, 0xd8]],
  ])('%s damaged in one line is read, and the line is named', async (_name, encode, encoding, broken) => {
    const bytes = Buffer.concat([encode(`${HEADER}\n`), encode(`${ROW}\n`), Buffer.from(broken), encode(`${ROW}\n`)]);
    const firstOffset = encode(`${HEADER}\n${ROW}\n`).length;
    expect(await layoutOf(bytes)).toMatchObject({ encoding, damaged: { count: 1, firstOffset, firstLine: 3 } });
  });

  it('damaged in one line of a thousand is read, in more it is refused as damaged', async () => {
    expect(await layoutOf(threeThousandRows(3))).toMatchObject({ damaged: { count: 3, firstLine: 2 } });
    expect(await refusalOf(threeThousandRows(4))).toMatchObject({ key: 'import.encoding-damaged', values: { line: 2 } });
  });

  it('of a text so short that both readings are possible is the one that shows a header', async () => {
    const bytes = gb18030('op_date,name_man,name_woman,联通\n');
    expect(await layoutOf(bytes)).toMatchObject({ header: ['op_date', 'name_man', 'name_woman', expect.any(String)] });
  });
});

describe('the shape', () => {
  it.each([
    ['comma', ','],
    ['tab', '\t'],
    ['semicolon', ';'],
    ['bar', '|'],
  ])('with a %s is told by the header', async (_name, delimiter) => {
    expect(await layoutOf(`${HEADER.replaceAll(',', delimiter)}\n`)).toMatchObject({ delimiter, header: HEADER.split(',') });
  });

  it('with a bar in GB 18030, whose characters may hold that byte, is still cut rightly', async () => {
    const bytes = gb18030('登记日期|男方姓名|女方姓名|倈\n');
    expect(await layoutOf(bytes)).toMatchObject({ delimiter: '|', header: ['登记日期', '男方姓名', '女方姓名', '倈'] });
  });

  it('under titles and empty lines begins where the header is', async () => {
    const text = `sep=,\n某县婚姻登记档案,,,\n\n${HEADER}\n${ROW}\n`;
    const layout = await layoutOf(text);
    expect(layout).toMatchObject({ headerLine: 4, firstDataLine: 5, headerIsGuessed: true });
    expect(Buffer.from(text).subarray(layout.dataStart).toString()).toBe(`${ROW}\n`);
  });

  it('may have quoted cells with delimiters, quotes and line ends inside', async () => {
    const layout = await layoutOf(`"登记\n日期","男方""姓名""",女方姓名,"备注,其他说明"\n${ROW}\n`);
    expect(layout).toMatchObject({ header: ['登记\n日期', '男方"姓名"', '女方姓名', '备注,其他说明'], headerLine: 1, firstDataLine: 3 });
  });

  it('may have a header of two lines', async () => {
    const layout = await layoutOf(`登记日期,男方,,女方,\n,姓名,证件号码,姓名,证件号码\n${ROW}\n`);
    expect(layout).toMatchObject({
      header: ['登记日期', '男方姓名', '男方证件号码', '女方姓名', '女方证件号码'],
      headerLine: 1,
      firstDataLine: 3,
    });
  });

  it('may be a header and nothing else, even without a line end', async () => {
    expect(await layoutOf(HEADER)).toMatchObject({ dataStart: Buffer.byteLength(HEADER), firstDataLine: 2 });
  });

  it('may be asked for', async () => {
    expect(await refusalOf(HEADER, { delimiter: 'tab' })).toMatchObject({ key: 'import.no-header' });
    expect(await refusalOf(HEADER, { delimiter: ':' })).toMatchObject({ kind: 'usage', key: 'import.delimiter-unknown' });
  });
});

describe('what is no table of registrations is refused with its own reason', () => {
  it.each([
    ['an empty file', '', 'import.file-empty'],
    ['a table of something else', 'a,b,c\n1,2,3\n', 'import.no-header'],
    ['the line ends of an old Macintosh', `${HEADER}\r${ROW}\r`, 'import.cr-line-ends'],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]), 'import.not-text'],
  ])('%s', async (_name, bytes, key) => {
    expect(await refusalOf(bytes)).toMatchObject({ kind: 'input-refused', key });
  });

  it('and the message names what was seen', async () => {
    expect(await refusalOf('品名,单价,数量\n')).toMatchObject({ values: { seen: '品名 · 单价 · 数量' } });
  });

  it('a file that is not there, a folder, and a file one may not read', async () => {
    await mkdir(folder.path('box'));
    await expect(inspectCsv(folder.path('none.csv'))).rejects.toMatchObject({ key: 'import.file-missing' });
    await expect(inspectCsv(folder.path('box'))).rejects.toMatchObject({ key: 'import.file-is-folder' });
    await chmod(await folder.write('locked.csv', HEADER), 0);
    const isRoot = process.getuid?.() === 0;
    if (!isRoot) await expect(inspectCsv(folder.path('locked.csv'))).rejects.toMatchObject({ key: 'import.file-permission' });
  });

  it('a reading that is interrupted', async () => {
    const path = await folder.write('a.csv', HEADER);
    await expect(inspectCsv(path, {}, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
  });
});
