import sharp from 'sharp';
import { packagedForms } from '../../bench/ocr/generate/forms.js';
import { makePage, rowOfPage, type GeneratedPage, type PageWish } from '../../bench/ocr/generate/page.js';
import type { Profile, ProfileName } from '../../bench/ocr/generate/profiles.js';
import { FIRST_SEEDS } from '../../bench/ocr/generate/seeds.js';
import { FIELD_KEYS, type FieldKey } from '../../src/domain/fields.js';
import { csvBlocks } from './output/csv-file.js';
import { picturePdf } from './output/picture-pdf.js';
import { joinTiffs } from './output/tiff-file.js';
import { zipFile } from './output/zip-file.js';
import type { SampleRow } from './row.js';

/** A field that somebody keyed otherwise than the page has it; rows count from 1. */
interface Disagreement {
  readonly row: number;
  readonly field: FieldKey;
  readonly keyed: string;
}

/** A file of scans: which pages, how they are packed, and what was keyed wrong where rows come along. */
export interface ScanSample {
  readonly name: string;
  readonly wishes: readonly PageWish[];
  readonly pack: (pages: readonly GeneratedPage[]) => Buffer | Promise<Buffer>;
  readonly disagreements?: readonly Disagreement[];
}

/** Small files: upright, in 200 dpi, well compressed. */
const SMALL: Partial<Profile> = {
  dpi: [200],
  jpegQuality: [56, 56],
  pngShare: 0,
  noise: [1, 2],
  upsideDownShare: 0,
  sidewaysShare: 0,
  cutShare: 0,
};

function wish(form: string, profile: ProfileName, seed: number, changes: Partial<Profile> = {}): PageWish {
  const template = packagedForms().find(({ id }) => id === form);
  if (template === undefined) throw new RangeError(`no form ${form}`);
  return { template, profile, seed: FIRST_SEEDS.samples + seed, changes: { ...SMALL, ...changes } };
}

/** The scans of `samples/scans`. Other versions of the fonts draw other pictures of the same content. */
export function scanSamples(): readonly ScanSample[] {
  return [
    { name: 'volume.pdf', wishes: [wish('marriage-review', 'printed', 1), wish('divorce-review', 'printed', 2)], pack: asPdf },
    {
      name: 'stubs.tif',
      wishes: [wish('marriage-stub', 'printed', 3), wish('marriage-stub', 'printed', 4, { upsideDownShare: 1 })],
      pack: asTiff,
    },
    { name: 'reissue.jpg', wishes: [wish('reissue-review', 'printed', 5)], pack: asItIs },
    {
      name: 'worn.jpg',
      wishes: [wish('marriage-register', 'hard', 6, { dpi: [150], jpegQuality: [45, 45], noise: [6, 8] })],
      pack: asItIs,
    },
    keyedPackage([wish('marriage-stub', 'printed', 7), wish('marriage-stub', 'printed', 8)]),
  ];
}

export function drawn({ template, profile, seed, changes }: PageWish): Promise<GeneratedPage> {
  return makePage(template, profile, seed, changes);
}

function asItIs(pages: readonly GeneratedPage[]): Buffer {
  return pages[0]?.bytes ?? Buffer.alloc(0);
}

async function asPdf(pages: readonly GeneratedPage[]): Promise<Buffer> {
  const pictures = pages.map(async ({ bytes, dpi }) => {
    const { width, height } = await sharp(bytes).metadata();
    return { jpeg: bytes, width, height, dpi };
  });
  return picturePdf(await Promise.all(pictures));
}

async function asTiff(pages: readonly GeneratedPage[]): Promise<Buffer> {
  const tiffs = pages.map(({ bytes, dpi }) =>
    sharp(bytes).withMetadata({ density: dpi }).tiff({ compression: 'jpeg', quality: 56 }).toBuffer(),
  );
  return joinTiffs(await Promise.all(tiffs));
}

/** Rows that somebody keyed, with their scans: the last has a character of a name wrong. */
function keyedPackage(wishes: readonly PageWish[]): ScanSample {
  const row = wishes.length;
  const rows: readonly SampleRow[] = wishes.map((page, index) => ({ ...rowOfPage(page), scan_files: `${index + 1}.jpg` }));
  const keyed = withOtherCharacter(rows[row - 1]?.name_woman ?? '');
  const lines = rows.map((values, index) => FIELD_KEYS.map((key) => (index === row - 1 && key === 'name_woman' ? keyed : values[key])));
  const table = { name: 'rows.csv', bytes: Buffer.concat([...csvBlocks([FIELD_KEYS, ...lines], 'utf-8')]) };
  return {
    name: 'keyed.zip',
    wishes,
    pack: (pages) => zipFile([table, ...pages.map(({ bytes }, index) => ({ name: `扫描件/${index + 1}.jpg`, bytes }))], 'utf-8'),
    disagreements: [{ row, field: 'name_woman', keyed }],
  };
}

function withOtherCharacter(name: string): string {
  return `${name.slice(0, -1)}${name.endsWith('英') ? '美' : '英'}`;
}

/** What stands on each page, blanks left out, as `samples/scans/content.json` holds it. */
export function scanContent(samples: readonly ScanSample[]): Readonly<Record<string, object>> {
  return Object.fromEntries(
    samples.map(({ name, wishes, disagreements }) => [name, { pages: wishes.map(pageContent), ...(disagreements && { disagreements }) }]),
  );
}

function pageContent(page: PageWish): object {
  const written = Object.entries(rowOfPage(page)).filter(([, value]) => value !== '');
  return { template: page.template.id, row: Object.fromEntries(written) };
}
