import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aHost, runIn } from '../../helpers/host.js';

const SAMPLES = fileURLToPath(new URL('../../../samples/scans', import.meta.url));
const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;
const NUMBERS = ['440203197202049974', '359906197111031027'];

const folder = mkdtempSync(join(tmpdir(), 'mreg-volume-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Summary {
  readonly sha256: string;
  readonly pages: number;
  readonly forms: number;
  readonly without_text: readonly object[];
  readonly without_picture: readonly { readonly file: string; readonly page: number; readonly reason: string }[];
  readonly skipped: readonly string[];
}

async function mreg(...words: readonly string[]) {
  return await runIn(aHost(), ['ocr', 'pdf', ...words, '--lang', 'en', '--json']);
}

async function written(out: string, ...words: readonly string[]): Promise<Summary> {
  const { code, stdout, stderr } = await mreg(...words, '--out', out);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Summary;
}

async function textsOf(path: string): Promise<readonly string[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(readFileSync(path));
  const texts = [...document.pages()].map((page) => page.getText());
  document.destroy();
  library.destroy();
  return texts;
}

/** A page of a letter, which is no form. */
async function aLetter(): Promise<Buffer> {
  const lines = ['关于补办婚姻登记档案的说明', '越秀区民政局档案室', '一九八六年五月四日'];
  const texts = lines.map(
    (line, at) => `<text x="200" y="${400 + at * 120}" font-size="56" font-family="Noto Serif CJK SC">${line}</text>`,
  );
  const page = `<svg xmlns="http://www.w3.org/2000/svg" width="1654" height="2339"><rect width="100%" height="100%" fill="white"/>${texts.join('')}</svg>`;
  return await sharp(Buffer.from(page)).withMetadata({ density: 200 }).png().toBuffer();
}

describe('mreg ocr pdf', () => {
  const volume = join(folder, '卷1');
  const out = join(folder, '卷1.pdf');
  let summary: Summary;
  let texts: readonly string[];

  beforeAll(async () => {
    mkdirSync(volume);
    cpSync(join(SAMPLES, 'reissue.jpg'), join(volume, '2.jpg'));
    writeFileSync(join(volume, '10.png'), await aLetter());
    writeFileSync(join(volume, '3.jpg'), readFileSync(join(SAMPLES, 'reissue.jpg')).subarray(0, 2_000));
    writeFileSync(join(volume, '目录.csv'), 'x');
    summary = await written(out, volume);
    texts = await textsOf(out);
  }, 120_000);

  it('makes a volume of a folder, page by page, for its owner alone', () => {
    expect(summary).toMatchObject({ pages: 3, forms: 1, without_text: [], skipped: [join(volume, '目录.csv')] });
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(texts).toHaveLength(3);
  });

  it('lets a form be found by its fields and its printed words', () => {
    for (const text of ['补发婚姻登记证审查处理表', '常住户口', ...NUMBERS]) expect(texts[0]).toContain(text);
  });

  it('reads a page that is no form line by line', () => {
    expect((texts[2] ?? '').replaceAll(/\s/gu, '')).toContain('关于补办婚姻登记档案的说明越秀区民政局档案室');
  });

  it('puts an empty page in the place of one that cannot be shown, and names it', () => {
    expect(summary.without_picture).toMatchObject([{ file: join(volume, '3.jpg'), page: 1 }]);
    expect(texts[1]).toContain('3.jpg, page 1 cannot be read');
  });

  it('takes a JPEG over as it is', () => {
    const jpeg = readFileSync(join(SAMPLES, 'reissue.jpg'));
    expect(readFileSync(out).includes(jpeg.subarray(jpeg.length - 5_000))).toBe(true);
  });

  it.skipIf(!hasPoppler)('is whole for poppler too: text, fonts and outline', () => {
    const { stdout, stderr } = spawnSync('pdftotext', [out, '-'], { encoding: 'utf8' });
    expect(stderr).toBe('');
    for (const number of NUMBERS) expect(stdout).toContain(number);
  });

  it('writes over nothing unless told to, and the same again when told to', async () => {
    expect((await mreg(volume, '--out', out)).code).toBe(2);
    const copied = join(folder, 'copied');
    cpSync(volume, copied, { recursive: true });
    const again = await written(out, copied, '--force');
    expect(again.sha256).toBe(summary.sha256);
  }, 120_000);

  it('puts in straightened pages of less resolution', async () => {
    const small = join(folder, 'small.pdf');
    await written(small, join(SAMPLES, 'reissue.jpg'), '--straighten', '--dpi', '100', '--quality', '40');
    expect(statSync(small).size).toBeLessThan(statSync(join(SAMPLES, 'reissue.jpg')).size);
    expect((await textsOf(small))[0]).toContain(NUMBERS[0]);
  }, 120_000);
});

describe('mreg ocr pdf, when it cannot', () => {
  const broken = join(folder, 'broken');
  beforeAll(() => {
    mkdirSync(broken);
    writeFileSync(join(broken, 'a.jpg'), 'no picture');
  });

  it.each([
    ['a name that is none of a PDF', 2, [SAMPLES, '--out', join(folder, 'x.txt')]],
    ['a folder that is not there', 2, [SAMPLES, '--out', join(folder, 'none', 'x.pdf')]],
    ['a scan that is not there', 3, [join(folder, 'none.jpg'), '--out', join(folder, 'x.pdf')]],
    ['no page that can be shown', 3, [broken, '--out', join(folder, 'x.pdf')]],
    ['a quality beyond all', 2, [SAMPLES, '--out', join(folder, 'x.pdf'), '--quality', '101']],
    ['a resolution of nothing', 2, [SAMPLES, '--out', join(folder, 'x.pdf'), '--dpi', '5']],
  ])('refuses %s and leaves nothing behind', async (_name, code, words) => {
    const before = readdirSync(folder);
    expect((await mreg(...words)).code).toBe(code);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('leaves nothing behind when it is interrupted', async () => {
    const controller = new AbortController();
    controller.abort();
    const out = join(folder, 'interrupted.pdf');
    const { code } = await runIn(aHost({ signal: controller.signal }), ['ocr', 'pdf', SAMPLES, '--out', out]);
    expect(code).toBe(130);
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.startsWith('.mreg-'))).toEqual([]);
  });
});
