import { resolve } from 'node:path';
import { maskedForm } from '../export/trace/masked-form.js';
import { traceFile, type TracedExport, type TraceSummary } from '../export/trace/trace-file.js';
import { translate, type MessageKey, type PlaceValues } from '../i18n/translate.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { countText } from '../ui/table.js';
import { homeTables, withHome } from './home.js';
import { countOption, textOption } from './options.js';
import type { Invocation, Services } from './services.js';

/** Rows found in the registry that are enough to judge a file by. */
const DEFAULT_ROWS = 400;

/** `mreg export trace FILE` */
export async function runExportTrace({ args, options, services }: Invocation): Promise<void> {
  const order = {
    path: resolve(args[0] ?? ''),
    sheet: textOption(options, 'sheet'),
    encoding: textOption(options, 'encoding'),
    mostRows: countOption(options, 'limit') ?? DEFAULT_ROWS,
  };
  await withHome(services, { readonly: false }, async (home) => {
    const summary = await traceFile(order, {
      registry: home.registry,
      form: maskedForm(homeTables(home).regions.map(({ name }) => name)),
      timestamp: () => shanghaiTime(services.clock.now()),
      actor: home.actor,
      signal: services.signal,
    });
    services.reporter.result({ ...summary }, () => summaryLines(services, summary));
  });
}

function summaryLines({ lang }: Services, summary: TraceSummary): readonly string[] {
  const say = (key: MessageKey, values: PlaceValues = {}): string => translate(lang, key, values);
  const { rows, examined, matched, foreign, exports, named, second, candidates, candidates_total: total } = summary;
  const counts = { rows, examined, matched, foreign, exports };
  const lines = [say('trace.counts', Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, countText(count)])))];
  lines.push(say(`trace.verdict.${summary.verdict}`));
  for (const one of named) lines.push(...exportLines(say, one), say('trace.confidence', { confidence: confidenceText(one.confidence) }));
  if (named.length > 0 && second !== null && second.marked_rows > 0) lines.push(say('trace.second', marksOf(second)));
  if (candidates.length > 0) lines.push(say('trace.candidates', { count: countText(total) }));
  for (const one of candidates) lines.push(...exportLines(say, one));
  return [...lines, say('trace.recorded', { seq: summary.ledger_seq })];
}

function exportLines(say: (key: MessageKey, values?: PlaceValues) => string, one: TracedExport): readonly string[] {
  const { officer, request, token, purpose, recipient, exported_at: exportedAt } = one;
  const known = officer === '' ? [] : [say('trace.export.approval', { officer, request, token, purpose, recipient })];
  return [
    say('trace.export', { export: one.export, at: exportedAt.slice(0, 16).replace('T', ' ') }),
    ...known,
    say('trace.export.marks', marksOf(one)),
  ];
}

function marksOf(one: TracedExport): PlaceValues {
  return {
    export: one.export,
    held: countText(one.rows_held),
    agreed: countText(one.marks_agreed),
    disagreed: countText(one.marks_disagreed),
    pseudonyms: countText(one.pseudonyms),
  };
}

function confidenceText(confidence: number): string {
  return `${(confidence * 100).toFixed(7)} %`;
}
