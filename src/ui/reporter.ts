import { maskNumbersIn } from '../domain/masking.js';
import type { Lang } from '../i18n/lang.js';
import { translate, type MessageKey, type PlaceValues } from '../i18n/translate.js';
import type { Jsonable } from '../lib/json-value.js';
import type { Paint } from './paint.js';
import { createLineBar, SILENT_BAR, type ProgressBar, type ProgressOutput } from './progress-bar.js';

/** The only way a command speaks: results go to stdout, everything else to stderr. */
export interface Reporter {
  /** The command's one result. With `--json` the document is printed and `lines` is not called; once a run. */
  result<T extends object>(document: T & Jsonable<T>, lines: () => readonly string[]): void;
  /** Lines of a longer account on stdout as it happens; silent with `--json`, where the result tells it all. */
  tell(...lines: readonly string[]): void;
  /** Something worth knowing; silent with `--quiet` and `--json`. */
  note(key: MessageKey, values?: PlaceValues): void;
  /** Something to look at although the run goes on; silent with `--quiet` and `--json`. */
  warn(key: MessageKey, values?: PlaceValues): void;
  /** A bar on a terminal, a line every few seconds with `--verbose`, silence otherwise. Stop it before the result. */
  progress(stage: MessageKey): ProgressBar;
  /** Colours for the lines of a result. */
  readonly paint: Paint;
}

export interface ReporterSettings {
  readonly lang: Lang;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** `--quiet` silences the text result of a command that changes data, never that of one that only reads. */
  readonly resultIsAnswer: boolean;
}

export interface ReporterOutputs {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly paint: Paint;
  readonly errorPaint: Paint;
  readonly nowMs: () => number;
  /** Present when a bar may be drawn; handed in so that its library loads only then. */
  readonly createBar?: (output: ProgressOutput) => ProgressBar;
}

export function createReporter(settings: ReporterSettings, outputs: ReporterOutputs): Reporter {
  const { lang } = settings;
  const speak = (text: string): void => {
    // Headers and file names of other people's are quoted here: whatever looks like a document number is masked.
    // With --json, stderr holds nothing but the error document, for a script to read.
    if (!settings.quiet && !settings.json) outputs.stderr.write(`${maskNumbersIn(text)}\n`);
  };
  return {
    result: (document, lines) => outputs.stdout.write(resultText(settings, document, lines)),
    tell: (...lines) => {
      if (!settings.json) outputs.stdout.write(lines.map((line) => `${line}\n`).join(''));
    },
    note: (key, values) => speak(translate(lang, key, values)),
    warn: (key, values) => speak(`${outputs.errorPaint.yellow(translate(lang, 'common.warning'))}${translate(lang, key, values)}`),
    progress: (stage) => progressBar(settings, outputs, stage),
    paint: outputs.paint,
  };
}

function resultText(settings: ReporterSettings, document: object, lines: () => readonly string[]): string {
  if (settings.json) return `${JSON.stringify(document, undefined, 2)}\n`;
  if (settings.quiet && !settings.resultIsAnswer) return '';
  return lines()
    .map((line) => `${line}\n`)
    .join('');
}

function progressBar(settings: ReporterSettings, outputs: ReporterOutputs, stage: MessageKey): ProgressBar {
  const output = { stage, lang: settings.lang, stream: outputs.stderr, nowMs: outputs.nowMs };
  if (outputs.createBar !== undefined) return outputs.createBar(output);
  return settings.verbose && !settings.quiet ? createLineBar(output) : SILENT_BAR;
}
