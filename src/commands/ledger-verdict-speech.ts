import { fieldOf, isFieldKey } from '../domain/fields.js';
import type { Lang } from '../i18n/lang.js';
import { translate, type MessageKey, type PlaceValues } from '../i18n/translate.js';
import type { Deviation, RowOrigin, StateVerdict } from '../ledger/state-deviations.js';
import type { FieldChange } from '../ledger/state-fields.js';
import type { LedgerProblem, LedgerVerdict } from '../ledger/verdict.js';
import type { JsonValue } from '../lib/json-value.js';
import { countText } from '../ui/table.js';
import type { Services } from './services.js';

type JsonObject = { readonly [key: string]: JsonValue };

export function verdictDocument(verdict: LedgerVerdict, lang: Lang): JsonObject {
  const { sound, entries, intact, vouched, root, firstBroken, checkpoints } = verdict;
  const problems = verdict.problems.map((problem) => ({
    kind: problem.kind,
    ...problemPlace(problem),
    message: problemText(problem, lang),
  }));
  return { sound, entries, intact, vouched, root, first_broken: firstBroken ?? null, checkpoints, problems };
}

function problemPlace(problem: LedgerProblem): JsonObject {
  if ('seq' in problem) return { seq: problem.seq };
  if ('keyId' in problem) return { key_id: problem.keyId };
  const size = 'treeSize' in problem ? { tree_size: problem.treeSize } : {};
  return 'witness' in problem ? { ...size, witness: problem.witness } : size;
}

function problemText(problem: LedgerProblem, lang: Lang): string {
  const text = translate(lang, `ledger.problem.${problem.kind}`, problemValues(problem));
  if (!('witness' in problem)) return text;
  return translate(lang, 'ledger.problem.by-witness', { witness: problem.witness, problem: text });
}

function problemValues(problem: LedgerProblem): PlaceValues {
  if ('seq' in problem) return { seq: problem.seq };
  if ('keyId' in problem) return { key: problem.keyId };
  return 'treeSize' in problem ? { size: problem.treeSize } : {};
}

export function verdictLines(verdict: LedgerVerdict, { lang, reporter }: Services): readonly string[] {
  const { sound, entries, intact, vouched, root, firstBroken, checkpoints, problems } = verdict;
  const { paint } = reporter;
  const say = (key: MessageKey, values: PlaceValues = {}): string => translate(lang, key, values);
  const signed = vouched === 0 ? say('ledger.verify.unsigned') : say('ledger.verify.vouched', { size: countText(vouched) });
  if (sound)
    return [
      paint.green(say('ledger.verify.sound', { entries: countText(entries), checkpoints: countText(checkpoints) })),
      signed,
      say('ledger.verify.root', { root }),
    ];
  return [
    paint.red(say('ledger.verify.broken', { entries: countText(entries), intact: countText(intact) })),
    ...problems.map((problem) => `  ${problemText(problem, lang)}`),
    ...(firstBroken === undefined ? [] : [say('ledger.verify.first', { seq: firstBroken })]),
    ...(vouched === 0 ? [] : [signed]),
  ];
}

export function stateDocument({ sound, rows, chunks, counts, deviations }: StateVerdict, lang: Lang): JsonObject {
  return { sound, rows, chunks, counts: { ...counts }, deviations: deviations.map((deviation) => deviationDocument(deviation, lang)) };
}

function deviationDocument(deviation: Deviation, lang: Lang): JsonObject {
  const members = Object.entries(deviation).map(([name, value]) => [snakeCase(name), jsonOf(value)] as const);
  return { ...Object.fromEntries(members), message: deviationText(deviation, lang) };
}

function jsonOf(value: string | number | readonly FieldChange[] | undefined): JsonValue {
  if (value === undefined) return null;
  return typeof value === 'object' ? value.map((change) => ({ ...change })) : value;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function stateLines({ sound, rows, chunks, counts, deviations }: StateVerdict, { lang, reporter }: Services): readonly string[] {
  if (sound) return [reporter.paint.green(translate(lang, 'ledger.state.sound', { rows: countText(rows), chunks: countText(chunks) }))];
  const count = Object.values(counts).reduce((sum, ofKind) => sum + ofKind, 0);
  const left = count - deviations.length;
  return [
    reporter.paint.red(translate(lang, 'ledger.state.broken', { rows: countText(rows), count })),
    ...deviations.flatMap((deviation) => [`  ${deviationText(deviation, lang)}`, ...changeLines(deviation, lang)]),
    ...(left === 0 ? [] : [translate(lang, 'ledger.state.more', { count: countText(left) })]),
  ];
}

function deviationText(deviation: Deviation, lang: Lang): string {
  if (deviation.kind === 'key-altered') return translate(lang, 'ledger.deviation.key-altered', { key: deviation.keyId });
  if ('firstId' in deviation) {
    const { batch, firstId: first, lastId: last, ledgerSeq: seq } = deviation;
    return translate(lang, `ledger.deviation.${deviation.kind}`, { batch, first, last, seq });
  }
  const place = placeText(deviation, lang);
  if (deviation.kind === 'row-missing') return missingText(deviation, place, lang);
  const state = deviation.kind === 'row-state' ? { state: deviation.state, expected: deviation.expected } : {};
  return translate(lang, `ledger.deviation.${deviation.kind}`, { id: deviation.id, place, ...state });
}

function missingText({ id, afterId, beforeId }: Extract<Deviation, { kind: 'row-missing' }>, place: string, lang: Lang): string {
  if (id !== undefined) return translate(lang, 'ledger.deviation.row-missing', { id, place });
  return translate(lang, 'ledger.deviation.row-missing-between', { after: afterId, before: beforeId, place });
}

function placeText({ batch, file, line }: RowOrigin & { readonly line?: number }, lang: Lang): string {
  if (batch === undefined) return '';
  if (file === '') return translate(lang, 'ledger.place.batch', { batch });
  return line === undefined
    ? translate(lang, 'ledger.place.file', { batch, file })
    : translate(lang, 'ledger.place.line', { batch, file, line });
}

function changeLines(deviation: Deviation, lang: Lang): readonly string[] {
  if (deviation.kind !== 'row-changed' || deviation.changes === undefined) return [];
  const empty = translate(lang, 'ledger.state.empty');
  return deviation.changes.map(({ field, ledgered, present }) =>
    translate(lang, 'ledger.state.change', { field: fieldName(field, lang), ledgered: ledgered || empty, present: present || empty }),
  );
}

function fieldName(field: FieldChange['field'], lang: Lang): string {
  return isFieldKey(field) ? fieldOf(field)[lang] : field;
}
