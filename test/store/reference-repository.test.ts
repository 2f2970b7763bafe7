import { describe, expect, it } from 'vitest';
import { loadPackagedTables } from '../../src/config/packaged-tables.js';
import { createReference } from '../../src/domain/reference-index.js';
import { readReferenceTables, storeReferenceTables } from '../../src/store/reference-repository.js';
import { anImportHome, stored } from '../helpers/import-home.js';

const AT = '2025-11-01T09:30:00.000+08:00';

describe('the reference tables of a registry', () => {
  it('come back as they went in', () => {
    const { registry } = anImportHome();
    const tables = loadPackagedTables();
    storeReferenceTables(registry, tables, AT);
    expect(readReferenceTables(registry)).toEqual(tables);
    expect(createReference(readReferenceTables(registry)).code('ethnic', '01')).toBeDefined();
  });

  it('are replaced as a whole', () => {
    const { registry } = anImportHome();
    const tables = loadPackagedTables();
    storeReferenceTables(registry, tables, AT);
    storeReferenceTables(registry, { ...tables, version: 'local-1', offices: [] }, AT);
    expect(readReferenceTables(registry)).toMatchObject({ version: 'local-1', offices: [] });
    expect(stored(registry, 'SELECT count(DISTINCT version) FROM reference_table')).toEqual([1]);
  });

  it.each([
    ['one is missing', "DELETE FROM reference_table WHERE name = 'laws'"],
    ['one is no JSON', "UPDATE reference_table SET rows = '[{' WHERE name = 'laws'"],
  ])('are called damaged when %s', (_name, sql) => {
    const { registry } = anImportHome();
    storeReferenceTables(registry, loadPackagedTables(), AT);
    registry.database.exec(sql);
    expect(() => readReferenceTables(registry)).toThrow(expect.objectContaining({ kind: 'integrity' }) as Error);
  });
});
