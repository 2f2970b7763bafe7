import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { personKey, PERSON_KEY_SPAN } from '../../src/domain/person-key.js';
import { eighteenFromFifteen } from '../../src/domain/identity-document.js';
import { PersonEntries } from '../../src/import/person-entries.js';
import { writePersonShard } from '../../src/import/shard/person-shard.js';
import { anImportHome, stored } from '../helpers/import-home.js';
import { nobodysNumber, nobodysOldNumber } from '../helpers/registration.js';
import { sampleRows } from '../helpers/rows.js';

const folder = mkdtempSync(join(tmpdir(), 'mreg-persons-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the key of a person', () => {
  it('is one safe number below its span for any document', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 20 }), fc.stringMatching(/^\d{15}$/u), fc.stringMatching(/^\d{17}[\dX]$/u)), (number) => {
        const key = personKey(number);
        expect(Number.isSafeInteger(key) && key >= 0 && key < PERSON_KEY_SPAN).toBe(true);
      }),
    );
  });

  it('is the same for both lengths of a number, and another for another person', () => {
    const old = nobodysOldNumber('19650304', 'male');
    expect(personKey(old)).toBe(personKey(eighteenFromFifteen(old)));
    expect(personKey(old)).not.toBe(personKey(nobodysOldNumber('19650304', 'female')));
    expect(personKey(nobodysNumber('19650304', 'male'))).not.toBe(personKey(nobodysNumber('19650305', 'male')));
  });

  it('of other documents lies above all resident numbers', () => {
    expect(personKey('G12345678')).toBeGreaterThan(personKey('999999209912319999'));
    expect(personKey('G12345678')).not.toBe(personKey('G12345679'));
  });
});

describe('entries of persons', () => {
  it('are sorted by key, then by arrival', () => {
    const entry = fc.tuple(fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: PERSON_KEY_SPAN - 1 })), fc.maxSafeNat());
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 200 }), (pairs) => {
        const entries = new PersonEntries();
        for (const [key, id] of pairs) entries.add(key, id);
        const { keys, ids } = entries.sorted();
        expect([...keys].map((key, at) => [key, ids[at]])).toEqual(pairs.toSorted(([a], [b]) => a - b));
      }),
      { numRuns: 60 },
    );
  });

  it.each([1, 2_500, 60_000])('pass through a shard of %i entries as SQLite reads it', (count) => {
    const path = join(folder, `${count}.shard`);
    const keys = Float64Array.from({ length: count }, (_, index) => index * 4_000_000_000);
    const ids = Float64Array.from({ length: count }, (_, index) => index + 5_000_000_000);
    writePersonShard(path, { keys, ids });
    const database = new Database(path, { readonly: true });
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    const rows = database.prepare<[], { person_key: number; id: number }>('SELECT person_key, id FROM person ORDER BY rowid').all();
    database.close();
    expect(rows.map((row) => row.person_key)).toEqual([...keys]);
    expect(rows.map((row) => row.id)).toEqual([...ids]);
  });
});

describe('the index of persons', () => {
  it('finds every party of every registration, and nobody else', async () => {
    const home = anImportHome();
    await home.load([home.writeCsv('rows.csv', sampleRows('mixed', { rows: 150, seed: 121, defects: 0.3 }))], {
      request: { chunkBytes: 7_000 },
    });
    const rows = home.registry.database
      .prepare<[], { id: number; man: string; woman: string }>('SELECT id, cert_num_man AS man, cert_num_woman AS woman FROM registration')
      .all();
    const expected = new Set(
      rows.flatMap(({ id, man, woman }) => [man, woman].filter((number) => number !== '').map((number) => `${personKey(number)} ${id}`)),
    );
    expect(new Set(stored(home.registry, "SELECT person_key || ' ' || id FROM registration_person"))).toEqual(expected);
    expect(expected.size).toBeGreaterThan(100);
  });
});
