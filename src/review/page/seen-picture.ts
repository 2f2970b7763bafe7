import type { TaskName } from '../protocol.js';
import { showPicture } from './page-view.js';
import type { Desk } from './pane.js';
import { messageOf } from './talk.js';

/** Less than this nobody needs to see anything at all: a key pressed earlier was meant for the page before. */
const GLANCE_MS = 200;

/** The picture of a task in all the windows on it. Nothing is accepted or decided before somebody can have seen it. */
export class SeenPicture {
  private readonly main: HTMLElement;
  private readonly desk: Desk;
  private isGone = false;
  isSeen = false;

  constructor(main: HTMLElement, desk: Desk) {
    this.main = main;
    this.desk = desk;
  }

  /** A scan that cannot be shown is said to be so; then the paper itself may lie on the desk. */
  bring(name: TaskName): void {
    this.desk
      .picture(name)
      .then((address) => this.isGone || this.showAt(address))
      .catch((cause: unknown) => {
        if (this.isGone) return;
        this.desk.tell(this.desk.say('no-picture', { message: messageOf(cause) }), true);
        this.glance();
      });
  }

  leave(): void {
    this.isGone = true;
    document.body.classList.remove('viewing');
  }

  private showAt(address: string): void {
    this.main.querySelector('image')?.addEventListener('load', () => this.glance(), { once: true });
    showPicture(this.main, address);
  }

  /** Long enough for a key that was meant for the page before. */
  glance(): void {
    setTimeout(() => {
      this.isSeen = true;
      this.main.classList.add('seen');
    }, GLANCE_MS);
  }
}
