import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { packagedForms } from '../../bench/ocr/generate/forms.js';
import { makePage } from '../../bench/ocr/generate/page.js';
import { makeRow, YEARS } from '../../bench/ocr/generate/rows.js';
import { FIRST_SEEDS } from '../../bench/ocr/generate/seeds.js';
import { registryValue } from '../../bench/ocr/generate/written.js';
import { Random } from '../../samples/generate/random.js';
import { FIELD_KEYS } from '../../src/domain/fields.js';
import type { Template } from '../../src/ocr/templates/template.js';
import { rowChecker } from '../samples/row-outcome.js';

function formNamed(id: string): Template {
  const form = packagedForms().find((candidate) => candidate.id === id);
  if (form === undefined) throw new Error(`no form ${id}`);
  return form;
}

describe('the couples on generated pages', () => {
  it.each([
    ['marriages of 1950 to 1983', 'IA', YEARS.old],
    ['marriages of 1986 to 2003', 'IA', YEARS.between],
    ['divorces since 2004', 'IB', YEARS.modern],
    ['reissues since 2004', 'ICA', YEARS.modern],
  ] as const)('%s break no rule', (_name, opType, span) => {
    const check = rowChecker();
    const random = new Random(FIRST_SEEDS.tests);
    const found = Array.from({ length: 60 }, () => makeRow(opType, span, random)).flatMap((row) =>
      check(FIELD_KEYS.map((key) => row[key])).map(
        ({ code, fields }) => `${code} ${fields.join()} ${row.op_date} ${row.cert_num_man} ${row.cert_num_woman}`,
      ),
    );
    expect(found).toEqual([]);
  });
});

describe('a generated page', () => {
  it('is the same for the same seed, and tells what stands in each zone of its form', async () => {
    const form = formNamed('marriage-stub');
    const page = await makePage(form, 'printed', FIRST_SEEDS.tests + 7);
    const again = await makePage(form, 'printed', FIRST_SEEDS.tests + 7);
    expect(page.bytes.equals(again.bytes)).toBe(true);
    expect(page.fields.map(({ key }) => key)).toEqual(form.zones.map(({ key }) => key));
    for (const { key, value, written } of page.fields) expect([key, registryValue(key, written)]).toEqual([key, value]);
    expect(page.row.op_type).toBe('IA');
  });

  it('has its zones where it says: ink where something is written, paper where nothing is', async () => {
    const page = await makePage(formNamed('marriage-register'), 'printed', FIRST_SEEDS.tests + 11);
    const { data, info } = await sharp(page.bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
    const inkShare = (key: string): number => {
      const box = page.fields.find((field) => field.key === key)?.box ?? { left: 0, top: 0, width: 0, height: 0 };
      const tones: number[] = [];
      // Clear of the rules around the zone, also where the page leans.
      for (let y = Math.round(box.top + box.height * 0.3); y < box.top + box.height * 0.7; y += 1)
        for (let x = Math.round(box.left + box.width * 0.03); x < box.left + box.width * 0.9; x += 1)
          tones.push(data[y * info.width + x] ?? 255);
      const paper = tones.toSorted((a, b) => a - b)[Math.floor(tones.length * 0.6)] ?? 255;
      return tones.filter((tone) => tone < paper - 50).length / tones.length;
    };
    expect(page.fields.find(({ key }) => key === 'remark')?.value).toBe('');
    expect(inkShare('remark')).toBeLessThan(0.002);
    expect(inkShare('name_man')).toBeGreaterThan(0.01);
    expect(inkShare('name_woman')).toBeGreaterThan(0.01);
  });
});
