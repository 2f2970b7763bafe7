import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { afterAll, describe, expect, it } from 'vitest';
import { writeDocument, type Block } from '../../../src/report/docx/document-writer.js';
import { unzipped } from '../../helpers/unzip.js';

const folder = mkdtempSync(join(tmpdir(), 'mreg-docx-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function bytesOf(blocks: readonly Block[]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  await writeDocument(async (piece) => void pieces.push(piece), blocks);
  return Buffer.concat(pieces);
}

/** The texts of a part, in order; throws where the markup is not well formed. */
function textsIn(xml: string): readonly string[] {
  const texts: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('text', (text) => texts.push(text));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return texts.filter((text) => text.trim() !== '');
}

const BLOCKS: readonly Block[] = [
  { kind: 'paragraph', text: '婚姻登记记录证明', points: 22, bold: true, align: 'center' },
  { kind: 'paragraph', text: 'a < b & "c" _x0041_ \u0007', points: 16, indented: true, spaceBeforePoints: 12 },
  { kind: 'table', widths: [50, 50], rows: [['类别', '日期'], ['结婚登记', '2024-05-20'], ['离婚登记']] },
  { kind: 'paragraph', text: '二〇二六年十一月二十五日', points: 16, align: 'right' },
];

describe('a document', () => {
  it('is a package of well-formed parts with the texts in their order', async () => {
    const parts = unzipped(await bytesOf(BLOCKS));
    expect(Object.keys(parts)).toEqual(['[Content_Types].xml', '_rels/.rels', 'word/document.xml']);
    for (const xml of Object.values(parts)) expect(() => textsIn(xml)).not.toThrow();
    expect(textsIn(parts['word/document.xml'] ?? '')).toEqual([
      '婚姻登记记录证明',
      'a < b & "c" _x0041_ \uFFFD',
      '类别',
      '日期',
      '结婚登记',
      '2024-05-20',
      '离婚登记',
      '二〇二六年十一月二十五日',
    ]);
  });

  it('is on A4, and the same for the same blocks', async () => {
    const bytes = await bytesOf(BLOCKS);
    expect(unzipped(bytes)['word/document.xml']).toContain('<w:pgSz w:w="11906" w:h="16838"/>');
    expect(await bytesOf(BLOCKS)).toEqual(bytes);
  });

  const office = ['soffice', 'libreoffice'].find((program) => spawnSync(program, ['--version']).status === 0);
  it.skipIf(office === undefined)('opens in LibreOffice', async () => {
    writeFileSync(join(folder, 'paper.docx'), await bytesOf(BLOCKS));
    const words = ['--headless', '--convert-to', 'txt:Text', '--outdir', folder, join(folder, 'paper.docx')];
    expect(spawnSync(office ?? '', words, { env: { ...process.env, HOME: folder } }).status).toBe(0);
    expect(readFileSync(join(folder, 'paper.txt'), 'utf8')).toContain('婚姻登记记录证明');
  });
});
