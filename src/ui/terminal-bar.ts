import { SingleBar } from 'cli-progress';
import { translate } from '../i18n/translate.js';
import { progressFacts, type ProgressBar, type ProgressOutput } from './progress-bar.js';

const BAR_STEPS = 1_000;

/** A bar that redraws one line of a terminal. It appears with the first progress, below whatever was said before. */
export function createTerminalBar(output: ProgressOutput): ProgressBar {
  const startedMs = output.nowMs();
  const bar = new SingleBar(barOptions(output.stream));
  const stage = translate(output.lang, output.stage);
  let state: 'waiting' | 'drawn' | 'stopped' = 'waiting';
  return {
    update: (progress) => {
      const facts = progressFacts(progress, output.nowMs() - startedMs, output.lang);
      const step = Math.round((progress.fraction ?? 0) * BAR_STEPS);
      if (state === 'waiting') bar.start(BAR_STEPS, step, { stage, facts });
      else if (state === 'drawn') bar.update(step, { facts });
      if (state !== 'stopped') state = 'drawn';
    },
    stop: () => {
      if (state === 'drawn') bar.stop();
      state = 'stopped';
    },
  };
}

const barOptions = (stream: NodeJS.WritableStream) => ({
  stream,
  hideCursor: true,
  clearOnComplete: true,
  fps: 8,
  barsize: 20,
  format: `{stage} {bar} {facts}`,
  barCompleteChar: '█',
  barIncompleteChar: '░',
});
