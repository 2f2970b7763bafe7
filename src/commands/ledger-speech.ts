import { translate, type MessageKey, type PlaceValues } from '../i18n/translate.js';
import { isOpen, maskedBody } from '../ledger/disclosure.js';
import type { LedgerEntry } from '../ledger/entry.js';
import type { Inclusion, ShownEntry } from '../ledger/prove.js';
import type { FoundEntry } from '../ledger/search.js';
import type { JsonValue } from '../lib/json-value.js';
import { tableLines } from '../ui/table.js';
import type { Services } from './services.js';

type JsonObject = { readonly [key: string]: JsonValue };

const BODY_CHARACTERS = 80;

/** An entry for scripts; document numbers that slipped into its texts are masked. */
export function entryDocument({ seq, hash, entry }: FoundEntry): JsonObject {
  if (entry === undefined) return { seq, hash, at: null, actor: null, kind: null, body: null };
  return { seq, hash, at: entry.at, actor: entry.actor, kind: entry.kind, body: maskedBody(entry) };
}

/** The same with its proof, and its exact text, from which anyone can compute the hash, unless something in it is masked. */
export function shownDocument(shown: ShownEntry): JsonObject {
  const { entry, text, inclusion } = shown;
  const shownText = entry !== undefined && isOpen(entry) ? text : null;
  return { ...entryDocument(shown), prev: entry?.prev ?? null, text: shownText, inclusion: inclusionDocument(inclusion) };
}

function inclusionDocument(inclusion: Inclusion | undefined): JsonObject | null {
  if (inclusion === undefined) return null;
  const { index, treeSize, root, proof, holds, note } = inclusion;
  return { index, tree_size: treeSize, root, proof, holds, note };
}

export function listLines(entries: readonly FoundEntry[], { lang }: Services): readonly string[] {
  if (entries.length === 0) return [translate(lang, 'ledger.none')];
  const columns = (['seq', 'at', 'actor', 'kind', 'body'] as const).map((name) => ({
    title: translate(lang, `ledger.column.${name}`),
    ...(name === 'seq' ? { align: 'right' as const } : {}),
  }));
  return tableLines(
    columns,
    entries.map(({ seq, entry }) => [String(seq), ...(entry === undefined ? [translate(lang, 'ledger.unreadable')] : cells(entry))]),
  );
}

function cells(entry: LedgerEntry): readonly string[] {
  const body = JSON.stringify(maskedBody(entry));
  return [
    entry.at.slice(0, 19).replace('T', ' '),
    entry.actor,
    entry.kind,
    body.length > BODY_CHARACTERS ? `${body.slice(0, BODY_CHARACTERS - 1)}…` : body,
  ];
}

export function entryLines(shown: ShownEntry, { lang, reporter }: Services): readonly string[] {
  const { seq, hash, entry, inclusion } = shown;
  const say = (key: MessageKey, values: PlaceValues = {}): string => translate(lang, key, values);
  const head = reporter.paint.bold(`#${seq}`);
  const body =
    entry === undefined
      ? [say('ledger.unreadable')]
      : [
          say('ledger.show.at', { at: entry.at }),
          say('ledger.show.actor', { actor: entry.actor }),
          say('ledger.show.kind', { kind: entry.kind }),
          ...JSON.stringify(maskedBody(entry), undefined, 2).split('\n'),
          say('ledger.show.prev', { prev: entry.prev }),
        ];
  return [head, ...body, say('ledger.show.hash', { hash }), inclusionLine(inclusion, say)];
}

function inclusionLine(inclusion: Inclusion | undefined, say: (key: MessageKey, values?: PlaceValues) => string): string {
  if (inclusion === undefined) return say('ledger.show.no-checkpoint');
  const { treeSize, root, proof, holds } = inclusion;
  return holds
    ? say('ledger.show.included', { size: treeSize, steps: proof.length, root })
    : say('ledger.show.not-included', { size: treeSize, root });
}
