import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectedOf, type Expected } from '../../samples/generate/expected.js';
import { zipEntries } from '../../samples/generate/output/steady-zip.js';
import { Random } from '../../samples/generate/random.js';
import { smallFiles, type SmallFile } from '../../samples/generate/small-files.js';
import { spellRow } from '../../samples/generate/spelling.js';
import { outcomeOf, rowChecker } from './row-outcome.js';

const NAMES = ['county-clean-gb18030.csv', 'messy.xlsx', 'package.zip'] as const;
const folder = new URL('../../samples/', import.meta.url);
let made: readonly SmallFile[];

beforeAll(async () => {
  made = await smallFiles();
});

function madeFile(name: string): SmallFile {
  const file = made.find((candidate) => candidate.name === name);
  if (file === undefined) throw new Error(`the generator makes no ${name}`);
  return file;
}

function committed(name: string): Buffer {
  return readFileSync(new URL(name, folder));
}

/** Members, not bytes: another zlib may pack the same content otherwise. */
async function membersOf(bytes: Buffer): Promise<readonly (readonly [string, string])[]> {
  return (await zipEntries(bytes)).map((entry) => [entry.name, entry.bytes.toString('latin1')]);
}

describe('the committed sample files', () => {
  it('are all that the generator makes', () => {
    expect(made.map(({ name }) => name)).toEqual(NAMES);
  });

  it('hold the CSV the generator makes, byte for byte', () => {
    expect(committed('county-clean-gb18030.csv').equals(madeFile('county-clean-gb18030.csv').bytes)).toBe(true);
  });

  it.each(['messy.xlsx', 'package.zip'])('hold the members the generator packs into %s', async (name) => {
    expect(await membersOf(committed(name))).toEqual(await membersOf(madeFile(name).bytes));
  });

  it('come with the outcomes the labels add up to', () => {
    const expected = JSON.parse(committed('expected.json').toString('utf8')) as Record<string, Expected>;
    expect(expected).toEqual(Object.fromEntries(made.map(({ name, records }) => [name, expectedOf(records)])));
  });
});

describe('the rules, row by row', () => {
  it.each(NAMES)('come to the outcome of every label in %s', (name) => {
    const { records } = madeFile(name);
    const forgotten = records
      .find(({ label }) => label?.kind === 'scan-forgotten')
      ?.row.scan_files.split(';')
      .at(-1);
    const scans = records.flatMap(({ row }) => row.scan_files.split(';')).filter((scan) => scan !== '' && scan !== forgotten);
    const check = rowChecker(scans.length === 0 ? undefined : new Set(scans));
    // Whether a row is there twice is seen when it is loaded, not in the row.
    for (const { row, label } of records.filter((record) => record.label?.codes[0] !== 'duplicate-in-file')) {
      const findings = check(spellRow(row, 'archive', new Random(1)));
      expect({ row, outcome: outcomeOf(findings) }).toEqual({ row, outcome: label?.outcome ?? 'accepted' });
      expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining([...(label?.codes ?? [])]));
    }
  });
});

describe('what the samples show', () => {
  it('the clean county has several eras and nothing to quarantine', () => {
    const { records } = madeFile('county-clean-gb18030.csv');
    const decades = new Set(records.map(({ row }) => row.op_date.slice(0, 3)).filter((decade) => /^(19|20)\d$/.test(decade)));
    expect(decades.size).toBeGreaterThanOrEqual(8);
    expect(expectedOf(records).quarantined).toBe(0);
  });

  it('the messy sheet has numbers that lost digits, real dates, a formula and merged titles', async () => {
    const sheet = (await membersOf(madeFile('messy.xlsx').bytes)).find(([name]) => name.endsWith('sheet1.xml'))?.[1] ?? '';
    expect(sheet).toMatch(/<v>44\d{13}000<\/v>/);
    expect(sheet).toContain('<f>CONCATENATE(');
    expect(sheet).toContain('<mergeCell ref="A1:AP1"/>');
    expect(expectedOf(madeFile('messy.xlsx').records).kinds['number-in-powers-of-ten']).toBeGreaterThan(0);
  });

  it('the package has GBK names without the UTF-8 flag and lacks one listed page', () => {
    const { bytes, records } = madeFile('package.zip');
    expect(bytes.readUInt16LE(6)).toBe(0);
    const [table] = new TextDecoder('gb18030').decode(bytes.subarray(30, 30 + bytes.readUInt16LE(26))).split('\n');
    expect(table).toBe('海丰县婚姻档案2016-2019.csv');
    const listed = records.flatMap(({ row }) => row.scan_files.split(';')).length;
    const packed = bytes.readUInt16LE(bytes.length - 22 + 10) - 1;
    expect(packed).toBe(listed - 1);
  });
});
