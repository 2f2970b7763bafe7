import { MregError } from '../domain/error.js';
import { fieldOf } from '../domain/fields.js';
import { reachOf } from '../domain/permission.js';
import { translate } from '../i18n/translate.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { drawAcceptance, planAcceptance, type DrawRequest, type PlanSummary } from '../scans/acceptance/draw.js';
import { reportAcceptance } from '../scans/acceptance/report.js';
import { listAcceptances, showAcceptance, type AcceptanceDetail, type AcceptanceListing } from '../scans/acceptance/results.js';
import { countText, tableLines } from '../ui/table.js';
import { withHome } from './home.js';
import { countOption, switchOption, textOption } from './options.js';
import type { Invocation, Services } from './services.js';

const SEED_BYTES = 32;

/** `mreg ocr acceptance draw --batch N [--max-failing 1%] [--confidence 95%] [--allow C] [--reason TEXT] [--dry-run]` */
export async function runAcceptanceDraw({ options, services }: Invocation): Promise<void> {
  const { lang, reporter } = services;
  const request = drawRequest(options);
  const dryRun = switchOption(options, 'dryRun');
  await withHome(services, { readonly: dryRun, dryRun }, ({ registry, principal, actor }) => {
    const reach = reachOf(principal, 'scans.accept');
    if (dryRun) {
      const plan = planAcceptance(registry, request, reach);
      reporter.result(plan, () => [...planLines(plan, services), '', translate(lang, 'acceptance.dry-run')]);
      return;
    }
    const seed = services.random(SEED_BYTES).toString('hex');
    const drawn = drawAcceptance(registry, request, { at: shanghaiTime(services.clock.now()), actor, reach, seed });
    const { batch, acceptance, sample, population, ledger_seq: seq } = drawn;
    const values = { batch, acceptance, seq, sample: countText(sample), population: countText(population) };
    reporter.result(drawn, () => [translate(lang, 'acceptance.drawn', values), ...planLines(drawn, services)]);
    reporter.note('acceptance.drawn-note');
  });
}

/** `mreg ocr acceptance list` */
export async function runAcceptanceList({ services }: Invocation): Promise<void> {
  await withHome(services, { readonly: true }, ({ registry, principal }) => {
    const acceptances = listAcceptances(registry, reachOf(principal, 'scans.accept'));
    services.reporter.result({ acceptances }, () => listLines(acceptances, services));
  });
}

/** `mreg ocr acceptance show ID` */
export async function runAcceptanceShow({ args, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: true }, ({ registry, principal }) => {
    const detail = showAcceptance(registry, acceptanceId(args[0]), reachOf(principal, 'scans.accept'));
    services.reporter.result(detail, () => detailLines(detail, services));
  });
}

/** `mreg ocr acceptance report ID FILE` */
export async function runAcceptanceReport({ args, options, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: false }, async ({ registry, principal, actor }) => {
    const request = { acceptance: acceptanceId(args[0]), path: args[1] ?? '', force: switchOption(options, 'force') };
    const by = { at: shanghaiTime(services.clock.now()), actor, reach: reachOf(principal, 'scans.accept') };
    const summary = await reportAcceptance(registry, request, by);
    const { lang } = services;
    const state = translate(lang, `acceptance.state.${summary.state}`);
    services.reporter.result(summary, () => [
      translate(lang, 'acceptance.reported', { path: summary.file, seq: summary.ledger_seq, state }),
    ]);
  });
}

function acceptanceId(text = ''): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new MregError('usage', 'acceptance.bad-id', { text });
  return Number(text);
}

const DEFAULT_MAX_FAILING_PPM = 10_000;
const DEFAULT_CONFIDENCE_PPM = 950_000;

function drawRequest(options: Invocation['options']): DrawRequest {
  const batch = countOption(options, 'batch');
  if (batch === undefined) throw new MregError('usage', 'acceptance.no-batch');
  return {
    batch,
    maxFailingPpm: millionths(textOption(options, 'maxFailing')) ?? DEFAULT_MAX_FAILING_PPM,
    confidencePpm: millionths(textOption(options, 'confidence')) ?? DEFAULT_CONFIDENCE_PPM,
    allowed: countOption(options, 'allow') ?? 0,
    reason: textOption(options, 'reason') ?? '',
  };
}

/** `1%` or `0.01`, above 0 and below 1, to a millionth. */
function millionths(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const found = /^(\d{1,3}(?:\.\d{1,6})?)([%％]?)$/u.exec(text.trim());
  const ppm = Math.round(Number(found?.[1]) * (found?.[2] === '' ? 1_000_000 : 10_000));
  if (found === null || ppm <= 0 || ppm >= 1_000_000) throw new MregError('usage', 'acceptance.bad-share', { text });
  return ppm;
}

/** Enough digits to tell 99.95 % from 100 %. */
const percent = (share: number): string => `${Number((share * 100).toFixed(Math.abs(share) < 0.01 ? 3 : 2))}%`;

function planLines(plan: PlanSummary, { lang }: Services): readonly string[] {
  const { population, in_quarantine: waiting, sample, allowed, max_failing: share, confidence, too_many: failing, curve } = plan;
  const columns = (['share', 'failing', 'accepted'] as const).map((column) => {
    return { title: translate(lang, `acceptance.column.${column}`), align: 'right' as const };
  });
  return [
    translate(lang, 'acceptance.demand', { share: percent(share), confidence: percent(confidence) }),
    translate(lang, 'acceptance.plan', { population: countText(population), sample: countText(sample), allowed }),
    ...(waiting > 0 ? [translate(lang, 'acceptance.in-quarantine', { count: countText(waiting) })] : []),
    translate(lang, 'acceptance.risks', {
      failing: countText(failing),
      consumer: percent(plan.consumer_risk),
      producer: percent(plan.producer_risk),
      share: percent(share / 10),
    }),
    ...(curve.length === 0 ? [] : ['', ...tableLines(columns, curve.map(curveRow))]),
  ];
}

function curveRow({ failing_share: share, failing, accepted }: PlanSummary['curve'][number]): readonly string[] {
  return [percent(share), countText(failing), percent(accepted)];
}

const LIST_COLUMNS = ['acceptance', 'batch', 'state', 'population', 'sample', 'checked', 'failing', 'allowed', 'drawn'] as const;

function listLines(acceptances: readonly AcceptanceListing[], { lang }: Services): readonly string[] {
  if (acceptances.length === 0) return [translate(lang, 'acceptance.none')];
  const columns = LIST_COLUMNS.map((column) => ({
    title: translate(lang, `acceptance.column.${column}`),
    align: column === 'state' || column === 'drawn' ? ('left' as const) : ('right' as const),
  }));
  const rows = acceptances.map((each) => [
    String(each.acceptance),
    String(each.batch),
    translate(lang, `acceptance.state.${each.state}`),
    ...[each.population, each.sample, each.checked, each.failing, each.allowed].map(countText),
    each.drawn_at.slice(0, 16).replace('T', ' '),
  ]);
  return tableLines(columns, rows);
}

function detailLines(detail: AcceptanceDetail, { lang }: Services): readonly string[] {
  const { acceptance, batch, drawing, sample, checked, failing, allowed, population, confidence, max_failing: share } = detail;
  const label = (key: (typeof detail.wrong_fields)[number]['field']): string => fieldOf(key)[lang];
  const separator = translate(lang, 'acceptance.separator');
  const lines = [
    translate(lang, 'acceptance.show.state', { acceptance, batch, drawing, state: translate(lang, `acceptance.state.${detail.state}`) }),
    translate(lang, 'acceptance.demand', { share: percent(share), confidence: percent(confidence) }),
    translate(lang, 'acceptance.plan', { population: countText(population), sample: countText(sample), allowed }),
    translate(lang, 'acceptance.show.counts', {
      checked: countText(checked),
      sample: countText(sample),
      failing: countText(failing),
      allowed,
    }),
  ];
  if (detail.in_quarantine > 0) lines.push(translate(lang, 'acceptance.in-quarantine', { count: countText(detail.in_quarantine) }));
  const { most_failing: most } = detail;
  if (most !== null) {
    const values = { confidence: percent(confidence), most: countText(most), share: percent(most / population) };
    lines.push(translate(lang, 'acceptance.show.bound', values));
  }
  const wrong = detail.wrong_fields.map(({ field, records }) => `${label(field)} ${records}`).join(separator);
  if (wrong !== '') lines.push(translate(lang, 'acceptance.show.wrong', { fields: wrong }));
  const records = detail.failing_records
    .map(({ record, wrong: fields }) => `${record} (${fields.map(label).join(separator)})`)
    .join(separator);
  if (records !== '') lines.push(translate(lang, 'acceptance.show.records', { records }));
  const checkers = detail.checkers.map(({ actor, checked: count }) => `${actor} ${count}`).join(separator);
  if (checkers !== '') lines.push(translate(lang, 'acceptance.show.checkers', { checkers }));
  if (detail.state !== 'void') lines.push(translate(lang, `acceptance.paper.next.${detail.state}`));
  return [...lines, translate(lang, 'acceptance.show.seed', { seed: detail.seed })];
}
