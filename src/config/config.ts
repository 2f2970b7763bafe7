import type { AccessSettings } from '../domain/access-settings.js';
import type { AreaLevel } from '../domain/account.js';
import type { RuleSettings } from '../domain/rule.js';

/** The settings of a home, read from `config.toml`. Everything but the province and the ledger's name has a default. */
export interface Config {
  readonly province: { readonly code: string; readonly name: string };
  /** `origin` names the ledger in its checkpoints, so that two provinces' checkpoints cannot be exchanged. */
  readonly ledger: {
    readonly origin: string;
    /** Folders that keep copies of the checkpoints, relative to the home unless absolute. */
    readonly witnesses: readonly string[];
  };
  readonly access: AccessSettings;
  readonly validation: RuleSettings;
  readonly requests: RequestsConfig;
  readonly import: ImportConfig;
  readonly tables: TablesConfig;
  readonly offices: OfficesConfig;
  readonly ocr: OcrConfig;
}

export interface RequestsConfig {
  /** Working days each level has for its opinion on a request. */
  readonly workingDays: Readonly<Record<AreaLevel, number>>;
  readonly mostScanBytes: number;
}

export interface ImportConfig {
  /** Worker threads; 0 means as many as there are processor cores. */
  readonly jobs: number;
  /** How long a writer waits for another before the command says busy. */
  readonly busyTimeoutSeconds: number;
  /** The default of `--max-errors`: `N` rows or `P%`; absent means no limit. */
  readonly maxErrors?: string;
  readonly chunkBytes: number;
  readonly zip: ZipLimits;
}

/** What a package may unpack to; the same shape the reader of packages takes. */
export interface ZipLimits {
  readonly maxEntries: number;
  readonly maxEntryBytes: number;
  readonly maxTotalBytes: number;
  /** Unpacked bytes for each packed byte of one file; real archives of scans and sheets stay far below. */
  readonly maxRatio: number;
}

export interface TablesConfig {
  /** Folder with tables that replace the packaged ones, relative to the home unless absolute. */
  readonly overridesPath?: string;
}

export interface OfficesConfig {
  /** JSON file with items laid over the packaged list of equipment, relative to the home unless absolute. */
  readonly equipmentPath?: string;
}

export interface OcrConfig {
  /** Folder with templates of forms beside the packaged ones, relative to the home unless absolute. */
  readonly templatesPath?: string;
  /** Folder of newer PP-OCR models in place of the packaged ones, relative to the home. */
  readonly modelsPath?: string;
  /** Whether Tesseract is asked about fields that lack certainty. */
  readonly secondOpinion: 'tesseract' | 'none';
}

export const MEBIBYTE = 1024 * 1024;

export const IMPORT_DEFAULTS: ImportConfig = {
  jobs: 0,
  busyTimeoutSeconds: 10,
  chunkBytes: 4 * MEBIBYTE,
  zip: { maxEntries: 1_000_000, maxEntryBytes: 4 * 1024 * MEBIBYTE, maxTotalBytes: 16 * 1024 * MEBIBYTE, maxRatio: 250 },
};

export const REQUESTS_DEFAULTS: RequestsConfig = {
  workingDays: { county: 5, city: 5, province: 5 },
  mostScanBytes: 20 * MEBIBYTE,
};

export const CONFIG_FILE = 'config.toml';
