import { LIFE_EVENT_KINDS, type LifeEventKind } from '../domain/life-event.js';
import { MregError } from '../domain/error.js';
import { translate } from '../i18n/translate.js';
import { shanghaiDay, shanghaiTime } from '../lib/shanghai-time.js';
import { loadEvents, type ShareSummary } from '../share/load-events.js';
import { LifeEventRepository } from '../store/life-event-repository.js';
import { countText, tableLines } from '../ui/table.js';
import { withHome } from './home.js';
import { switchOption, textOption } from './options.js';
import type { Invocation, Services } from './services.js';

/** `mreg share load FILE --kind KIND --from AUTHORITY --purpose TEXT [--skip-bad] [--dry-run]` */
export async function runShareLoad({ args, options, services }: Invocation): Promise<void> {
  const { clock, reporter, signal } = services;
  const dryRun = switchOption(options, 'dryRun');
  const skipBad = switchOption(options, 'skipBad');
  const now = clock.now();
  await withHome(services, { readonly: dryRun, dryRun }, async (home) => {
    const summary = await loadEvents(home.registry, {
      path: args[0] ?? '',
      kind: kindOf(textOption(options, 'kind')),
      authority: wordsOf(textOption(options, 'from')),
      purpose: wordsOf(textOption(options, 'purpose')),
      skipBad,
      dryRun,
      at: shanghaiTime(now),
      actor: home.actor,
      today: shanghaiDay(now),
      signal,
    });
    reporter.result(documentOf(summary, dryRun), () => summaryLines(summary, dryRun, services));
    if (summary.bad.length > 0 && !skipBad) throw new MregError('input-refused', 'share.bad-rows', { count: summary.bad.length });
  });
}

function kindOf(text: string | undefined): LifeEventKind {
  const kind = LIFE_EVENT_KINDS.find((each) => each === text);
  if (kind === undefined) throw new Error('the option is one of its choices');
  return kind;
}

/** @throws MregError `usage` for a text of no words */
function wordsOf(text: string | undefined): string {
  const words = text?.trim() ?? '';
  if (words === '') throw new MregError('usage', 'share.no-words');
  return words;
}

function documentOf({ stored, bad, ...summary }: ShareSummary, dryRun: boolean) {
  return {
    ...summary,
    bad: bad.map(({ line, reason }) => ({ line, reason })),
    dry_run: dryRun,
    load: stored?.load ?? null,
    ledger_seq: stored?.ledgerSeq ?? null,
  };
}

const SHOWN_BAD_ROWS = 20;

function summaryLines(summary: ShareSummary, dryRun: boolean, { lang, reporter }: Services): readonly string[] {
  const { kind, file, rows, added, known, bad, stored } = summary;
  const words = {
    file,
    kind: translate(lang, `anomaly.feed.${kind}`),
    rows: countText(rows),
    added: countText(added),
    known: countText(known),
  };
  const shown = bad
    .slice(0, SHOWN_BAD_ROWS)
    .map(({ line, reason }) => translate(lang, 'share.bad-row', { line, reason: translate(lang, `share.reason.${reason}`) }));
  const rest = bad.length > shown.length ? [translate(lang, 'share.more-bad-rows', { count: bad.length - shown.length })] : [];
  const outcome =
    stored === undefined
      ? translate(lang, dryRun ? 'share.tried' : 'share.nothing-stored')
      : translate(lang, 'share.stored', { load: stored.load, seq: stored.ledgerSeq });
  return [
    translate(lang, 'share.summary', words),
    ...shown.map((line) => reporter.paint.yellow(line)),
    ...rest,
    reporter.paint.dim(outcome),
  ];
}

/** `mreg share list` */
export async function runShareList({ services }: Invocation): Promise<void> {
  const { lang, reporter } = services;
  await withHome(services, { readonly: true }, ({ registry }) => {
    const loads = new LifeEventRepository(registry.database).loads();
    reporter.result({ loads: loads.map((load) => ({ ...load })) }, () => {
      if (loads.length === 0) return [translate(lang, 'share.none')];
      const names = ['load', 'kind', 'authority', 'file', 'rows', 'added', 'at', 'actor'] as const;
      const columns = names.map((name) => ({ title: translate(lang, `share.column.${name}`) }));
      const lines = loads.map(({ id, kind, authority, file, rows, added, at, actor }) => [
        String(id),
        translate(lang, `anomaly.feed.${kind}`),
        authority,
        file,
        countText(rows),
        countText(added),
        at.slice(0, 16).replace('T', ' '),
        actor,
      ]);
      return tableLines(columns, lines);
    });
  });
}
