import { MregError } from '../domain/error.js';
import { showEntry } from '../ledger/prove.js';
import { listEntries } from '../ledger/search.js';
import { verifyAndAccept, verifyAndSign } from '../ledger/sign.js';
import { verifyState, type RecoverRows } from '../ledger/state.js';
import type { StateVerdict } from '../ledger/state-deviations.js';
import type { LedgerVerdict } from '../ledger/verdict.js';
import { verifyLedger, type OnVerifyProgress, type VerifyOptions } from '../ledger/verify.js';
import type { MessageKey } from '../i18n/translate.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { ledgerRepository } from '../store/ledger-repository.js';
import { rowRecovery } from '../import/recover-rows.js';
import { recoverPage } from '../scans/recover-page.js';
import { checkDepsOf, scratchPath } from './import-request.js';
import { homeTables, ledgerSigner, withHome, type Home } from './home.js';
import { copyToWitnesses } from './ledger-sign.js';
import { noteIn, verifyOptions } from './ledger-trust.js';
import { refuseForeignEntry, visibleActors } from './ledger-reach.js';
import { readWitnesses } from './ledger-witness.js';
import { witnessDocument, witnessLine } from './ledger-witness-speech.js';
import { entryDocument, entryLines, listLines, shownDocument } from './ledger-speech.js';
import { countText } from '../ui/table.js';
import { stateDocument, stateLines, verdictDocument, verdictLines } from './ledger-verdict-speech.js';
import { countOption, dayOption, switchOption, textOption } from './options.js';
import type { Invocation, Services } from './services.js';

const DEFAULT_LIMIT = 50;

/** `mreg ledger list` */
export async function runLedgerList({ options, services }: Invocation): Promise<void> {
  const region = regionOption(options);
  const filter = {
    kind: textOption(options, 'kind'),
    actor: textOption(options, 'actor'),
    since: dayOption(options, 'since'),
    until: endOfDay(dayOption(options, 'until')),
    limit: countOption(options, 'limit') ?? DEFAULT_LIMIT,
  };
  await withHome(services, { readonly: true }, (home) => {
    const entries = listEntries(ledgerRepository(home.registry.database), { ...filter, actors: visibleActors(home, region) });
    services.reporter.result({ entries: entries.map(entryDocument) }, () => listLines(entries, services));
  });
}

/** `mreg ledger show SEQ` */
export async function runLedgerShow({ args, services }: Invocation): Promise<void> {
  const seq = entrySeq(args[0] ?? '');
  await withHome(services, { readonly: true }, (home) => {
    const repository = ledgerRepository(home.registry.database);
    const shown = showEntry(repository, seq);
    if (shown === undefined) throw new MregError('usage', 'ledger.no-entry', { seq, entries: repository.lastSeq() });
    refuseForeignEntry(home, seq, shown.entry);
    services.reporter.result(shownDocument(shown), () => entryLines(shown, services));
  });
}

/** `mreg ledger verify [--state] [--checkpoint FILE] [--originals DIR]` */
export async function runLedgerVerify({ options, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: true }, async (home) => {
    const witnesses = readWitnesses(home);
    const kept = { ...keptNotes(textOption(options, 'checkpoint')), witnesses };
    const ledger = withBar(services, 'ledger.verify.progress', (onProgress) =>
      verifyLedger(home.registry.database, { ...verifyOptions(home), ...kept }, onProgress),
    );
    const state = switchOption(options, 'state') ? await checkState(home, services, textOption(options, 'originals')) : undefined;
    const document = {
      ...verdictDocument(ledger, services.lang),
      witnesses: witnesses.map(witnessDocument),
      ...(state === undefined ? {} : { state: stateDocument(state, services.lang) }),
    };
    services.reporter.result(document, () => [
      ...verdictLines(ledger, services),
      ...witnesses.map((witness) => witnessLine(witness, services)),
      ...(state === undefined ? [] : stateLines(state, services)),
    ]);
    refuseDeviations(ledger, state);
  });
}

/** `mreg ledger checkpoint [--accept-unsigned TEXT]` */
export async function runLedgerCheckpoint({ options, services }: Invocation): Promise<void> {
  const reason = textOption(options, 'acceptUnsigned');
  await withHome(services, { readonly: false }, (home) => {
    const { database } = home.registry;
    const signer = ledgerSigner(home);
    const trust = { ...verifyOptions(home), witnesses: readWitnesses(home) };
    const signed = withBar(services, 'ledger.verify.progress', (onProgress) =>
      reason === undefined
        ? verifyAndSign(database, signer, trust, onProgress)
        : verifyAndAccept(database, signer, trust, { at: shanghaiTime(services.clock.now()), actor: home.actor, reason }),
    );
    copyToWitnesses(home, signed, signer, services.reporter);
    const { treeSize, root, note, created } = signed;
    services.reporter.note(created ? 'ledger.checkpoint.signed' : 'ledger.checkpoint.unchanged', { size: countText(treeSize), root });
    services.reporter.result({ tree_size: treeSize, root, created, note }, () => note.trimEnd().split('\n'));
  });
}

function keptNotes(path: string | undefined): Pick<VerifyOptions, 'keptNotes'> {
  return path === undefined ? {} : { keptNotes: [noteIn(path)] };
}

async function checkState(home: Home, services: Services, sourceFolder: string | undefined): Promise<StateVerdict> {
  const { reporter, signal } = services;
  const bar = reporter.progress('ledger.state.progress');
  const deps = {
    ...checkDepsOf(home, services),
    area: '',
    tablesBefore: (ledgerSeq: number) => homeTables(home, ledgerSeq),
    registry: home.registry,
    workPath: scratchPath(services),
    sourceFolder,
  };
  const recovery = rowRecovery(deps);
  const recoverRows: RecoverRows = async (firstId, lastId) => {
    const ofPage = recoverPage(firstId, deps);
    return ofPage.length > 0 ? ofPage : await recovery.recoverRows(firstId, lastId);
  };
  try {
    return await verifyState(home.registry.database, { signal, recoverRows }, (rows, total) =>
      bar.update({ rows, fraction: rows / Math.max(total, 1) }),
    );
  } finally {
    bar.stop();
    await recovery.close();
  }
}

function withBar<T>({ reporter }: Services, stage: MessageKey, work: (onProgress: OnVerifyProgress) => T): T {
  const bar = reporter.progress(stage);
  try {
    return work((rows, total) => bar.update({ rows, fraction: rows / Math.max(total, 1) }));
  } finally {
    bar.stop();
  }
}

function refuseDeviations(ledger: LedgerVerdict, state: StateVerdict | undefined): void {
  const deviations = Object.values(state?.counts ?? {}).reduce((sum, count) => sum + count, 0);
  const count = ledger.problems.length + deviations;
  if (count > 0) throw new MregError('integrity', 'ledger.verify.failed', { count });
}

export function entrySeq(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new MregError('usage', 'ledger.bad-seq', { text });
  return Number(text);
}

function regionOption(options: Invocation['options']): string | undefined {
  const text = textOption(options, 'region');
  if (text !== undefined && !/^\d{6}$/u.test(text)) throw new MregError('usage', 'ledger.bad-region', { text });
  return text;
}

/** The last moment of a day, as stored times have it. */
function endOfDay(day: string | undefined): string | undefined {
  return day === undefined ? undefined : `${day}T23:59:59.999+08:00`;
}
