import type { ScanTask } from '../scan-protocol.js';
import type { Pane, Say } from './pane.js';

/** What keys do while a field of a scanned page has the focus. */
export type FieldAction = 'accept' | 'rest' | 'down' | 'up' | 'first' | 'second' | 'unreadable' | 'skip' | 'view' | 'all-fields' | 'leave';

const BY_KEY: Readonly<Record<string, FieldAction>> = { Enter: 'accept', ArrowDown: 'down', ArrowUp: 'up', Escape: 'leave' };
/** They write nothing, so they mean the same outside a field. */
const BY_FUNCTION_KEY: Readonly<Record<string, FieldAction>> = { F2: 'unreadable', F4: 'skip', F8: 'view', F9: 'all-fields' };
/** With Alt, by place on the keyboard. */
const BY_ALT: Readonly<Record<string, FieldAction>> = { Digit1: 'first', Digit2: 'second' };

/** What browsers report for every key that an input method has taken (UI Events, 7.3.1). */
const IN_COMPOSITION = 229;

/** What a key press asks for. Those of an input method's own window are its own: Enter that takes a word accepts no field. */
export function fieldActionOf(event: KeyboardEvent): FieldAction | undefined {
  const { key, code, target } = event;
  if (event.isComposing || event.keyCode === IN_COMPOSITION || event.repeat || event.ctrlKey || event.metaKey) return undefined;
  if (event.altKey) return target instanceof HTMLInputElement ? BY_ALT[code] : undefined;
  if (!(target instanceof HTMLInputElement)) return BY_FUNCTION_KEY[key];
  if (key === 'Enter' && event.shiftKey) return 'rest';
  return BY_FUNCTION_KEY[key] ?? BY_KEY[key];
}

/** The keys as the help shows them. */
export function keysShown({ mode }: ScanTask, say: Say): Pane['keys'] {
  return [
    [say('do-accept'), 'Enter'],
    ...(mode === 'check' ? [[say('do-rest'), 'Shift+Enter'] as const] : []),
    ...(mode === 'decide' ? [[say('do-first'), 'Alt+1 / Alt+2'] as const] : []),
    [say('do-field'), '↑ / ↓'],
    [say('do-unreadable'), 'F2'],
    [say('do-skip'), 'F4 / U'],
    [say('do-view'), 'F8 / V'],
    [say('do-zoom'), '+ / - / 0'],
    [say('do-pan'), '← / → / ↑ / ↓'],
    [say('do-all-fields'), 'F9 / E'],
    [say('do-leave'), 'Esc'],
  ];
}
