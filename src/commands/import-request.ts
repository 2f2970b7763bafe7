import { statSync, type Stats } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IMPORT_DEFAULTS, type ImportConfig } from '../config/config.js';
import { MregError } from '../domain/error.js';
import type { ErrorBudget, ImportRequest } from '../import/import-deps.js';
import { shanghaiDay } from '../lib/shanghai-time.js';
import { homeTables, type Home } from './home.js';
import { countOption, textOption } from './options.js';
import type { Invocation, Services } from './services.js';

/** Below this the threads take longer to start than the work does. Sheets and packages unpack to about ten times their size. */
const THREADS_FROM_BYTES = 2_000_000;
const PACKED_FACTOR = 10;

/** What the flags and the configuration ask for. @throws MregError `usage` for a budget that is neither N nor P%. */
export function importRequest({ args, options, services }: Invocation, config: ImportConfig = IMPORT_DEFAULTS): ImportRequest {
  const jobs = countOption(options, 'jobs') ?? (config.jobs === 0 ? services.environment.cpuCount : config.jobs);
  const budget = textOption(options, 'maxErrors') ?? config.maxErrors;
  return {
    paths: args,
    encoding: textOption(options, 'encoding'),
    delimiter: textOption(options, 'delimiter'),
    sheet: textOption(options, 'sheet'),
    mappingPath: textOption(options, 'mapping'),
    profile: textOption(options, 'profile'),
    office: textOption(options, 'office'),
    templatesPath: textOption(options, 'templates'),
    modelsPath: textOption(options, 'ocrModels'),
    secondOpinion: textOption(options, 'secondOpinion'),
    maxErrors: budget === undefined ? undefined : errorBudget(budget),
    jobs: isSmall(args) ? 0 : jobs,
    chunkBytes: config.chunkBytes,
  };
}

function errorBudget(text: string): ErrorBudget {
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim());
  if (match === null || (match[2] === '' && match[1]?.includes('.') === true)) throw new MregError('usage', 'import.bad-budget', { text });
  const number = Number(match[1]);
  return match[2] === '%' ? { kind: 'share', percent: number } : { kind: 'count', rows: number };
}

function isSmall(paths: readonly string[]): boolean {
  return paths.reduce((bytes, path) => bytes + expectedBytes(path), 0) < THREADS_FROM_BYTES;
}

function expectedBytes(path: string): number {
  const facts = statusOf(path);
  if (facts === undefined) return 0;
  if (!facts.isFile()) return THREADS_FROM_BYTES;
  return /\.(?:zip|xlsx)$/i.test(path) ? facts.size * PACKED_FACTOR : facts.size;
}

/** A path that cannot be looked at, whatever the reason, is reported by the reader with its reason. */
function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** A folder for what a check unpacks: outside any home, because a check writes nothing there. */
export function scratchPath({ random }: Services): string {
  return join(tmpdir(), `mreg-${random(8).toString('hex')}`);
}

/** The facts and limits a home checks rows by. */
export function checkDepsOf(home: Home, { clock, signal }: Services) {
  return {
    tables: homeTables(home),
    settings: home.config.validation,
    today: shanghaiDay(clock.now()),
    limits: home.config.import.zip,
    signal,
  };
}
