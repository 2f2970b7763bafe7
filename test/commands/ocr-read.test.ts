import { describe, expect, it } from 'vitest';
import { run } from '../helpers/run.js';

const SCANS = new URL('../../samples/scans', import.meta.url).pathname;

describe('mreg ocr read', () => {
  it('needs no home, and shows every field with document numbers masked', async () => {
    const { code, stdout } = await run(['ocr', 'read', `${SCANS}/reissue.jpg`]);
    expect(code).toBe(0);
    // Rules are told by their title.
    expect(stdout).toContain('校验规则提示“代码不在代码表中”');
    expect(stdout).toContain('reissue-review');
    expect(stdout).toContain('男方姓名');
    expect(stdout).toMatch(/\d{4}\*{7,}/u);
    expect(stdout).not.toMatch(/\d{15}/u);
  }, 180_000);

  it.each([
    ['a file that is not there', '没有.jpg', 3],
    ['a file that is no scan', new URL('../../samples/messy.xlsx', import.meta.url).pathname, 3],
  ])(
    'refuses %s',
    async (_name, path, code) => {
      const result = await run(['ocr', 'read', path]);
      expect([result.code, result.stdout]).toEqual([code, '']);
      expect(result.stderr).toContain('提示');
    },
    60_000,
  );
});
