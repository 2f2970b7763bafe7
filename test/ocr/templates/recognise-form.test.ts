import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagedForms } from '../../../bench/ocr/generate/forms.js';
import { makePage, type GeneratedPage } from '../../../bench/ocr/generate/page.js';
import { FIRST_SEEDS } from '../../../bench/ocr/generate/seeds.js';
import type { LineReader } from '../../../src/ocr/engines/engine.js';
import { openPaddleReader } from '../../../src/ocr/engines/paddle-reader.js';
import { openScan } from '../../../src/ocr/pages/open-scan.js';
import type { PageImage } from '../../../src/ocr/pages/scan.js';
import { backToScan } from '../../../src/ocr/preparing/geometry.js';
import { preparePage, turnPrepared, type PreparedPage } from '../../../src/ocr/preparing/prepare-page.js';
import { layForm, recogniseForm, type RecognisedForm } from '../../../src/ocr/templates/recognise-form.js';
import type { Template } from '../../../src/ocr/templates/template.js';
import { turnGrey, type Turn } from '../../../src/ocr/turn-grey.js';

const SEED = FIRST_SEEDS.tests + 2_000;
const FORMS = packagedForms();

let reader: LineReader;

beforeAll(async () => {
  reader = await openPaddleReader();
});

afterAll(() => reader.close());

function formNamed(id: string): Template {
  const form = FORMS.find((candidate) => candidate.id === id);
  if (form === undefined) throw new Error(`no form ${id}`);
  return form;
}

interface Scanned {
  readonly page: GeneratedPage;
  readonly scan: PageImage;
  readonly prepared: PreparedPage;
}

async function scanned(template: Template, profile: 'printed' | 'hard', seed: number): Promise<Scanned> {
  const page = await makePage(template, profile, SEED + seed);
  const file = await openScan({ name: page.name, bytes: page.bytes });
  const scan = await file.page(1);
  return { page, scan, prepared: await preparePage(scan.image, scan.dpi) };
}

/** How far the middles of zones are from where they were drawn, in millimetres; the worst. */
function worstErrorMm({ page, scan, prepared }: Scanned, form: RecognisedForm): number {
  const { straightening } = turnPrepared(prepared, form.turn, scan.image);
  const back = backToScan(straightening, scan.image);
  const errors = page.fields.map(({ key, box: truth }) => {
    const zone = form.template.zones.find((candidate) => candidate.key === key);
    if (zone === undefined) throw new Error(`no zone ${key}`);
    const box = form.zoneBox(zone);
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const left = back.xx * x + back.xy * y + back.x0 - (truth.left + truth.width / 2);
    const top = back.yx * x + back.yy * y + back.y0 - (truth.top + truth.height / 2);
    return (Math.hypot(left, top) * 25.4) / page.dpi;
  });
  return Math.max(...errors);
}

describe('a form on a page', () => {
  it.each([
    ['marriage-review', 'printed', 1],
    ['divorce-review', 'hard', 2],
    ['reissue-review', 'hard', 3],
    ['marriage-stub', 'hard', 4],
    ['marriage-register', 'printed', 5],
  ] as const)('%s (%s) is recognised, and its zones lie within half a millimetre of where they were drawn', async (id, profile, seed) => {
    const page = await scanned(formNamed(id), profile, seed);
    const form = await recogniseForm(page.prepared, FORMS, reader);
    expect(form?.template.id).toBe(id);
    expect(form === undefined ? Infinity : worstErrorMm(page, form)).toBeLessThan(0.6);
  });

  it.each([90, 180, 270] as const)('turned by %s° is recognised, and says by how much to turn it back', async (turn) => {
    const { grey } = await stub();
    const form = await recogniseForm({ grey: turnGrey(grey, turn) }, FORMS, reader);
    expect([form?.template.id, form?.turn]).toEqual(['marriage-stub', ((360 - turn) % 360) as Turn]);
  });

  it('that lost its title and a quarter of its rules is recognised by its labels', async () => {
    const { grey } = await stub();
    const top = Math.round(grey.height * 0.22);
    const form = await recogniseForm(
      { grey: { ...grey, height: grey.height - top, pixels: grey.pixels.slice(top * grey.width) } },
      FORMS,
      reader,
    );
    expect(form?.template.id).toBe('marriage-stub');
    expect(form?.evidence.title).toBeUndefined();
    expect(form?.evidence.labelsMatched).toBeGreaterThanOrEqual(6);
  });

  it('copied smaller, and more so in height than in width, is recognised', async () => {
    const { grey } = await stub();
    const form = await recogniseForm({ grey: squeezed(grey, 0.9, 0.87) }, FORMS, reader);
    expect(form?.template.id).toBe('marriage-stub');
    expect(form?.evidence.rulesFound).toBeGreaterThan(0.95);
  });
});

describe('a wrong form is never taken', () => {
  it('for a page whose own form is not known', async () => {
    const { prepared } = await scanned(formNamed('divorce-review'), 'printed', 11);
    const others = FORMS.filter(({ id }) => id !== 'divorce-review');
    expect(await recogniseForm(prepared, others, reader)).toBeUndefined();
    const divorce = formNamed('divorce-review');
    expect(layForm(prepared, divorce)?.evidence.rulesFound).toBeGreaterThan(0.95);
    expect(layForm(prepared, formNamed('marriage-review'))?.evidence.rulesFound).toBeLessThan(0.75);
  });

  it('when the rules are the same and title and labels are of something else', async () => {
    const stubForm = formNamed('marriage-stub');
    const renamed = new Map(
      [
        '收养登记证明',
        '收养证字号',
        '办理时间',
        '收养人',
        '养父',
        '养母',
        '名称',
        '年月',
        '户口簿编号',
        '居住',
        '职务',
        '送养编号',
        '经办部门',
        '经办人员',
        '领取人签收',
      ].map((text, index) => [index, text]),
    );
    const foreign = { ...stubForm, anchors: stubForm.anchors.map((anchor, index) => ({ ...anchor, text: renamed.get(index) ?? '其他' })) };
    const { prepared } = await scanned(foreign, 'printed', 12);
    expect(layForm(prepared, stubForm)?.evidence.rulesFound).toBeGreaterThan(0.95);
    expect(await recogniseForm(prepared, FORMS, reader)).toBeUndefined();
  });

  it('when the whole form is the same but for one character of the title: that of a divorce', async () => {
    const stubForm = formNamed('marriage-stub');
    const anchors = stubForm.anchors.map((anchor) => (anchor.role === 'title' ? { ...anchor, text: '离婚证存根' } : anchor));
    const divorceStub = { ...stubForm, id: 'divorce-stub', anchors };
    const { prepared } = await scanned(divorceStub, 'printed', 13);
    expect(await recogniseForm(prepared, FORMS, reader)).toBeUndefined();
    expect((await recogniseForm(prepared, [...FORMS, divorceStub], reader))?.template.id).toBe('divorce-stub');
  });

  it('for another print of the form, in which one column is wider', async () => {
    const stubForm = formNamed('marriage-stub');
    const rules = stubForm.rules.map(({ from, to }) => ({ from: [wider(from[0]), from[1]] as const, to: [wider(to[0]), to[1]] as const }));
    const { prepared } = await scanned({ ...stubForm, rules }, 'printed', 14);
    expect(layForm(prepared, stubForm)?.evidence.rulesMoved).toBe(1);
    expect(await recogniseForm(prepared, FORMS, reader)).toBeUndefined();
  });

  it('for paper without a form', async () => {
    const grey = { width: 2_480, height: 3_508, pixels: new Uint8Array(2_480 * 3_508).fill(250) };
    expect(await recogniseForm({ grey }, FORMS, reader)).toBeUndefined();
    for (let y = 300; y < 3_300; y += 90) grey.pixels.fill(40, y * grey.width + 200, y * grey.width + 2_280);
    expect(await recogniseForm({ grey }, FORMS, reader)).toBeUndefined();
    expect(await recogniseForm({ grey: { width: 3, height: 1, pixels: new Uint8Array(3) } }, FORMS, reader)).toBeUndefined();
  });
});

/** The column between the parties, 6 mm to the right. */
const wider = (left: number): number => (left === 106 ? 112 : left);

let drawn: Promise<PreparedPage> | undefined;

function stub(): Promise<PreparedPage> {
  drawn ??= scanned(formNamed('marriage-stub'), 'printed', 4).then(({ prepared }) => prepared);
  return drawn;
}

/** The nearest pixel is good enough: rules are several pixels wide. */
function squeezed({ width, height, pixels }: PreparedPage['grey'], across: number, down: number): PreparedPage['grey'] {
  const size = { width: Math.round(width * across), height: Math.round(height * down) };
  const smaller = new Uint8Array(size.width * size.height);
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++) smaller[y * size.width + x] = pixels[Math.floor(y / down) * width + Math.floor(x / across)] ?? 255;
  return { ...size, pixels: smaller };
}
