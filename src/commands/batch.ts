import { MregError } from '../domain/error.js';
import { reachOf } from '../domain/permission.js';
import { listBatches, showBatch, undoBatch, type BatchDetail, type BatchListing } from '../import/batches.js';
import { translate, type MessageKey, type PlaceValues } from '../i18n/translate.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { lockImports } from '../store/import-lock.js';
import { findRule } from '../validators/index.js';
import { countText, tableLines } from '../ui/table.js';
import { withHome } from './home.js';
import { textOption } from './options.js';
import type { Invocation, Services } from './services.js';

/** `mreg batch list` */
export async function runBatchList({ services }: Invocation): Promise<void> {
  await withHome(services, { readonly: true }, ({ registry, principal }) => {
    const batches = listBatches(registry, reachOf(principal, 'records.read'));
    services.reporter.result({ batches: batches.map((batch) => ({ ...batch })) }, () => listLines(services, batches));
  });
}

/** `mreg batch show ID` */
export async function runBatchShow({ args, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: true }, ({ registry, principal }) => {
    const batch = showBatch(registry, batchId(args[0] ?? ''), reachOf(principal, 'records.read'));
    services.reporter.result({ ...batch }, () => detailLines(services, batch));
  });
}

/** `mreg batch undo ID --reason TEXT` */
export async function runBatchUndo({ args, options, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: false }, async ({ path, config, registry, principal, actor }) => {
    const id = batchId(args[0] ?? '');
    const reach = reachOf(principal, 'records.undo');
    const { accepted } = showBatch(registry, id, reach);
    if (!(await services.confirm('batch.undo.confirm', { batch: id, count: countText(accepted) }))) {
      services.reporter.note('batch.undo.stopped');
      return;
    }
    const unlock = lockImports(path, config.import.busyTimeoutSeconds * 1_000);
    try {
      const by = { at: shanghaiTime(services.clock.now()), actor, reach };
      const summary = undoBatch(registry, id, textOption(options, 'reason') ?? '', by);
      const values = {
        batch: id,
        deleted: countText(summary.deleted),
        quarantined: countText(summary.quarantined),
        seq: summary.ledger_seq,
      };
      services.reporter.result({ ...summary }, () => [translate(services.lang, 'batch.undo.done', values)]);
    } finally {
      unlock();
    }
  });
}

function batchId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new MregError('usage', 'batch.bad-id', { text });
  return Number(text);
}

function listLines({ lang }: Services, batches: readonly BatchListing[]): readonly string[] {
  if (batches.length === 0) return [translate(lang, 'batch.none')];
  const columns = COLUMNS.map(({ key, align }) => ({ title: translate(lang, key), ...(align === undefined ? {} : { align }) }));
  return tableLines(
    columns,
    batches.map((batch) => listRow(lang, batch)),
  );
}

const NAMES_SHOWN = 3;

const COLUMNS: readonly { readonly key: MessageKey; readonly align?: 'right' }[] = [
  { key: 'batch.column.batch', align: 'right' },
  { key: 'batch.column.state' },
  { key: 'batch.column.kind' },
  { key: 'batch.column.rows', align: 'right' },
  { key: 'batch.column.accepted', align: 'right' },
  { key: 'batch.column.flagged', align: 'right' },
  { key: 'batch.column.quarantined', align: 'right' },
  { key: 'batch.column.present', align: 'right' },
  { key: 'batch.column.started' },
  { key: 'batch.column.files' },
];

function listRow(lang: Services['lang'], batch: BatchListing): readonly string[] {
  return [
    String(batch.batch),
    translate(lang, `batch.state.${batch.state}`),
    translate(lang, `batch.kind.${batch.kind}`),
    ...[batch.rows, batch.accepted, batch.flagged, batch.quarantined, batch.already_present].map(countText),
    batch.started_at.slice(0, 16).replace('T', ' '),
    namesOf(batch.files),
  ];
}

function detailLines(services: Services, batch: BatchDetail): readonly string[] {
  const { lang } = services;
  const say = (key: MessageKey, values: PlaceValues = {}): string => translate(lang, key, values);
  const lines = [...listLines(services, [batch]), '', say('batch.show.actor', { actor: batch.actor, source: batch.source })];
  if (batch.parent !== null) lines.push(say('batch.show.parent', { batch: batch.parent }));
  if (batch.undone_at !== null) lines.push(say('batch.show.undone', { at: batch.undone_at, reason: batch.undo_reason ?? '' }));
  for (const table of batch.tables) {
    const { name, sheet, encoding, sha256, first_id: first, last_id: last } = table;
    const place = sheet === '' ? name : `${name}#${sheet}`;
    lines.push(
      say('batch.show.table', {
        place,
        encoding,
        sha256,
        first,
        last,
        rows: countText(table.rows),
        accepted: countText(table.accepted),
        quarantined: countText(table.quarantined),
      }),
    );
  }
  for (const { code, count } of batch.reasons) lines.push(`  ${countText(count)}  ${code}  ${findRule(code)?.text[lang].title ?? ''}`);
  return lines;
}

/** A folder of scans is thousands of files: the first tell which it was. */
function namesOf(files: readonly string[]): string {
  const first = files.slice(0, NAMES_SHOWN).join('、');
  return files.length > NAMES_SHOWN ? `${first}…（${files.length}）` : first;
}
