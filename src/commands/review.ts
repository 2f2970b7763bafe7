import { join } from 'node:path';
import { readSessionToken, tokenHash } from '../access/sessions/session-file.js';
import { proveSession, touchSession } from '../access/sessions/sessions.js';
import { principalOf } from '../access/accounts/principal.js';
import { actorOf } from '../domain/account.js';
import { DUPLICATE_CODE } from '../domain/detection.js';
import { MregError } from '../domain/error.js';
import { holds, reachOf } from '../domain/permission.js';
import { createReference } from '../domain/reference-index.js';
import { findingArea } from '../findings/area.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import { acceptanceTasks } from '../review/acceptance/acceptance-tasks.js';
import { disagreements, type Disagreement } from '../review/disagreements.js';
import { choiceText } from '../review/finding-view.js';
import { combineTasks } from '../review/combine-tasks.js';
import { findingTasks } from '../review/finding-tasks.js';
import { fractionFrom } from '../review/http/questions.js';
import { serveReview, type ReviewEnd } from '../review/http/server.js';
import { checkTasks } from '../review/scans/check-tasks.js';
import type { DrawThread } from '../review/scans/draw-thread.js';
import { KeyedLoader } from '../review/scans/load-keyed.js';
import { scanReach } from '../review/scans/scan-context.js';
import { scanDisagreements } from '../review/scans/scan-disagreements.js';
import { scanTasks } from '../review/scans/scan-tasks.js';
import { noteReview, noteScanReview } from '../review/note-review.js';
import { pageFiles } from '../review/page-files.js';
import { pageStart } from '../review/page-start.js';
import type { QueueFilter } from '../review/protocol.js';
import type { Reviewer } from '../review/task-source.js';
import { probabilityText } from '../report/linkage-words.js';
import { tableLines } from '../ui/table.js';
import { homeTables, withHome, type Home } from './home.js';
import { countOption, switchOption, textOption } from './options.js';
import { holdToPermission, sessionPathOf } from './proven-person.js';
import { drawThread, loadWaiting, scanDisagreementLines, scanTaskSettings } from './review-scans.js';
import type { Invocation, Services } from './services.js';

const TOKEN_BYTES = 32;
const HIGHEST_PORT = 65_535;

/** `mreg review [--kind duplicates|anomalies] [--two-person] [--disagreements]` */
export async function runReview(invocation: Invocation): Promise<void> {
  const { options, services } = invocation;
  if (switchOption(options, 'disagreements')) return listDisagreements(services);
  await withHome(services, { readonly: false }, async (home) => {
    const thread = drawThread(home, services);
    try {
      await review(home, thread, invocation);
    } finally {
      await thread.close();
    }
  });
}

async function review(home: Home, thread: DrawThread, { options, services }: Invocation): Promise<void> {
  const { lang, clock, reporter } = services;
  const settings = {
    lang,
    filter: filterFrom(options),
    twoPersons: switchOption(options, 'twoPerson'),
    twoPass: switchOption(options, 'twoPass'),
    unmasked: switchOption(options, 'unmasked'),
  };
  const port = portFrom(options);
  const prove = proverOf(home, services);
  const { idleMinutes } = home.config.access.session;
  const now = (): Date => clock.now();
  const reference = createReference(homeTables(home));
  const allFields = switchOption(options, 'allFields');
  const scans = scanTaskSettings(home, services, reference, thread, { twoPass: settings.twoPass, allFields });
  const keyed = new KeyedLoader(scans);
  const samples = { registry: home.registry, reference, lang, now, picture: scans.pictures.of.bind(scans.pictures) };
  const sources = [
    findingTasks({ ...settings, registry: home.registry, reference, now }),
    scanTasks(scans, keyed),
    checkTasks(scans),
    acceptanceTasks(samples),
  ];
  const tasks = combineTasks(sources, now);
  const files = pageFiles(join(services.environment.packageRootPath, 'dist', 'review', 'page'), lang);
  const opener = { at: now(), actor: home.actor };
  if (holds(home.principal, 'scans.review')) {
    noteScanReview(home.registry, { twoPass: settings.twoPass, allFields }, opener);
    loadWaiting(keyed, prove(false), home, services);
  }
  if (holds(home.principal, 'findings.decide')) noteReview(home.registry, settings, opener);
  const running = await serveReview({
    tasks,
    files,
    lang,
    port,
    prove,
    now,
    start: (reviewer) => pageStart(settings, tasks.kinds(reviewer), reviewer),
    token: services.random(TOKEN_BYTES).toString('base64url'),
    idleMs: idleMinutes * 60_000,
    signal: services.signal,
    onFault: (cause) =>
      reporter.warn('review.fault-at', { message: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }),
  });
  reporter.result({ url: running.url, two_persons: settings.twoPersons, unmasked: settings.unmasked }, () => [
    translate(lang, 'review.serving', { url: running.url }),
  ]);
  reporter.note('review.serving-note', { minutes: idleMinutes });
  const end = await running.ended;
  if (end.kind === 'session') throw end.cause;
  if (holds(home.principal, 'scans.review')) loadWaiting(keyed, prove(false), home, services);
  const { left, progress } = tasks.queue(settings.filter, prove(false));
  reporter.note(endMessage(end), { done: progress.done, left, minutes: idleMinutes });
}

function endMessage({ kind }: Exclude<ReviewEnd, { kind: 'session' }>): 'review.ended.stopped' | 'review.ended.idle' {
  return `review.ended.${kind}`;
}

/**
 * Who reviews, asked anew for every question: the session of whoever started this, and no other that may come to lie in its file.
 * @throws MregError `not-permitted` when a password alone proves the person: then there is no session to end
 */
function proverOf(home: Home, services: Services): (uses: boolean) => Reviewer {
  const token = readSessionToken(sessionPathOf(services, home.path), services.environment.platform);
  if (home.session === undefined || token === undefined || tokenHash(token) !== home.session.token_sha256) {
    throw new MregError('not-permitted', 'review.needs-session');
  }
  const { registry, config } = home;
  return (uses) => {
    const now = services.clock.now();
    const { account, session } = proveSession(registry, token, config.access.session, now);
    holdToPermission(registry, account, services);
    if (uses) touchSession(registry, session, now);
    const principal = principalOf(account);
    return { principal, actor: actorOf(principal), since: session.opened_at };
  };
}

function portFrom(options: Invocation['options']): number {
  const port = countOption(options, 'port') ?? 0;
  if (port > HIGHEST_PORT) throw new MregError('usage', 'review.bad-port', { port });
  return port;
}

const KINDS: Readonly<Record<string, QueueFilter['kind']>> = {
  duplicates: 'duplicate',
  anomalies: 'anomaly',
  scans: 'scan',
  checks: 'check',
  acceptance: 'acceptance',
};

function filterFrom(options: Invocation['options']): QueueFilter {
  const score = (name: string): number | undefined => {
    const text = textOption(options, name);
    return text === undefined ? undefined : fractionFrom(text);
  };
  return {
    kind: KINDS[textOption(options, 'kind') ?? ''] ?? '',
    severity: '',
    minScore: score('minScore'),
    maxScore: score('maxScore'),
    cluster: countOption(options, 'cluster'),
  };
}

async function listDisagreements(services: Services): Promise<void> {
  const { lang, reporter } = services;
  await withHome(services, { readonly: true }, (home) => {
    const found = holds(home.principal, 'findings.decide') ? findingDisagreements(home, lang) : [];
    const scans = scanDisagreements(home.registry, createReference(homeTables(home)), scanReach(home), lang);
    reporter.result({ disagreements: found, scans }, () => [
      ...disagreementLines(found, services),
      '',
      ...scanDisagreementLines(scans, services),
    ]);
  });
}

function findingDisagreements(home: Home, lang: Lang): readonly Disagreement[] {
  const area = findingArea(reachOf(home.principal, 'findings.decide'), () => createReference(homeTables(home)));
  return disagreements({ registry: home.registry, area }, lang);
}

function disagreementLines(found: readonly Disagreement[], { lang }: Services): readonly string[] {
  if (found.length === 0) return [translate(lang, 'review.no-disagreements')];
  const columns = (['finding', 'title', 'score', 'opinions'] as const).map((name) => ({ title: translate(lang, `review.column.${name}`) }));
  const rows = found.map(({ finding, code, title, score, opinions }) => {
    const kind = code === DUPLICATE_CODE ? 'duplicate' : 'anomaly';
    const said = opinions.map(({ username, choice }) => `${username}：${choiceText(lang, kind, choice)}`).join('；');
    return [String(finding), title, probabilityText(score), said];
  });
  return [...tableLines(columns, rows), '', translate(lang, 'review.disagreements', { count: found.length })];
}
