import { FIELD_KEYS, isFieldKey, type FieldKey } from '../../domain/fields.js';
import { MregError } from '../../domain/error.js';
import type { Finding } from '../../domain/finding.js';
import { translate } from '../../i18n/translate.js';
import { appendEntry } from '../../ledger/append.js';
import { checkScanRow } from '../../scans/settle-row.js';
import { storeError, type Registry } from '../../store/open.js';
import { ScanRepository, type StoredScanKeying } from '../../store/scan-repository.js';
import type { Reviewer } from '../task-source.js';
import { differing, keyingOf, meant, UNREADABLE, type Keyed, type Keying } from './keying-mode.js';
import { scanReach, scanRowWithin, type ScanRowAtHand, type ScanTaskSettings } from './scan-context.js';
import { findingTexts, shownValue } from './scan-words.js';

/** What a person keyed, as it arrived. */
export interface NewKeying {
  readonly rowId: number;
  readonly seen: string;
  readonly values: Keyed;
  readonly at: string;
}

/**
 * Keeps what a person says a page says, with its ledger entry, in one transaction. Of two persons the first waits, the second settles
 * the page where both mean the same; what a third says about where they differ stands. A page that is settled is loaded by `loadKeyed`.
 * @throws MregError `busy` when it was settled or keyed by others since it was shown, `input-refused` when the rules refuse what would
 *   be loaded: then nothing is written
 */
export function takePage(settings: ScanTaskSettings, keying: NewKeying, reviewer: Reviewer): 'decided' | 'waiting' | 'unchanged' {
  const { registry } = settings;
  try {
    return registry.database.transaction(() => takeInside(settings, keying, reviewer)).immediate();
  } catch (cause) {
    throw storeError(cause, registry.path);
  }
}

function takeInside(settings: ScanTaskSettings, { rowId, seen, values, at }: NewKeying, reviewer: Reviewer) {
  const { registry, reference } = settings;
  const { username } = reviewer.principal;
  const row = scanRowWithin(registry, rowId, reviewer);
  // A second click: it was taken.
  if (row.keyings.some((own) => own.username === username)) return 'unchanged';
  refuseSettled(row);
  const wanted = keyingOf(row, username, settings);
  if (wanted.seen !== seen) throw new MregError('busy', 'scan-review.moved-on');
  const entries = entriesFrom(row, values, wanted, settings);
  const [first] = wanted.others;
  const isAgreed = first !== undefined && differing(first.entries, entries, row.fields, reference).size === 0;
  const settles = wanted.mode !== 'key' || isAgreed;
  if (settles) refuseWrong(settings, rowId, saidOf([...wanted.others, { entries }]), reviewer);
  const ledgerSeq = note(registry, row, { entries, wanted, by: { at, actor: reviewer.actor } }, settings);
  new ScanRepository(registry).addKeying({ rowId, username, twoPersons: wanted.mode !== 'check', settles, entries, at, ledgerSeq });
  // The first of two must not learn what the other keyed, so who differs hears the same as who waits.
  return settles ? 'decided' : 'waiting';
}

/** What all of them say together, oldest first: where they differ, who came last. */
export function saidOf(keyings: readonly Pick<StoredScanKeying, 'entries'>[]): Keyed {
  return Object.assign({}, ...keyings.map(({ entries }) => entries)) as Keyed;
}

function refuseSettled({ record, keyings }: ScanRowAtHand): void {
  const settling = keyings.find(({ settles }) => settles);
  if (record.state === 'open' && settling === undefined) return;
  throw new MregError('busy', 'scan-review.settled', { actor: record.resolvedBy ?? settling?.username ?? '' });
}

function refuseWrong({ registry, lang, checkFor }: ScanTaskSettings, rowId: number, said: Keyed, reviewer: Reviewer): void {
  const checked = checkScanRow(registry, rowId, said, checkFor(scanReach(reviewer).prefix));
  const errors = checked?.findings.filter(({ severity }) => severity === 'error') ?? [];
  if (errors.length > 0) throw new MregError('input-refused', 'scan-review.refused', { reasons: reasonsText(errors, lang) });
}

export function reasonsText(findings: readonly Finding[], lang: ScanTaskSettings['lang']): string {
  return findingTexts(findings, lang)
    .map(({ message }) => message)
    .join(translate(lang, 'scan-review.between-reasons'));
}

/** Only what the page asked for goes in; a text that was shown and left as it was means what was read. */
function entriesFrom(row: ScanRowAtHand, values: Keyed, { mode, wanted }: Keying, { reference }: ScanTaskSettings): Keyed {
  const missing = [...wanted].filter((key) => values[key] === undefined);
  if (missing.length > 0) throw new MregError('usage', 'scan-review.incomplete', { count: missing.length });
  const read = new Map(row.fields.map(({ key, value }) => [key, value]));
  const entries = FIELD_KEYS.filter((key) => values[key] !== undefined).map((key): [FieldKey, string] => {
    const text = values[key] ?? '';
    const value = read.get(key);
    const isUnchanged = mode === 'check' && value !== undefined && text === shownValue(key, value, reference);
    return [key, isUnchanged ? value : text];
  });
  return Object.fromEntries(entries);
}

interface Noted {
  readonly entries: Keyed;
  readonly wanted: Keying;
  readonly by: { readonly at: string; readonly actor: string };
}

/** Counts only: a digest of a few short values could be guessed. */
function note(
  registry: Registry,
  { record, page, fields }: ScanRowAtHand,
  { entries, wanted, by }: Noted,
  { reference }: ScanTaskSettings,
) {
  const read = new Map(fields.map(({ key, value }) => [key, value]));
  const keyed = Object.entries(entries).filter((entry): entry is [FieldKey, string] => isFieldKey(entry[0]));
  const changed = keyed.filter(([key, text]) => meant(key, text, reference) !== meant(key, read.get(key) ?? '', reference));
  const body = {
    batch: record.batchId,
    row: record.id,
    scan_sha256: page.sha256,
    page: page.page,
    mode: wanted.mode,
    fields: keyed.length,
    changed: changed.length,
    unreadable: keyed.filter(([key, text]) => meant(key, text, reference) === UNREADABLE).length,
  };
  return appendEntry(registry.database, { ...by, kind: 'scan.keying', body }).seq;
}
