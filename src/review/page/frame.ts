import type { Progress, Start } from '../protocol.js';
import { element, keyButton } from './elements.js';
import type { Action } from './keys.js';
import type { Pane, Say } from './pane.js';

/** What stays on the screen while tasks come and go. */
export interface Frame {
  readonly main: HTMLElement;
  /** `isMore`: `left` is the least there are. */
  showProgress(progress: Progress, left: number, isMore: boolean): void;
  /** What stands in the bar below. */
  showPane(pane: Pane | undefined): void;
  /** Something happened; read out by screen readers. `isTrouble`: it did not go as asked. */
  tell(message: string, isTrouble: boolean): void;
  setBusy(isBusy: boolean): void;
}

export function makeFrame({ reviewer, twoPersons, twoPass, unmasked }: Start, say: Say, act: (action: Action) => void): Frame {
  const bar = element('progress', { max: 1, value: 0, 'aria-label': say('progress') });
  const counts = element('span', { class: 'counts' });
  const told = element('p', { class: 'told', role: 'status', 'aria-live': 'polite' });
  const main = element('main', { tabindex: -1 });
  const actions = element('div', { class: 'actions' });
  const modes = [...(twoPersons ? ['two-persons'] : []), ...(twoPass ? ['two-pass'] : []), ...(unmasked ? ['unmasked'] : [])];
  document.body.replaceChildren(
    element(
      'div',
      { class: 'top' },
      element('span', { class: 'brand' }, say('title')),
      bar,
      counts,
      element('span', { class: 'spring' }),
      ...modes.map((mode) => element('span', { class: 'badge mode' }, say(mode))),
      element('span', { class: 'quiet' }, reviewer),
      keyButton(say('do-filter'), 'F', { class: 'small' }, () => act('filter')),
      keyButton(say('do-help'), '?', { class: 'small' }, () => act('help')),
    ),
    main,
    element('div', { class: 'bottom' }, told, actions),
  );
  return {
    main,
    showProgress: ({ done, unsure, waiting, perHour }, left, isMore) => {
      bar.value = done + left === 0 ? 1 : done / (done + left);
      const parts = [say('counts', { done, left: isMore ? `${left}+` : left })];
      if (waiting > 0) parts.push(say('count-waiting', { count: waiting }));
      if (unsure > 0) parts.push(say('count-unsure', { count: unsure }));
      if (perHour > 0) parts.push(say('rate', { count: perHour }));
      counts.textContent = parts.join(' · ');
    },
    showPane: (pane) => {
      actions.replaceChildren(
        ...(pane?.bar ?? []),
        keyButton(say('do-undo'), 'Z', { class: 'small' }, () => act('undo')),
        keyButton(say('do-previous'), 'K', { class: 'small' }, () => act('previous')),
        keyButton(say('do-next'), 'J', { class: 'small' }, () => act('next')),
      );
    },
    tell: (message, isTrouble) => {
      told.textContent = message;
      told.classList.toggle('trouble', isTrouble);
    },
    setBusy: (isBusy) => document.body.classList.toggle('busy', isBusy),
  };
}
