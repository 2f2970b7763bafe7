import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportQuarantine } from '../../../src/import/quarantine/export.js';
import { readWorkbookLines } from '../../../src/import/quarantine/read-workbook.js';
import { retryQuarantine } from '../../../src/import/quarantine/retry.js';
import { AGE_TOO_LOW, aQuarantine, AT, editSheet, MemoryLoader, retryTools } from './a-quarantine.js';

const TOOLS = { readSheet: (path: string) => readWorkbookLines(path) };
const HOSTILE_CELLS = {
  name_man: '=1+1',
  name_woman: ' 两头有空格 ',
  remark: '第一行\r\n第二行\t制表',
  dept_name: '<&"\'>',
  operator: '_x0041_ 与 _x000D_',
  reg_detail_man: '𠮷田\u0001控制',
  cert_num_man: '990101196001011234',
  doc_page_num: '0012',
};

describe('a repair sheet through our own writer and reader', () => {
  it('comes back unchanged, whatever its cells hold', async () => {
    const { registry, folder } = aQuarantine([{ id: 3, cells: HOSTILE_CELLS, findings: [AGE_TOO_LOW] }]);
    const path = join(folder, 'a.xlsx');
    await exportQuarantine(registry, path, { lang: 'zh', reach: '', actor: 'clerk', at: AT });
    expect(await retryQuarantine(registry, path, retryTools(TOOLS))).toMatchObject({ rows: 1, unchanged: 1 });
  });

  it('comes back unchanged when another program opened and saved it', async () => {
    const { registry, folder } = aQuarantine([{ id: 3, cells: HOSTILE_CELLS, findings: [AGE_TOO_LOW] }]);
    const path = join(folder, 'a.xlsx');
    await exportQuarantine(registry, path, { lang: 'en', reach: '', actor: 'clerk', at: AT });
    await editSheet(path, () => {});
    expect(await retryQuarantine(registry, path, retryTools(TOOLS))).toMatchObject({ rows: 1, unchanged: 1 });
  });

  it('brings exactly the edit', async () => {
    const { registry, folder } = aQuarantine([{ id: 3, cells: { cert_num_man: '990101196001011234' } }]);
    const path = join(folder, 'a.xlsx');
    await exportQuarantine(registry, path, { lang: 'zh', reach: '', actor: 'clerk', at: AT });
    await editSheet(path, (cell) => (cell(3, 'name_man').value = '张三'));
    const loader = new MemoryLoader();
    await retryQuarantine(registry, path, retryTools({ ...TOOLS, loader }));
    expect(loader.rows).toMatchObject([{ id: 3, line: 3, values: { name_man: '张三', cert_num_man: '990101196001011234' } }]);
  });

  it.each([
    ['is missing', undefined, 'import.file-missing'],
    ['is no workbook', 'name_man,name_woman\n', undefined],
  ])('refuses a file that %s', async (_name, content, key) => {
    const { registry, folder } = aQuarantine([{ id: 3 }]);
    const path = join(folder, 'a.xlsx');
    if (content !== undefined) writeFileSync(path, content);
    await expect(retryQuarantine(registry, path, retryTools(TOOLS))).rejects.toMatchObject({
      name: 'MregError',
      kind: 'input-refused',
      ...(key === undefined ? {} : { key }),
    });
  });
});
