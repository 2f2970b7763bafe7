import type { AnomalyTask, Choice, PairTask } from '../protocol.js';
import { element, keyButton } from './elements.js';
import { findingView } from './finding-view.js';
import { KEYS_SHOWN } from './keys.js';
import type { Desk, Pane } from './pane.js';

const CHOICES = ['same', 'different', 'unsure'] as const satisfies readonly Choice[];

/** Makes panes of findings. The reason typed for the next choice outlives them: it goes along from one finding to the other. */
export function findingPanes(desk: Desk): (task: PairTask | AnomalyTask) => Pane {
  const { say } = desk;
  const reason = element('input', { id: 'reason', type: 'text', maxlength: 500, autocomplete: 'off', placeholder: say('reason-hint') });
  reason.addEventListener('keydown', (event) => {
    // Enter that confirms a word of an input method is not meant for the page.
    if ((event.key === 'Enter' && !event.isComposing) || event.key === 'Escape') document.querySelector('main')?.focus();
  });
  return (task) => {
    const choose = (choice: Choice): void => {
      if (!task.isOpen) return;
      desk.act({ choice, reason: reason.value.trim(), seen: task.seen }, () => {
        reason.value = '';
      });
    };
    const button = (choice: Choice): HTMLButtonElement => {
      const attributes = { class: `choice ${choice}`, disabled: !task.isOpen, 'aria-pressed': task.own === choice };
      return keyButton(say(`${task.kind}-${choice}`), KEYS_SHOWN[choice].slice(0, 1), attributes, () => choose(choice));
    };
    return {
      main: findingView(task, desk),
      bar: [
        ...CHOICES.map(button),
        element('label', { for: 'reason' }, say('do-reason'), ' ', element('kbd', {}, 'R')),
        reason,
        keyButton(say('do-fold'), 'E', { class: 'small' }, () => desk.press('fold')),
      ],
      keys: [
        ...CHOICES.map((choice) => [say(`${task.kind}-${choice}`), KEYS_SHOWN[choice]] as const),
        [say('do-reason'), KEYS_SHOWN.reason],
        [say('do-fold'), KEYS_SHOWN.fold],
      ],
      act: (action) => {
        if (action === 'same' || action === 'different' || action === 'unsure') choose(action);
        if (action === 'reason') reason.focus();
        if (action === 'fold') document.body.classList.toggle('folded');
      },
    };
  };
}
