import { describe, expect, it } from 'vitest';
import { loadPackagedTables } from '../../src/config/packaged-tables.js';
import { fieldOf, type FieldKey } from '../../src/domain/fields.js';
import { normaliseField } from '../../src/domain/normalise.js';
import { createReference } from '../../src/domain/reference-index.js';
import type { CodeRow } from '../../src/domain/reference.js';
import { foldText } from '../../src/domain/text-folding.js';

const FIELD_OF_TABLE: Readonly<Record<CodeRow['table'], FieldKey>> = {
  'op-type': 'op_type',
  'id-type': 'id_type_man',
  'document-type': 'cert_type_man',
  country: 'nation_man',
  ethnic: 'folk_man',
  occupation: 'job_man',
  education: 'degree_man',
  marital: 'marry_status_man',
  flag: 'renew_flag',
};

const reference = createReference(loadPackagedTables());

describe('the packaged code tables', () => {
  it('are read back by their own words: every code, label and synonym in every table', () => {
    const strays = reference.tables.codes.flatMap((row) => {
      const field = fieldOf(FIELD_OF_TABLE[row.table]);
      return [row.code, row.zh, ...(row.synonyms ?? [])]
        .map((word) => ({ table: row.table, word, code: normaliseField(field, word, reference) }))
        .filter(({ word, code }) => code !== reference.codeFor(row.table, word) || code === '');
    });
    expect(strays).toEqual([]);
  });

  it('spell their synonyms folded, as they are looked up', () => {
    const unfolded = reference.tables.codes.flatMap((row) => [row.zh, ...(row.synonyms ?? [])]).filter((word) => foldText(word) !== word);
    expect(unfolded).toEqual([]);
  });

  it('name places in folded text', () => {
    expect(reference.tables.regions.map((row) => row.name).filter((name) => foldText(name) !== name)).toEqual([]);
  });
});
