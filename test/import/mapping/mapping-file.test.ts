import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mapHeader } from '../../../src/import/mapping/header-mapping.js';
import { readMappingFile } from '../../../src/import/mapping/mapping-file.js';

let directory = '';
beforeAll(async () => void (directory = await mkdtemp(join(tmpdir(), 'mreg-mapping-'))));
afterAll(async () => await rm(directory, { recursive: true }));

async function mappingOf(text: string | Buffer, name = 'mapping.json'): ReturnType<typeof readMappingFile> {
  const path = join(directory, name);
  await writeFile(path, text);
  return await readMappingFile(path);
}

describe('a mapping file', () => {
  it.each([
    ['in JSON', 'mapping.json', '{"columns": {"丈夫大名": "name_man", "备注": null}}'],
    ['in JSON with a byte order mark, as Notepad saves it', 'mapping.json', '\ufeff{"columns": {"丈夫大名": "name_man", "备注": null}}'],
    ['in TOML', 'mapping.toml', '[columns]\n"丈夫大名" = "name_man"\n"备注" = ""\n'],
  ])('%s decides columns', async (_name, file, text) => {
    const mapping = await mappingOf(text, file);
    expect(mapHeader(['丈 夫 大 名', '备注'], { mapping }).columns).toEqual(['name_man', undefined]);
  });

  it.each([
    ['broken JSON', '{"columns": {', 'mapping.syntax', {}],
    ['broken TOML', '[columns', 'mapping.syntax', {}],
    ['not UTF-8', Buffer.from([0x7b, 0xd0, 0xd5]), 'mapping.syntax', { detail: 'UTF-8' }],
    ['without columns', '{}', 'mapping.shape', {}],
    ['with columns as a list', '{"columns": []}', 'mapping.shape', {}],
    ['with a key of its own', '{"columns": {}, "colums": {}}', 'mapping.unknown-key', { name: 'colums' }],
    [
      'with a mistyped field',
      '{"columns": {"姓名": "name_men"}}',
      'mapping.unknown-field-near',
      { header: '姓名', suggestion: 'name_man' },
    ],
    ['with a header in place of a field', '{"columns": {"姓名": "男方姓名"}}', 'mapping.unknown-field-near', { suggestion: 'name_man' }],
    ['with a field from nowhere', '{"columns": {"姓名": "xyzzyxyzzy"}}', 'mapping.unknown-field', { name: 'xyzzyxyzzy' }],
    ['with a number for a field', '{"columns": {"姓名": 7}}', 'mapping.unknown-field', { name: '7' }],
    ['that names a header twice', '{"columns": {"姓名": null, "姓 名": "name_man"}}', 'mapping.header-twice', { second: '姓 名' }],
  ])('%s is refused', async (_name, text, key, values) => {
    await expect(mappingOf(text)).rejects.toMatchObject({ kind: 'configuration', key, values });
  });

  it('that is not there is called missing, and a directory is called unreadable', async () => {
    await expect(readMappingFile(join(directory, 'none.json'))).rejects.toMatchObject({ key: 'mapping.missing' });
    await expect(readMappingFile(directory)).rejects.toMatchObject({ key: 'mapping.unreadable' });
  });
});
