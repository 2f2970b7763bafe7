import { join } from 'node:path';
import type { FieldKey } from '../../src/domain/fields.js';
import type { PageReading, ReadField, Standing } from '../../src/domain/scan.js';
import type { ImportRequest } from '../../src/import/import-deps.js';
import type { PageImage } from '../../src/ocr/pages/scan.js';
import { loadSharp } from '../../src/ocr/sharp.js';
import { checkScans } from '../../src/scans/check-scans.js';
import { importScans, type ScanLoadDeps } from '../../src/scans/import-scans.js';
import { openLocalPool } from '../../src/scans/pages/page-pool.js';
import type { PageReads } from '../../src/scans/pages/page-server.js';
import type { ScanImportSummary } from '../../src/scans/scan-summary.js';
import { ScanStore } from '../../src/scans/scan-store.js';
import { anImportHome, loadDeps, type ImportHome } from '../helpers/import-home.js';
import { packagedReference, someValues } from '../helpers/registration.js';

/** What the pages of these tests say: a page is a grey of its own, and says what its tone stands for. The engines have tests of their own. */
export interface Said {
  readonly outcome?: PageReading['outcome'];
  readonly values?: Readonly<Partial<Record<FieldKey, string>>>;
  readonly doubtful?: readonly FieldKey[];
}

const TONES_APART = 5;
const SIDE = 64;
const STRAIGHT = { turn: 0, skewDegrees: 0, scale: 1, width: SIDE, height: SIDE } as const;

/** A page whose tone is `code`. */
export async function pagePicture(code: number): Promise<Buffer> {
  const sharp = await loadSharp();
  const tone = code * TONES_APART;
  return await sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: { r: tone, g: tone, b: tone } } })
    .png()
    .toBuffer();
}

export async function volumeOf(codes: readonly number[]): Promise<Buffer> {
  const sharp = await loadSharp();
  const pages = await Promise.all(codes.map(pagePicture));
  const picture = pages.length === 1 ? sharp(pages[0]) : sharp(pages, { join: { animated: true } });
  return await picture.tiff({ compression: 'lzw' }).toBuffer();
}

export function toneReader(said: readonly Said[]): PageReads {
  return { id: 'tones', read: (page) => Promise.resolve(readingOf(said[codeOf(page)] ?? {})), close: () => Promise.resolve() };
}

function codeOf({ image }: PageImage): number {
  return Math.round((image.pixels[0] ?? 0) / TONES_APART);
}

export function readingOf({ outcome = 'read', values = {}, doubtful = [] }: Said): PageReading {
  const fields = Object.entries(values).map(([key, value]) => fieldOf(key as FieldKey, value, doubtful));
  const isForm = outcome === 'read';
  return {
    outcome,
    problem: outcome === 'failed' ? 'ocr-page.page-broken' : '',
    template: isForm ? 'marriage-review' : '',
    templateVersion: isForm ? 1 : 0,
    reader: 'tones',
    straightening: STRAIGHT,
    fields: isForm ? fields : [],
  };
}

function fieldOf(key: FieldKey, value: string, doubtful: readonly FieldKey[]): ReadField {
  const isDoubtful = doubtful.includes(key);
  const standing: Standing = isDoubtful ? 'doubtful' : value === '' ? 'blank' : 'agreed';
  const box = { left: 1, top: 1, width: 2, height: 2 };
  return { key, value, written: value, confidence: isDoubtful ? 0.6 : 0.995, standing, evidence: [], box };
}

/** The fields of a clean marriage; `number` makes it another couple's. */
export function aCouple(number: number, over: Said['values'] = {}): Readonly<Partial<Record<FieldKey, string>>> {
  const serial = String(number).padStart(6, '0');
  const values = someValues({ cert_no: `J440106-2024-${serial}`, print_num_man: `1${serial}`, print_num_woman: `2${serial}`, ...over });
  const { dept_code: _code, ...written } = values;
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== ''));
}

export interface ScanHome extends ImportHome {
  readonly store: ScanStore;
  scan(paths: readonly string[], over?: ScanOverrides): Promise<ScanImportSummary>;
  checkScan(paths: readonly string[], over?: ScanOverrides): Promise<ScanImportSummary>;
  deps(over?: Partial<ScanLoadDeps>): ScanLoadDeps;
}

export interface ScanOverrides {
  readonly request?: Partial<ImportRequest>;
  readonly deps?: Partial<ScanLoadDeps>;
}

/** A registry, and scans whose pages say what `said` holds under their tones. */
export function aScanHome(said: readonly Said[]): ScanHome {
  const home = anImportHome();
  const store = new ScanStore(home.folder);
  const { tables: _tables, onPlan: _onPlan, ...common } = loadDeps(home.registry, home.folder);
  const deps = (over: Partial<ScanLoadDeps> = {}): ScanLoadDeps => ({
    ...common,
    workPath: join(home.folder, 'work-scans'),
    reference: packagedReference(),
    store,
    openPool: () => openLocalPool(toneReader(said)),
    lockCommit: () => Promise.resolve(() => undefined),
    onPlanned: () => undefined,
    onProgress: () => undefined,
    ...over,
  });
  return {
    ...home,
    store,
    deps,
    scan: (paths, over = {}) => importScans(requestOf(paths, over), deps(over.deps)),
    checkScan: (paths, over = {}) => checkScans(requestOf(paths, over), deps(over.deps)),
  };
}

function requestOf(paths: readonly string[], over: ScanOverrides): ImportRequest {
  return { paths, jobs: 1, chunkBytes: 1_048_576, scans: true, office: '', ...over.request };
}
