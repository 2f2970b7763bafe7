import type { TaskName } from '../protocol.js';
import type { Action } from './keys.js';

/** A text of the page by the end of its key, its places filled. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** A task on the screen: what is shown, what stands in the bar below, what keys do to it. One for each kind of task. */
export interface Pane {
  readonly main: HTMLElement;
  /** Buttons and fields of the bar at the bottom, before those of the page. */
  readonly bar: readonly HTMLElement[];
  /** The keys and what they do here, for the help. */
  readonly keys: readonly (readonly [what: string, keys: string])[];
  /** Called once it stands on the screen: places the focus. */
  begin?(): void;
  /** A key press before the page looks at it. @returns whether it was for this pane */
  press?(event: KeyboardEvent): boolean;
  /** A key that the page itself has no use for. */
  act(action: Action): void;
  /** Called when it goes. */
  end?(): void;
}

/** What a pane may ask of the page. */
export interface Desk {
  readonly say: Say;
  /** Does something to the task on the screen and goes on to the next one. @param request as its source on the server takes it @param done when it was taken */
  act(request: object, done?: () => void): void;
  /** Asks something about a task that changes nothing. @throws Refused */
  ask<T>(name: TaskName, request: object): Promise<T>;
  /** The address of a picture within this page, from memory when it was fetched before. @throws Refused */
  picture(name: TaskName): Promise<string>;
  open(name: TaskName): void;
  /** As if the key had been pressed. */
  press(action: Action): void;
  tell(message: string, isTrouble: boolean): void;
}
