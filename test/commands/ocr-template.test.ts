import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagedForms } from '../../bench/ocr/generate/forms.js';
import { makePage } from '../../bench/ocr/generate/page.js';
import { FIRST_SEEDS } from '../../bench/ocr/generate/seeds.js';
import { run, runJson } from '../helpers/run.js';
import { aTemplate } from '../ocr/templates/a-template.js';

let folder: string;
let page: string;

const inFolder = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mreg-template-'));
  const stub = packagedForms().find(({ id }) => id === 'marriage-stub');
  if (stub === undefined) throw new Error('no stub');
  const { name, bytes } = await makePage(stub, 'printed', FIRST_SEEDS.tests + 2_100);
  page = inFolder(name);
  writeFileSync(page, bytes);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('mreg ocr template list', () => {
  it('needs no home, and names those of a folder of one’s own beside the packaged ones', async () => {
    writeFileSync(inFolder('own.json'), JSON.stringify(aTemplate({ id: 'county-1985' })));
    const { code, document } = await runJson(['ocr', 'template', 'list', '--templates', folder]);
    const { templates } = document as { templates: { id: string; zones: number }[] };
    expect(code).toBe(0);
    expect(templates.map(({ id }) => id)).toContain('county-1985');
    expect(templates).toContainEqual(expect.objectContaining({ id: 'marriage-review', title: '结婚登记审查处理表', sheet_mm: [210, 297] }));
    rmSync(inFolder('own.json'));
  });

  it('takes the folder that the settings of the home name', async () => {
    const home = mkdtempSync(join(tmpdir(), 'mreg-home-'));
    const settings = '[province]\ncode = "440000"\nname = "广东省"\n[ledger]\norigin = "test"\n[ocr]\ntemplates = "forms"\n';
    writeFileSync(join(home, 'config.toml'), settings);
    const { code, stderr } = await run(['ocr', 'template', 'list', '--home', home]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`无法读取版式文件夹 ${join(home, 'forms')}`)]);
    rmSync(home, { recursive: true });
  });
});

describe('mreg ocr template check', () => {
  it('finds the form on a page, says how exactly, and draws it', async () => {
    const { code, document } = await runJson(['ocr', 'template', 'check', 'marriage-stub', page, '--out', inFolder('drawn.png')]);
    expect(code).toBe(0);
    expect(document).toMatchObject({
      sound: true,
      problems: [],
      page: { recognised: 'marriage-stub', as_this: true, placement: { turn: 0 } },
    });
    const { placement } = (document as { page: { placement: { residual_mm: number; zones: unknown[] } } }).page;
    expect(placement.residual_mm).toBeLessThan(0.25);
    expect(placement.zones).toHaveLength(17);
    expect(await greenAndOrange(inFolder('drawn.png'))).toEqual([true, true]);
  });

  it('fails when the page is another form, and names that', async () => {
    const { code, stdout, stderr } = await run(['ocr', 'template', 'check', 'marriage-register', page]);
    expect(code).toBe(7);
    expect(stdout).toContain('这一页更像 结婚证存根（marriage-stub 第 1 版）');
    expect(stderr).toContain('没有认出这种表');
  });

  it('lists every problem of a file with its place and what to do', async () => {
    const { zones } = aTemplate();
    writeFileSync(inFolder('bad.json'), JSON.stringify(aTemplate({ zones: zones.map((zone) => ({ ...zone, left: 45, top: 1 })) })));
    const { code, stdout } = await run(['ocr', 'template', 'check', inFolder('bad.json')]);
    expect(code).toBe(7);
    expect(stdout.match(/错误 {2}bad\.json 的 zones\.\d（\w+）与 \w+ 的区域重叠/gu)).toHaveLength(3);
    expect(stdout).toContain('同一处只能属于一个字段');
  });

  it('says what is wrong with what was typed', async () => {
    const unknown = await run(['ocr', 'template', 'check', 'mariage-stub']);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('marriage-stub')]);
    const noPage = await run(['ocr', 'template', 'check', 'marriage-stub', '--out', inFolder('none.png')]);
    expect([noPage.code, existsSync(inFolder('none.png'))]).toEqual([2, false]);
    const noScan = await run(['ocr', 'template', 'check', 'marriage-stub', inFolder('missing.png')]);
    expect(noScan.code).toBe(3);
  });

  it('accepts the template that the documentation shows', async () => {
    const [, json = ''] = /```json\n([\s\S]+?)```/u.exec(readFileSync('docs/ocr-templates.md', 'utf8')) ?? [];
    writeFileSync(inFolder('documented.json'), json);
    const { code, document } = await runJson(['ocr', 'template', 'check', inFolder('documented.json')]);
    expect([code, document]).toEqual([0, expect.objectContaining({ sound: true, problems: [] })]);
  });
});

/** Whether a drawing has pixels in the colours of rules found and of zones. */
async function greenAndOrange(path: string): Promise<readonly boolean[]> {
  const { data } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let green = false;
  let orange = false;
  for (let at = 0; at < data.length; at += 3) {
    const [red = 0, middle = 0, blue = 0] = data.subarray(at, at + 3);
    green ||= middle > red + 60 && middle > blue + 40;
    orange ||= red > 180 && middle < 110 && blue < 60;
  }
  return [green, orange];
}
