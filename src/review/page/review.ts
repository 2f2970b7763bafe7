import type { Choice, Outcome, Queue, QueueFilter, Start, Task } from '../protocol.js';
import { filterDialog, helpDialog } from './dialogs.js';
import { element } from './elements.js';
import { makeFrame, type Frame } from './frame.js';
import { actionOf, type Action } from './keys.js';
import { Refused, type Talk } from './talk.js';
import { taskView, type Say } from './task-view.js';

/** The page at work: which findings come, which one is on the screen, and what the keys do to it. One question at a time. */
export class Review {
  private readonly talk: Talk;
  private readonly say: Say;
  private readonly frame: Frame;
  private filter: QueueFilter;
  private queue: readonly number[] = [];
  private left = 0;
  private isMore = false;
  private task: Task | undefined;
  private isBusy = false;

  constructor(talk: Talk, start: Start) {
    this.talk = talk;
    this.say = (key, values = {}) => fill(start.texts[key] ?? key, values);
    this.filter = start.filter;
    this.frame = makeFrame(start, this.say, (action) => this.act(action));
    document.title = this.say('title');
    document.documentElement.lang = start.lang === 'zh' ? 'zh-CN' : 'en';
    document.addEventListener('keydown', (event) => {
      const action = actionOf(event);
      if (action === undefined) return;
      event.preventDefault();
      this.act(action);
    });
    this.frame.reason.addEventListener('keydown', (event) => {
      // Enter that confirms a word of an input method is not meant for the page.
      if ((event.key === 'Enter' && !event.isComposing) || event.key === 'Escape') this.frame.main.focus();
    });
    addEventListener('popstate', () => this.work(() => this.show(findingInAddress() ?? this.queue[0])));
  }

  begin(): void {
    this.work(async () => {
      await this.renew();
      await this.show(findingInAddress() ?? this.queue[0]);
    });
  }

  private act(action: Action): void {
    if (document.querySelector('dialog[open]') !== null) return;
    switch (action) {
      case 'same':
      case 'different':
      case 'unsure':
        return this.choose(action);
      case 'undo':
        return this.undo();
      case 'next':
        return this.step(1);
      case 'previous':
        return this.step(-1);
      case 'reason':
        return this.frame.reason.focus();
      case 'fold':
        document.body.classList.toggle('folded');
        return;
      case 'help':
        return opened(helpDialog(this.say, this.task?.kind === 'anomaly'));
      case 'filter':
        return opened(filterDialog(this.filter, this.say, (filter) => this.narrow(filter)));
    }
  }

  private choose(choice: Choice): void {
    const { task } = this;
    if (task === undefined || !task.isOpen) return;
    this.work(async () => {
      const reason = this.frame.reason.value.trim();
      const next = this.after(task.finding);
      const outcome = await this.talk.choose({ finding: task.finding, choice, reason, seen: task.seen });
      this.frame.reason.value = '';
      await this.passOn(outcome, next);
      this.tell(outcome);
    });
  }

  private undo(): void {
    this.work(async () => {
      const outcome = await this.talk.undo();
      await this.renew();
      await this.open(outcome.finding);
      this.tell(outcome);
    });
  }

  private step(by: 1 | -1): void {
    const at = this.task === undefined ? -1 : this.queue.indexOf(this.task.finding);
    const wanted = at === -1 ? this.queue[0] : this.queue[at + by];
    if (wanted === undefined) return this.frame.tell(this.say(by === 1 ? 'at-end' : 'at-start'), false);
    this.work(() => this.open(wanted));
  }

  private narrow(filter: QueueFilter): void {
    this.filter = filter;
    this.work(async () => {
      await this.renew();
      await this.open(this.queue[0]);
    });
  }

  /** To the next finding. The queue is asked for anew only when it runs out: asking takes longer than choosing. */
  private async passOn({ effect, finding, progress }: Outcome, next: number | undefined): Promise<void> {
    const rest = this.queue.filter((other) => other !== finding);
    this.queue = effect === 'noted' ? [...rest, finding] : rest;
    if (effect !== 'noted') this.left = Math.max(this.queue.length, this.left - 1);
    this.frame.showProgress(progress, this.left, this.isMore);
    if (rest.length === 0) await this.renew();
    await this.open(next !== undefined && this.queue.includes(next) ? next : this.queue[0]);
  }

  private after(finding: number): number | undefined {
    return this.queue[this.queue.indexOf(finding) + 1];
  }

  private async renew(): Promise<void> {
    const queue: Queue = await this.talk.queue(this.filter);
    this.queue = queue.findings;
    this.left = queue.left;
    this.isMore = queue.isMore;
    this.frame.showProgress(queue.progress, queue.left, queue.isMore);
  }

  /** Shows a finding as a step of its own, for the back button. */
  private async open(finding: number | undefined): Promise<void> {
    if (finding !== this.task?.finding) history.pushState(undefined, '', finding === undefined ? '/' : `/?finding=${finding}`);
    await this.show(finding);
  }

  private async show(finding: number | undefined): Promise<void> {
    this.task = finding === undefined ? undefined : await this.talk.task(finding);
    const { task, say, frame } = this;
    const view =
      task === undefined
        ? element('article', { class: 'task empty' }, element('h1', {}, say('all-done')), element('p', {}, say('all-done-more')))
        : taskView(task, { say, open: (other) => this.work(() => this.open(other)) });
    frame.main.replaceChildren(view);
    frame.showActions(task);
    frame.main.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  private tell({ message }: Outcome): void {
    this.frame.tell(message, false);
  }

  /** One thing at a time: what is pressed meanwhile is dropped, so that a double click decides nothing twice. */
  private work(task: () => Promise<void>): void {
    if (this.isBusy) return;
    this.isBusy = true;
    this.frame.setBusy(true);
    this.frame.tell('', false);
    task()
      .catch((cause: unknown) => this.trouble(cause))
      .finally(() => {
        this.isBusy = false;
        this.frame.setBusy(false);
      })
      .catch(() => undefined);
  }

  private async trouble(cause: unknown): Promise<void> {
    const reason = cause instanceof Refused ? cause.reason : 'refused';
    if (reason === 'gone' || reason === 'session' || reason === 'token')
      return this.end(cause instanceof Refused ? cause.message : '', reason);
    // What is on the screen is no longer so: show what is.
    if (reason === 'stale') {
      await this.renew();
      await this.show(this.task?.finding);
    }
    if (reason === 'not-found') await this.show(this.queue[0]);
    this.frame.tell(cause instanceof Refused ? cause.message : this.say('fault'), true);
  }

  private end(message: string, reason: string): void {
    this.task = undefined;
    this.queue = [];
    this.frame.showActions(undefined);
    const said = message === '' ? this.say(`end-${reason}`) : message;
    this.frame.main.replaceChildren(
      element('article', { class: 'task empty', role: 'alert' }, element('h1', {}, said), element('p', {}, this.say('end-kept'))),
    );
  }
}

function opened(dialog: HTMLDialogElement): void {
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
}

function findingInAddress(): number | undefined {
  const text = new URLSearchParams(location.search).get('finding');
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
