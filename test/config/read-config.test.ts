import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IMPORT_DEFAULTS, REQUESTS_DEFAULTS } from '../../src/config/config.js';
import { parseConfig, readConfig } from '../../src/config/read-config.js';
import { configText } from '../../src/config/write-config.js';
import { ACCESS_DEFAULTS } from '../../src/domain/access-settings.js';
import { MregError } from '../../src/domain/error.js';

const GIVEN = {
  province: { code: '440000', name: '广"东"省\\1' },
  ledger: { origin: 'mreg-440000' },
};
const MINIMAL = configText(GIVEN);

function failureOf(text: string): { key: string; values: object } {
  try {
    parseConfig(text, 'config.toml');
  } catch (error) {
    if (error instanceof MregError) return { key: error.key, values: error.values };
    throw error;
  }
  throw new Error('the settings were accepted');
}

describe('the settings of a home', () => {
  it('written by init are read back with the defaults', () => {
    expect(parseConfig(MINIMAL, 'config.toml')).toEqual({
      ...GIVEN,
      ledger: { ...GIVEN.ledger, witnesses: [] },
      access: ACCESS_DEFAULTS,
      validation: { ageReached: 'day-after' },
      requests: REQUESTS_DEFAULTS,
      import: IMPORT_DEFAULTS,
      tables: {},
      offices: {},
      ocr: { secondOpinion: 'none' },
    });
  });

  it('that init leaves as comments are the defaults, and all are known', () => {
    const uncommented = MINIMAL.replaceAll(/^# (?=\[|\w+ = )/gmu, '');
    expect(uncommented).toContain('\nchunk_bytes');
    const { maxErrors, ...load } = parseConfig(uncommented, 'config.toml').import;
    expect([maxErrors, load]).toEqual(['5%', IMPORT_DEFAULTS]);
    expect(parseConfig(uncommented, 'config.toml')).toMatchObject({
      access: ACCESS_DEFAULTS,
      validation: { ageReached: 'day-after' },
      requests: REQUESTS_DEFAULTS,
      tables: { overridesPath: 'tables' },
    });
  });

  it('can be changed', () => {
    const text = `${MINIMAL}[validation]\nage_reached = "birthday"\n[import]\njobs = 4\nmax_errors = "100"\n[import.zip]\nmax_entries = 10\n[ocr]\nsecond_opinion = "tesseract"\n`;
    expect(parseConfig(text, 'config.toml')).toMatchObject({
      validation: { ageReached: 'birthday' },
      import: { jobs: 4, maxErrors: '100', zip: { maxEntries: 10, maxRatio: IMPORT_DEFAULTS.zip.maxRatio } },
      ocr: { secondOpinion: 'tesseract' },
    });
  });

  it.each([
    ['an unknown section', '[improt]\njobs = 1', 'config.unknown-key', { key: 'improt', suggestion: 'import' }],
    ['an unknown key', '[import]\njbos = 1', 'config.unknown-key', { key: 'import.jbos', suggestion: 'import.jobs' }],
    [
      'an unknown key two levels down',
      '[import.zip]\nmax_entris = 1',
      'config.unknown-key',
      { key: 'import.zip.max_entris', suggestion: 'import.zip.max_entries' },
    ],
    [
      'an unknown key with nothing near',
      '[validation]\ncolour = 1',
      'config.unknown-key',
      { key: 'validation.colour', known: 'age_reached' },
    ],
    [
      'a value out of the list',
      '[validation]\nage_reached = "never"',
      'config.bad-value',
      { key: 'validation.age_reached', value: 'never' },
    ],
    ['a value of another type', '[import]\njobs = "many"', 'config.bad-value', { key: 'import.jobs', value: 'many' }],
    ['a negative count', '[import]\njobs = -1', 'config.bad-value', { key: 'import.jobs' }],
    [
      'passwords shorter than Article 19 allows',
      '[access.password]\nmin_length = 5',
      'config.bad-value',
      { key: 'access.password.min_length' },
    ],
    ['passwords of letters only', '[access.password]\nmin_classes = 1', 'config.bad-value', { key: 'access.password.min_classes' }],
    ['hashing that is too cheap', '[access.hashing]\npasses = 1', 'config.bad-value', { key: 'access.hashing.passes' }],
    ['a budget that is none', '[import]\nmax_errors = "5 rows"', 'config.bad-value', { key: 'import.max_errors' }],
  ])('with %s are refused', (_name, added, key, values) => {
    expect(failureOf(`${MINIMAL}${added}\n`)).toMatchObject({ key, values });
  });

  it('without a province are refused', () => {
    const text = MINIMAL.replace(/\[province\][^[]*/u, '');
    expect(failureOf(text)).toMatchObject({ key: 'config.missing-key', values: { key: 'province' } });
  });

  it('that are not TOML are refused with the place', () => {
    expect(failureOf('[province]\ncode = 广东')).toMatchObject({ key: 'config.not-toml', values: { line: 2 } });
  });
});

describe('reading a home', () => {
  it('tells a home that is not there from one that cannot be read', () => {
    const home = mkdtempSync(join(tmpdir(), 'mreg-config-'));
    try {
      expect(keyOf(home)).toBe('config.no-home');
      expect(keyOf(join(home, 'none'))).toBe('config.no-home');
      writeFileSync(join(home, 'file'), '');
      expect(keyOf(join(home, 'file'))).toBe('config.no-home');
      writeFileSync(join(home, 'config.toml'), MINIMAL);
      expect(keyOf(home)).toBe('read');
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});

function keyOf(homePath: string): string {
  try {
    readConfig(homePath);
  } catch (error) {
    return error instanceof MregError ? error.key : String(error);
  }
  return 'read';
}
