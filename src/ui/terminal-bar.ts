import { SingleBar } from 'cli-progress';
import { translate } from '../i18n/translate.js';
import { progressFacts, type ProgressBar, type ProgressOutput } from './progress-bar.js';

const BAR_STEPS = 1_000;

/** A bar that redraws one line of a terminal. */
export function createTerminalBar(output: ProgressOutput): ProgressBar {
  const startedMs = output.nowMs();
  const bar = new SingleBar({
    stream: output.stream,
    hideCursor: true,
    clearOnComplete: true,
    fps: 8,
    barsize: 20,
    format: `{stage} {bar} {facts}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
  });
  bar.start(BAR_STEPS, 0, { stage: translate(output.lang, output.stage), facts: '' });
  return {
    update: (state) =>
      bar.update(Math.round((state.fraction ?? 0) * BAR_STEPS), { facts: progressFacts(state, output.nowMs() - startedMs, output.lang) }),
    stop: () => bar.stop(),
  };
}
