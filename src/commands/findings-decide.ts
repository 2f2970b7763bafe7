import { decideFindings, type Verdict } from '../findings/decide.js';
import { translate } from '../i18n/translate.js';
import { commandDecider, findingContext, findingIds } from './findings-input.js';
import { withHome } from './home.js';
import { textOption } from './options.js';
import type { Invocation } from './services.js';

/** `mreg findings confirm ID…` */
export const runFindingsConfirm = (invocation: Invocation): Promise<void> => decide('confirm', invocation);

/** `mreg findings dismiss ID… --reason TEXT` */
export const runFindingsDismiss = (invocation: Invocation): Promise<void> => decide('dismiss', invocation);

/** `mreg findings reopen ID… --reason TEXT` */
export const runFindingsReopen = (invocation: Invocation): Promise<void> => decide('reopen', invocation);

async function decide(verdict: Verdict, invocation: Invocation): Promise<void> {
  const { options, services } = invocation;
  await withHome(services, { readonly: false }, (home) => {
    const request = { verdict, ids: findingIds(invocation), reason: textOption(options, 'reason') ?? '' };
    const summary = decideFindings(findingContext(home, 'findings.decide'), request, commandDecider(home, services));
    services.reporter.result(summary, () => [
      translate(services.lang, `finding.done.${verdict}`, { count: summary.findings.length, seq: summary.ledger_seq }),
    ]);
  });
}
