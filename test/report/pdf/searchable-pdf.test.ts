import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { PDFiumLibrary, type PDFiumDocument } from '@hyzyla/pdfium';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSearchablePdf, type PdfLine, type PdfPage } from '../../../src/report/pdf/searchable-pdf.js';

const HEAD = { title: '1986年 <卷> & "一"', producer: 'mreg' };
const [WIDTH, HEIGHT] = [600, 400];
const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;

let library: PDFiumLibrary;
beforeAll(async () => {
  library = await PDFiumLibrary.init();
});
afterAll(() => library.destroy());

/** A white picture whose left upper quarter is black, so that the way up can be told. */
function aPicture(): PdfPage['picture'] {
  const rows = Buffer.alloc(WIDTH * HEIGHT, 255);
  for (let y = 0; y < HEIGHT / 2; y += 1) rows.fill(0, y * WIDTH, y * WIDTH + WIDTH / 2);
  return { packing: 'zlib', bytes: deflateSync(rows), width: WIDTH, height: HEIGHT, colours: 'grey' };
}

const aLine = (text: string, y: number, over: Partial<PdfLine> = {}): PdfLine => {
  return { text, x: 60, y, width: 240, height: 30, leanDegrees: 0, ...over };
};
const aPage = (over: Partial<PdfPage> = {}): PdfPage => ({ picture: aPicture(), turn: 0, dpi: 100, lines: [], ...over });

async function pdfOf(...pages: readonly PdfPage[]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  await writeSearchablePdf(
    async (piece) => void pieces.push(piece),
    HEAD,
    (async function* () {
      yield* pages;
    })(),
  );
  return Buffer.concat(pieces);
}

async function opened<T>(pdf: Buffer, use: (document: PDFiumDocument) => Promise<T> | T): Promise<T> {
  const document = await library.loadDocument(pdf);
  try {
    return await use(document);
  } finally {
    document.destroy();
  }
}

/** The text of each page as pdfium and, where it is installed, poppler copy it. */
async function copied(pdf: Buffer): Promise<{ readonly pdfium: readonly string[]; readonly poppler: readonly string[] | undefined }> {
  const pdfium = await opened(pdf, (document) => [...document.pages()].map((page) => page.getText()));
  if (!hasPoppler) return { pdfium, poppler: undefined };
  const folder = mkdtempSync(join(tmpdir(), 'mreg-pdf-'));
  try {
    const path = join(folder, 'a.pdf');
    writeFileSync(path, pdf);
    const { stdout, stderr } = spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
    expect(stderr).toBe('');
    return { pdfium, poppler: stdout.split('\f').slice(0, -1) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function greyAt(pdf: Buffer, x: number, y: number): Promise<number> {
  return opened(pdf, async (document) => {
    const { data, width, height } = await document.getPage(0).render({ scale: 1, render: 'bitmap' });
    return data[(Math.floor(y * height) * width + Math.floor(x * width)) * 4] ?? -1;
  });
}

describe('the searchable PDF', () => {
  const TEXTS = ['结婚登记审查处理表', '男方 证件号码 99010119860504123X', '龘𠮷野家 No.12(a) <>\\'];

  it('gives the text back as it was laid, rare characters and all, page by page', async () => {
    const pages = [
      aPage({ lines: TEXTS.map((text, at) => aLine(text, 60 + at * 50)) }),
      aPage({ lines: [aLine('离婚登记', 60)], bookmark: '第二卷' }),
    ];
    const { pdfium, poppler } = await copied(await pdfOf(...pages));
    for (const pageTexts of poppler === undefined ? [pdfium] : [pdfium, poppler]) {
      expect(pageTexts).toHaveLength(2);
      const lines = (pageTexts[0] ?? '').split(/\r?\n/u).map((line) => line.trim().replaceAll(/ +/gu, ' '));
      expect(lines.filter((line) => line !== '')).toEqual(TEXTS);
      expect(pageTexts[1]?.trim()).toBe('离婚登记');
    }
  });

  it.skipIf(!hasPoppler)('lays a text where its box is, also along a line that leans', async () => {
    const level = aLine('甲乙丙丁', 130);
    const leaning = aLine('戊己庚辛', 230, { leanDegrees: 3 });
    const pdf = await pdfOf(aPage({ lines: [level, leaning] }));
    const folder = mkdtempSync(join(tmpdir(), 'mreg-pdf-'));
    const path = join(folder, 'a.pdf');
    writeFileSync(path, pdf);
    const { stdout } = spawnSync('pdftotext', ['-bbox', path, '-'], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    const boxes = [...stdout.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)/gu)];
    const box = (text: string) =>
      boxes
        .find((found) => found[5] === text)
        ?.slice(1, 5)
        .map((points) => (Number(points) * 100) / 72) ?? [];
    const [left = 0, top = 0, right = 0, bottom = 0] = box('甲乙丙丁');
    expect(Math.abs(left - 60) + Math.abs(right - 300)).toBeLessThan(2);
    expect(Math.abs(top - 100) + Math.abs(bottom - 130)).toBeLessThan(2);
    const falling = box('戊己庚辛');
    expect(falling[3]).toBeCloseTo(230 + 240 * Math.sin((3 * Math.PI) / 180), -1);
  });

  it.each([
    [0, [0.25, 0.25]],
    [90, [0.75, 0.25]],
    [180, [0.75, 0.75]],
    [270, [0.25, 0.75]],
  ] as const)('shows a picture upright that was scanned %d degrees away', async (turn, [x, y]) => {
    const pdf = await pdfOf(aPage({ turn }));
    expect(await greyAt(pdf, x, y)).toBe(0);
    expect(await greyAt(pdf, 1 - x, 1 - y)).toBe(255);
  });

  it('draws nothing of the text', async () => {
    const pdf = await pdfOf(aPage({ lines: [aLine('■■■■■■■■', 390, { height: 180 })] }));
    for (const x of [0.15, 0.25, 0.35]) expect(await greyAt(pdf, x, 0.8)).toBe(255);
  });

  it('is the same file for the same pages, and another for others', async () => {
    const pages = [aPage({ lines: [aLine('甲', 60)] })];
    expect(await pdfOf(...pages)).toEqual(await pdfOf(...pages));
    expect(await pdfOf(...pages)).not.toEqual(await pdfOf(aPage({ lines: [aLine('乙', 60)] })));
  });

  it('keeps every object where its table says', async () => {
    const pdf = await pdfOf(aPage({ lines: [aLine('甲', 60)], bookmark: '卷一' }), aPage({ bookmark: '卷二' }));
    const text = pdf.toString('latin1');
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/u.exec(text)?.[1]);
    const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n $/gmu)].map((match) => Number(match[1]));
    expect(offsets.length).toBeGreaterThan(10);
    for (const [at, offset] of offsets.entries()) expect(text.slice(offset, offset + 12)).toMatch(new RegExp(`^${at + 1} 0 obj\n`, 'u'));
    expect(text).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(text).toContain(`/Dest [`);
  });

  it('leaves out what cannot be text and stays within the size a page may have', async () => {
    const huge = { ...aPicture(), width: 50_000, height: 10, bytes: deflateSync(Buffer.alloc(500_000, 255)) };
    const lines = [aLine('甲\u0007乙\uD800丙', 60), aLine('', 90), aLine('丁', 120, { height: 0 })];
    const { pdfium } = await copied(await pdfOf(aPage({ lines }), aPage({ picture: huge, dpi: 10 })));
    expect(pdfium[0]?.trim()).toBe('甲乙丙');
    await opened(await pdfOf(aPage({ picture: huge, dpi: 10 })), (document) => {
      expect(document.getPage(0).getOriginalSize().originalWidth).toBe(14_400);
    });
  });
});
