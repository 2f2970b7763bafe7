import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packagedDirectory } from '../../../src/config/packaged-directory.js';
import { checkTemplate, checkTitles } from '../../../src/ocr/templates/check-template.js';
import { loadTemplates, readTemplateFile } from '../../../src/ocr/templates/load-templates.js';
import { aTemplate } from './a-template.js';

const PACKAGED = join(packagedDirectory(), 'ocr-templates');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mreg-templates-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** The key and values of the refusal. */
function refusal(load: () => unknown): unknown {
  try {
    load();
  } catch (thrown) {
    return thrown;
  }
  return undefined;
}

describe('the packaged templates', () => {
  it('are the five forms of the archives', () => {
    expect(loadTemplates([PACKAGED]).inUse.map(({ template }) => template.id)).toEqual([
      'divorce-review',
      'marriage-register',
      'marriage-review',
      'marriage-stub',
      'reissue-review',
    ]);
  });

  it('have nothing wrong with them, not even a warning, and are told apart', () => {
    const templates = loadTemplates([PACKAGED]).inUse.map(({ template }) => template);
    expect([...templates.flatMap(checkTemplate), ...checkTitles(templates)]).toEqual([]);
  });

  it('say which registration they are of, or have the words for it written in', () => {
    for (const { template } of loadTemplates([PACKAGED]).inUse) {
      const written = template.zones.find(({ key }) => key === 'op_type');
      expect([template.id, template.implied.op_type !== undefined || written?.required === true]).toEqual([template.id, true]);
    }
  });
});

describe('templates of a user', () => {
  it('join the packaged ones, and replace one of the same id with a higher version', () => {
    put('own.json', aTemplate({ id: 'county-1985' }));
    put('newer.json', { ...readTemplateFile(join(PACKAGED, 'marriage-stub.json')).template, version: 2 });
    const { inUse, replaced } = loadTemplates([PACKAGED, folder]);
    const version = (id: string): number | undefined => inUse.find(({ template }) => template.id === id)?.template.version;
    expect([inUse.length, version('county-1985'), version('marriage-stub')]).toEqual([6, 1, 2]);
    expect(replaced.map(({ path }) => path)).toEqual([join(PACKAGED, 'marriage-stub.json')]);
  });

  it('give way to a higher packaged version, and are named as not used', () => {
    const own = put('old.json', aTemplate({ id: 'marriage-stub', version: 1 }));
    const packaged = join(folder, 'packaged');
    mkdirSync(packaged);
    writeFileSync(join(packaged, 'a.json'), JSON.stringify(aTemplate({ id: 'marriage-stub', version: 3 })));
    const { inUse, replaced } = loadTemplates([packaged, folder]);
    expect([inUse[0]?.template.version, replaced.map(({ path }) => path)]).toEqual([3, [own]]);
  });

  it('cannot take the version of another, since readings would no longer be told apart', () => {
    const path = put('same.json', { ...readTemplateFile(join(PACKAGED, 'marriage-stub.json')).template });
    expect(refusal(() => loadTemplates([PACKAGED, folder]))).toMatchObject({
      kind: 'configuration',
      key: 'ocr-template.same-version',
      values: { file: path, other: join(PACKAGED, 'marriage-stub.json'), id: 'marriage-stub', version: 1 },
    });
  });

  it('are refused when a page of one could be taken for another', () => {
    put('twin.json', { ...readTemplateFile(join(PACKAGED, 'marriage-stub.json')).template, id: 'my-stub' });
    expect(refusal(() => loadTemplates([PACKAGED, folder]))).toMatchObject({
      key: 'ocr-template.problem.titles-alike',
      values: { file: 'twin.json', other: 'marriage-stub' },
    });
  });

  it('may share a title with another form when the rules tell them apart: forms of two generations', () => {
    put('earlier.json', aTemplate({ id: 'earlier-stub', title: '结婚证存根' }));
    expect(loadTemplates([PACKAGED, folder]).inUse).toHaveLength(6);
  });
});

describe('a file that is no template', () => {
  const { zones, ...rest } = aTemplate();
  const [zone, ...others] = zones;
  it.each([
    ['broken JSON', '{ "id": ', 'ocr-template.not-json', { file: 'bad.json' }],
    ['a number', 7, 'ocr-template.invalid', { file: 'bad.json', place: '$' }],
    ['a missing part', rest, 'ocr-template.invalid', { place: 'zones' }],
    ['a misspelt name', { ...aTemplate(), zonen: [] }, 'ocr-template.invalid', { place: 'zonen', expected: '—' }],
    ['an unknown field', { ...rest, zones: [{ ...zone, key: 'naem_man' }, ...others] }, 'ocr-template.invalid', { place: 'zones.0.key' }],
    ['an unknown kind', { ...rest, zones: [...others, { ...zone, kind: 'photo' }] }, 'ocr-template.invalid', { place: 'zones.3.kind' }],
    [
      'measures in pixels',
      { ...aTemplate(), sheet: { width: 2480, height: 3508 } },
      'ocr-template.invalid',
      { place: 'sheet.width', expected: '<=600' },
    ],
    [
      'a slanting rule',
      { ...aTemplate(), rules: [{ from: [0, 0], to: [9, 9] }] },
      'ocr-template.invalid',
      { place: 'rules.0', expected: 'horizontal | vertical' },
    ],
    ['an id with blanks', aTemplate({ id: 'Our Form' }), 'ocr-template.invalid', { place: 'id' }],
    [
      'zones over each other',
      { ...rest, zones: [zone, { ...zone, key: 'name_woman' }] },
      'ocr-template.problem.overlap',
      { file: 'bad.json', place: 'zones.1', other: 'name_man' },
    ],
  ])('%s is refused with its file and place', (_name, content, key, values) => {
    put('bad.json', content);
    expect(refusal(() => loadTemplates([folder]))).toMatchObject({ kind: 'configuration', key, values });
  });

  it('beyond a megabyte is not even read', () => {
    put('bad.json', ' '.repeat(1024 * 1024 + 1));
    expect(refusal(() => loadTemplates([folder]))).toMatchObject({ key: 'ocr-template.invalid', values: { expected: '≤ 1 MiB' } });
  });

  it('may begin with a byte order mark, which editors on Windows leave there', () => {
    put('marked.json', `\uFEFF${JSON.stringify(aTemplate())}`);
    expect(loadTemplates([folder]).inUse).toHaveLength(1);
  });

  it('cannot be found: a folder or link that leads nowhere', () => {
    expect(refusal(() => loadTemplates([join(folder, 'none')]))).toMatchObject({ key: 'ocr-template.folder-unreadable' });
    symlinkSync(join(folder, 'gone'), join(folder, 'link.json'));
    expect(refusal(() => loadTemplates([folder]))).toMatchObject({ key: 'ocr-template.unreadable' });
  });
});
