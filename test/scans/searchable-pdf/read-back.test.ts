import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagedForms } from '../../../bench/ocr/generate/forms.js';
import { loadPackagedTables } from '../../../src/config/packaged-tables.js';
import type { ReadField } from '../../../src/domain/scan.js';
import { openScan } from '../../../src/ocr/pages/open-scan.js';
import { openPageTextReader, type PageText, type PageTextReader } from '../../../src/ocr/page-text/page-text.js';
import { openPageReader, type PageReader } from '../../../src/ocr/reading/page-reader.js';
import { writeVolume } from '../../../src/scans/searchable-pdf/write-volume.js';

const SCAN = fileURLToPath(new URL('../../../samples/scans/reissue.jpg', import.meta.url));
const OPTIONS = { tables: loadPackagedTables(), today: 20_260_101, templates: packagedForms() };
const NUMBER = '440203197202049974';
const folder = mkdtempSync(join(tmpdir(), 'mreg-read-back-'));
let text: PageText;
let reader: PageReader;

beforeAll(async () => {
  reader = await openPageReader(OPTIONS);
  const [texts, scan] = [await openPageTextReader(OPTIONS), await openScan({ path: SCAN })];
  text = await texts.read(await scan.page(1));
  await Promise.all([texts.close(), scan.close()]);
}, 180_000);
afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true });
});

/** The fields of the sample's PDF whose text layer says what was read, but for what is replaced. */
async function readBack(name: string, layer: (line: string) => string): Promise<ReadonlyMap<string, ReadField>> {
  const out = join(folder, name);
  const openReader = async (): Promise<PageTextReader> => ({
    read: async () => ({ ...text, lines: text.lines.map((line) => ({ ...line, text: layer(line.text) })) }),
    close: async () => undefined,
  });
  await writeVolume(
    { paths: [SCAN], out, force: false, quality: 80, dpi: undefined, straightened: false },
    { openReader, missingText: () => '', producer: 'test', signal: new AbortController().signal, onPage: () => undefined },
  );
  const scan = await openScan({ path: out });
  const { fields } = await reader.read(await scan.page(1));
  await scan.close();
  return new Map(fields.map((field) => [field.key, field]));
}

const kindsIn = (field: ReadField | undefined): readonly string[] => field?.evidence.map(({ kind }) => kind) ?? [];

describe('a PDF with a text layer, read as a scan', () => {
  it('bears out what is read where the layer says the same', async () => {
    const fields = await readBack('own.pdf', (line) => line);
    const all = [...fields.values()];
    expect(all.filter((field) => kindsIn(field).includes('text-layer-agrees')).length).toBeGreaterThan(20);
    expect(all.filter((field) => kindsIn(field).includes('text-layer-differs')).map(({ key }) => key)).toEqual([]);
    expect(fields.get('name_man')).toMatchObject({ value: '刘国军', standing: 'agreed' });
  }, 180_000);

  it('leaves to people what the layer says otherwise, and tells of a document number no more than its ends', async () => {
    const changed = new Map([
      ['刘国军', '刘国平'],
      [NUMBER, '440203197202049958'],
    ]);
    const fields = await readBack('wrong.pdf', (line) => changed.get(line) ?? line);
    expect(fields.get('name_man')).toMatchObject({ value: '刘国军', standing: 'doubtful' });
    expect(fields.get('name_man')?.evidence).toContainEqual({ kind: 'text-layer-differs', values: { text: '刘国平' } });
    expect(fields.get('cert_num_man')).toMatchObject({ value: NUMBER, standing: 'doubtful' });
    expect(kindsIn(fields.get('cert_num_man'))).toContain('text-layer-differs');
    expect(fields.get('name_woman')).toMatchObject({ value: '罗月华', standing: 'agreed' });
    expect(JSON.stringify([...fields.values()].map(({ evidence }) => evidence))).not.toMatch(/\d{15}/u);
  }, 180_000);
});
