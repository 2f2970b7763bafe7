export type Action =
  | 'same'
  | 'different'
  | 'unsure'
  | 'undo'
  | 'next'
  | 'previous'
  | 'help'
  | 'reason'
  | 'filter'
  | 'fold'
  | 'enter'
  | 'view'
  | 'up'
  | 'down';

/**
 * By place on the keyboard, not by character: while a Chinese input method is on, the browser reports no letters. One that has `shift`
 * needs it.
 */
const BY_CODE: Readonly<Record<string, { readonly action: Action; readonly shift?: boolean }>> = {
  Digit1: { action: 'same' },
  Numpad1: { action: 'same' },
  KeyS: { action: 'same' },
  Digit2: { action: 'different' },
  Numpad2: { action: 'different' },
  KeyD: { action: 'different' },
  Digit3: { action: 'unsure' },
  Numpad3: { action: 'unsure' },
  KeyU: { action: 'unsure' },
  KeyZ: { action: 'undo' },
  Backspace: { action: 'undo' },
  KeyJ: { action: 'next' },
  ArrowRight: { action: 'next' },
  KeyK: { action: 'previous' },
  ArrowLeft: { action: 'previous' },
  KeyR: { action: 'reason' },
  KeyF: { action: 'filter' },
  KeyE: { action: 'fold' },
  KeyV: { action: 'view' },
  ArrowUp: { action: 'up' },
  ArrowDown: { action: 'down' },
  Enter: { action: 'enter' },
  NumpadEnter: { action: 'enter' },
  Slash: { action: 'help', shift: true },
};

/** Keys as they are shown. */
export const KEYS_SHOWN: Readonly<Record<Exclude<Action, 'enter' | 'view' | 'up' | 'down'>, string>> = {
  same: '1 / S',
  different: '2 / D',
  unsure: '3 / U',
  undo: 'Z / Backspace',
  next: 'J / →',
  previous: 'K / ←',
  reason: 'R',
  fold: 'E',
  filter: 'F',
  help: '?',
};

/** What a key press asks for. Not while something is typed, in a dialog, with a modifier, or by a key that is held down. */
export function actionOf(event: KeyboardEvent): Action | undefined {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return undefined;
  if (event.key === '?' || event.key === '？') return 'help';
  const found = BY_CODE[event.code];
  // Enter presses the button that has the focus.
  if (found?.action === 'enter' && event.target instanceof Element && event.target.closest('button, a') !== null) return undefined;
  return found === undefined || event.shiftKey !== (found.shift ?? false) ? undefined : found.action;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, dialog') !== null;
}
