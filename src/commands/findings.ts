import { areaPrefix } from '../domain/account.js';
import { DETECTION_KINDS, DETECTION_SEVERITIES, DETECTION_STATES } from '../domain/detection.js';
import { MregError } from '../domain/error.js';
import { countFindings, listFindings, type ListRequest } from '../findings/list.js';
import { showFinding } from '../findings/show.js';
import { translate } from '../i18n/translate.js';
import { findingContext, findingId } from './findings-input.js';
import { listLines } from './findings-speech.js';
import { showLines } from './findings-show-speech.js';
import { withHome } from './home.js';
import { countOption, switchOption, textOption } from './options.js';
import type { Invocation } from './services.js';

const DEFAULT_LIMIT = 50;

/** `mreg findings list` */
export async function runFindingsList({ options, services }: Invocation): Promise<void> {
  const request = requestFrom(options);
  const failOn = DETECTION_SEVERITIES.find((each) => each === textOption(options, 'failOn'));
  await withHome(services, { readonly: true }, (home) => {
    const context = findingContext(home, 'findings.read');
    const { findings, total } = listFindings(context, request);
    const { limit: _limit, states: _states, isGone: _isGone, ...rest } = request;
    const stronger = countFindings(context, { ...rest, isStronger: true });
    services.reporter.result({ findings, total, stronger_dismissed: stronger }, () => [
      ...listLines(findings, total, services),
      ...(stronger === 0 || request.isStronger === true
        ? []
        : [services.reporter.paint.yellow(translate(services.lang, 'finding.list.stronger', { count: stronger }))]),
    ]);
    if (failOn === undefined) return;
    const over = countFindings(context, { ...rest, states: ['open'], isGone: false, severity: failOn });
    if (over > 0) throw new MregError('findings', 'finding.list.over', { count: over, severity: failOn });
  });
}

/** `mreg findings show ID` */
export async function runFindingsShow({ args, services }: Invocation): Promise<void> {
  const id = findingId(args[0] ?? '');
  await withHome(services, { readonly: true }, (home) => {
    const finding = showFinding(findingContext(home, 'findings.read'), id);
    services.reporter.result(finding, () => showLines(finding, services));
  });
}

function requestFrom(options: Invocation['options']): ListRequest {
  const cluster = textOption(options, 'cluster');
  const kind = DETECTION_KINDS.find((each) => each === textOption(options, 'kind'));
  const severity = DETECTION_SEVERITIES.find((each) => each === textOption(options, 'severity'));
  const code = textOption(options, 'rule');
  const isStronger = switchOption(options, 'stronger');
  return {
    limit: countOption(options, 'limit') ?? DEFAULT_LIMIT,
    ...(kind === undefined ? {} : { kind }),
    ...(code === undefined ? {} : { code }),
    ...(severity === undefined ? {} : { severity }),
    ...minScore(textOption(options, 'minScore')),
    ...office(textOption(options, 'office')),
    ...(cluster === undefined ? {} : { groupId: findingId(cluster) }),
    ...(isStronger ? { isStronger } : statesFrom(options, cluster !== undefined)),
    ...(switchOption(options, 'gone') ? {} : { isGone: false }),
  };
}

/** Open ones, as long as nothing else is asked for; of a cluster all, since its findings are decided together. */
function statesFrom(options: Invocation['options'], ofCluster: boolean): Pick<ListRequest, 'states'> {
  const text = textOption(options, 'state') ?? (ofCluster ? 'all' : 'open');
  const state = DETECTION_STATES.find((each) => each === text);
  return state === undefined ? {} : { states: [state] };
}

function minScore(text: string | undefined): Pick<ListRequest, 'minScore'> {
  if (text === undefined) return {};
  const score = Number(text);
  if (text.trim() === '' || !(score >= 0 && score <= 1)) throw new MregError('usage', 'finding.bad-score', { text });
  return { minScore: score };
}

/** A region given in six digits stands for all below it. */
function office(text: string | undefined): Pick<ListRequest, 'office'> {
  if (text === undefined) return {};
  if (!/^[0-9A-Za-z]{2,20}$/u.test(text)) throw new MregError('usage', 'finding.bad-office', { text });
  return { office: /^\d{6}$/u.test(text) ? areaPrefix(text) : text };
}
