import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagedForms } from '../../../bench/ocr/generate/forms.js';
import { makePage, type GeneratedPage } from '../../../bench/ocr/generate/page.js';
import type { ProfileName } from '../../../bench/ocr/generate/profiles.js';
import { FIRST_SEEDS } from '../../../bench/ocr/generate/seeds.js';
import { loadPackagedTables } from '../../../src/config/packaged-tables.js';
import type { PageReading, ReadField } from '../../../src/domain/scan.js';
import { openScan } from '../../../src/ocr/pages/open-scan.js';
import { openPageReader, type PageReader } from '../../../src/ocr/reading/page-reader.js';

const TODAY = 20_260_101;
let reader: PageReader;

beforeAll(async () => {
  reader = await openPageReader({ tables: loadPackagedTables(), today: TODAY, templates: packagedForms() });
}, 180_000);
afterAll(async () => await reader.close());

async function read(
  form: string,
  profile: ProfileName,
  seed: number,
): Promise<{ readonly page: GeneratedPage; readonly reading: PageReading }> {
  const template = packagedForms().find(({ id }) => id === form);
  if (template === undefined) throw new Error(`no form ${form}`);
  const page = await makePage(template, profile, FIRST_SEEDS.tests + seed);
  const scan = await openScan({ name: page.name, bytes: page.bytes });
  const reading = await reader.read(await scan.page(1));
  await scan.close();
  return { page, reading };
}

/** Fields whose value is not what the page says. */
function wrongIn(page: GeneratedPage, fields: readonly ReadField[]): readonly string[] {
  const truth = new Map<string, string>(page.fields.map(({ key, value }) => [key, value]));
  return fields.flatMap(({ key, value }) => (truth.has(key) && truth.get(key) !== value ? [`${key}: ${value} for ${truth.get(key)}`] : []));
}

const needsNobody = ({ standing }: ReadField): boolean => standing !== 'doubtful';

describe('a printed form', () => {
  it('is read field by field, with what each standing rests on', async () => {
    const { page, reading } = await read('marriage-review', 'printed', 3_001);
    expect([reading.outcome, reading.template, reading.reader]).toEqual(['read', 'marriage-review', reader.id]);
    expect(reading.fields.filter(needsNobody).length).toBeGreaterThan(reading.fields.length * 0.7);
    expect(wrongIn(page, reading.fields.filter(needsNobody))).toEqual([]);
    expect(wrongIn(page, reading.fields).length).toBeLessThanOrEqual(2);
    expect(reading.fields.filter(({ evidence }) => evidence.length === 0).map(({ key }) => key)).toEqual([]);
    expect(reading.fields.find(({ key }) => key === 'op_type')).toMatchObject({ value: 'IA', standing: 'proved' });
  }, 180_000);

  it('names no document number in its evidence', async () => {
    const { page, reading } = await read('marriage-stub', 'printed', 3_003);
    const numbers = page.fields.filter(({ kind, value }) => kind === 'id-number' && value !== '').map(({ value }) => value);
    const told = JSON.stringify(reading.fields.map(({ evidence }) => evidence));
    expect(numbers.length).toBeGreaterThan(0);
    expect(numbers.filter((number) => told.includes(number))).toEqual([]);
  }, 180_000);
});

describe('a form filled in by hand', () => {
  it('leaves names and addresses to a person, however surely they were read', async () => {
    const { page, reading } = await read('marriage-review', 'hand', 3_002);
    const inHan = new Set(
      page.fields.filter(({ kind, value }) => (kind === 'name' || kind === 'address') && value !== '').map(({ key }) => key),
    );
    const standings = reading.fields.filter(({ key }) => inHan.has(key)).map(({ standing }) => standing);
    expect(standings.length).toBeGreaterThan(2);
    expect([...new Set(standings)]).toEqual(['doubtful']);
    expect(wrongIn(page, reading.fields.filter(needsNobody))).toEqual([]);
  }, 180_000);
});

function picture(level: (x: number, y: number) => number) {
  const [width, height] = [1_240, 1_754];
  const pixels = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at += 1) pixels.fill(level(at % width, Math.floor(at / width)), at * 3, at * 3 + 3);
  return { image: { width, height, pixels }, dpi: 150, text: [] };
}

describe('a page that is no form', () => {
  it('is blank where nothing is on it', async () => {
    expect(await reader.read(picture(() => 248))).toMatchObject({ outcome: 'blank', fields: [] });
  });

  it('is unrecognised where it has other lines than any form', async () => {
    const stripes = picture((x, y) => (x > 100 && x < 1_100 && y > 100 && y < 1_600 && y % 40 < 3 ? 20 : 250));
    expect(await reader.read(stripes)).toMatchObject({ outcome: 'unrecognised', fields: [] });
  });
});
