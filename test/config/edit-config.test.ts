import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withWitnesses, writeWitnesses } from '../../src/config/edit-config.js';

const BEFORE = '[province]\ncode = "440000"\n\n[ledger] # 账本\norigin = "x"\n# 说明\n\n[import]\njobs = 2\n';

describe('the list of witnesses in config.toml', () => {
  it('goes into its section and leaves everything else as it is', () => {
    const edited = withWitnesses(BEFORE, ['/mnt/异地', 'C:\\disk "2"']);
    expect(edited).toBe(BEFORE.replace('账本\n', '账本\nwitnesses = ["/mnt/异地", "C:\\\\disk \\"2\\""]\n'));
  });

  it('takes the place of an earlier one, however it was written', () => {
    const written = BEFORE.replace('origin', 'witnesses = [\n  "a]b", # 磁盘\n  \'c\',\n]\norigin');
    expect(withWitnesses(written, ['d'])).toBe(withWitnesses(BEFORE, ['d']));
    expect(withWitnesses(written, [])).toBe(BEFORE);
  });

  it('has no place without the section', () => expect(withWitnesses('[import]\njobs = 2\n', ['a'])).toBeUndefined());

  it('is not written when the file would then say something else', () => {
    const home = mkdtempSync(join(tmpdir(), 'mreg-config-'));
    const text = 'ledger = { origin = "x" }\n[province]\ncode = "440000"\nname = "广东省"\n[operator]\nname = "a"\naccount = "a"\n';
    writeFileSync(join(home, 'config.toml'), text);
    expect(() => writeWitnesses(home, ['/mnt'])).toThrow(expect.objectContaining({ key: 'config.not-editable' }));
    expect(readFileSync(join(home, 'config.toml'), 'utf8')).toBe(text);
  });
});
