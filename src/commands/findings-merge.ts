import { planMerge, shownPlan, type MergeRequest } from '../findings/merge-plan.js';
import { mergeRecords, unmergeRecords } from '../findings/merge.js';
import { translate } from '../i18n/translate.js';
import { commandDecider, findingContext, findingId } from './findings-input.js';
import { mergePlanLines } from './findings-show-speech.js';
import { withHome, type Home } from './home.js';
import { switchOption, textOption } from './options.js';
import type { Invocation, Services } from './services.js';

/** `mreg findings merge ID [--cluster] [--keep REGISTRATION] --reason TEXT [--dry-run]` */
export async function runFindingsMerge({ args, options, services }: Invocation): Promise<void> {
  const keep = textOption(options, 'keep');
  const request: MergeRequest = {
    finding: findingId(args[0] ?? ''),
    wholeCluster: switchOption(options, 'cluster'),
    ...(keep === undefined ? {} : { keep: findingId(keep) }),
  };
  const dryRun = switchOption(options, 'dryRun');
  await withHome(services, { readonly: dryRun, dryRun }, async (home) => {
    const plan = shownPlan(planMerge(findingContext(home, 'findings.merge'), request));
    if (dryRun) {
      const note = services.reporter.paint.dim(translate(services.lang, 'finding.merge.dry-run'));
      services.reporter.result({ ...plan, dry_run: true }, () => [...mergePlanLines(plan, services), note]);
      return;
    }
    if (!(await services.confirm('finding.merge.confirm', { survivor: plan.survivor, superseded: plan.superseded.join(' ') }))) {
      services.reporter.note('finding.merge.stopped');
      return;
    }
    // What was asked about is what happens: the digest of the plan on the screen, or the one the user looked at before.
    merge(home, services, {
      ...request,
      reason: textOption(options, 'reason') ?? '',
      digest: textOption(options, 'digest') ?? plan.digest,
    });
  });
}

function merge(home: Home, services: Services, order: MergeRequest & { readonly reason: string; readonly digest: string }): void {
  const summary = mergeRecords(findingContext(home, 'findings.merge'), order, commandDecider(home, services));
  const { survivor, superseded, ledger_seq: seq } = summary;
  services.reporter.result(summary, () => [
    ...mergePlanLines(summary, services),
    translate(services.lang, 'finding.merge.done', { survivor, superseded: superseded.join(' '), seq }),
  ]);
}

/** `mreg findings unmerge ID --reason TEXT` */
export async function runFindingsUnmerge({ args, options, services }: Invocation): Promise<void> {
  const finding = findingId(args[0] ?? '');
  await withHome(services, { readonly: false }, (home) => {
    const order = { finding, reason: textOption(options, 'reason') ?? '' };
    const summary = unmergeRecords(findingContext(home, 'findings.merge'), order, commandDecider(home, services));
    const values = { restored: summary.restored.join(' '), seq: summary.ledger_seq };
    services.reporter.result(summary, () => [translate(services.lang, 'finding.unmerge.done', values)]);
  });
}
