import type { Outcome, Queue, QueueFilter, Start, Task, TaskKind, TaskName } from '../protocol.js';
import { AcceptancePane } from './acceptance-pane.js';
import { CheckPane } from './check-pane.js';
import { filterDialog, helpDialog } from './dialogs.js';
import { element } from './elements.js';
import { findingPanes } from './finding-pane.js';
import { makeFrame, type Frame } from './frame.js';
import { actionOf, type Action } from './keys.js';
import type { Desk, Pane, Say } from './pane.js';
import { Pictures } from './pictures.js';
import { scanPanes } from './scan-pane.js';
import { Refused, type Talk } from './talk.js';

/** The page at work: which tasks come, which one is on the screen, and what the keys do to it. One question at a time. */
export class Review {
  private readonly talk: Talk;
  private readonly say: Say;
  private readonly kinds: readonly TaskKind[];
  private readonly frame: Frame;
  private readonly pictures: Pictures;
  private readonly paneOf: (task: Task) => Pane;
  private filter: QueueFilter;
  private queue: readonly TaskName[] = [];
  private left = 0;
  private isMore = false;
  private name: TaskName | undefined;
  private pane: Pane | undefined;
  private isBusy = false;

  constructor(talk: Talk, start: Start) {
    this.talk = talk;
    this.say = (key, values = {}) => fill(start.texts[key] ?? key, values);
    this.filter = start.filter;
    this.kinds = start.kinds;
    this.frame = makeFrame(start, this.say, (action) => this.act(action));
    this.pictures = new Pictures(talk);
    this.paneOf = panesOf(this.desk());
    document.title = this.say('title');
    document.documentElement.lang = start.lang === 'zh' ? 'zh-CN' : 'en';
    document.addEventListener('keydown', (event) => {
      if (document.querySelector('dialog[open]') !== null) return;
      if (this.pane?.press?.(event) === true) return event.preventDefault();
      const action = actionOf(event);
      if (action === undefined) return;
      event.preventDefault();
      this.act(action);
    });
    addEventListener('popstate', () => this.work(() => this.show(nameInAddress() ?? this.queue[0])));
  }

  begin(): void {
    this.work(async () => {
      await this.renew();
      await this.show(nameInAddress() ?? this.queue[0]);
    });
  }

  private desk(): Desk {
    return {
      say: this.say,
      act: (request, done) => this.decide(request, done),
      ask: (name, request) => this.talk.ask(name, request),
      picture: (name) => this.pictures.address(name),
      open: (name) => this.work(() => this.open(name)),
      press: (action) => this.act(action),
      tell: (message, isTrouble) => this.frame.tell(message, isTrouble),
    };
  }

  private act(action: Action): void {
    if (document.querySelector('dialog[open]') !== null) return;
    switch (action) {
      case 'undo':
        return this.undo();
      case 'next':
        return this.step(1);
      case 'previous':
        return this.step(-1);
      case 'help':
        return opened(helpDialog(this.say, this.pane?.keys ?? []));
      case 'filter':
        return opened(filterDialog(this.filter, this.kinds, this.say, (filter) => this.narrow(filter)));
      default:
        return this.pane?.act(action);
    }
  }

  private decide(request: object, done?: () => void): void {
    const { name } = this;
    if (name === undefined) return;
    this.work(async () => {
      const next = this.after(name);
      const outcome = await this.talk.act(name, request);
      done?.();
      await this.passOn(outcome, next);
      this.tell(outcome);
    });
  }

  private undo(): void {
    this.work(async () => {
      const outcome = await this.talk.undo();
      await this.renew();
      await this.open(outcome.task);
      this.tell(outcome);
    });
  }

  private step(by: 1 | -1): void {
    const at = this.name === undefined ? -1 : this.queue.indexOf(this.name);
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

  /** To the next task. The queue is asked for anew only when it runs out: asking takes longer than choosing. */
  private async passOn({ effect, task, progress }: Outcome, next: TaskName | undefined): Promise<void> {
    const rest = this.queue.filter((other) => other !== task);
    this.queue = effect === 'noted' ? [...rest, task] : rest;
    if (effect !== 'noted') this.left = Math.max(this.queue.length, this.left - 1);
    this.frame.showProgress(progress, this.left, this.isMore);
    if (rest.length === 0) await this.renew();
    await this.open(next !== undefined && this.queue.includes(next) ? next : this.queue[0]);
  }

  private after(name: TaskName): TaskName | undefined {
    return this.queue[this.queue.indexOf(name) + 1];
  }

  private async renew(): Promise<void> {
    const queue: Queue = await this.talk.queue(this.filter);
    this.queue = queue.tasks;
    this.left = queue.left;
    this.isMore = queue.isMore;
    this.frame.showProgress(queue.progress, queue.left, queue.isMore);
  }

  /** Shows a task as a step of its own, for the back button. */
  private async open(name: TaskName | undefined): Promise<void> {
    if (name !== this.name) history.pushState(undefined, '', name === undefined ? '/' : `/?task=${name}`);
    await this.show(name);
  }

  private async show(name: TaskName | undefined): Promise<void> {
    const pane = name === undefined ? undefined : this.paneOf(await this.talk.task(name));
    const { say, frame } = this;
    this.pane?.end?.();
    this.name = name;
    this.pane = pane;
    const nothing = element('article', { class: 'task empty' }, element('h1', {}, say('all-done')), element('p', {}, say('all-done-more')));
    frame.main.replaceChildren(pane?.main ?? nothing);
    frame.showPane(pane);
    frame.main.focus({ preventScroll: true });
    scrollTo(0, 0);
    pane?.begin?.();
    this.pictures.keep(name, name === undefined ? undefined : this.after(name));
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
      await this.show(this.name);
    }
    if (reason === 'not-found') await this.show(this.queue[0]);
    this.frame.tell(cause instanceof Refused ? cause.message : this.say('fault'), true);
  }

  private end(message: string, reason: string): void {
    this.pane?.end?.();
    this.name = undefined;
    this.pane = undefined;
    this.queue = [];
    this.frame.showPane(undefined);
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

/** Each kind of task has its pane. */
function panesOf(desk: Desk): (task: Task) => Pane {
  const [ofFinding, ofScan] = [findingPanes(desk), scanPanes(desk)];
  return (task) => {
    if (task.kind === 'scan') return ofScan(task);
    if (task.kind === 'acceptance') return new AcceptancePane(task, desk);
    return task.kind === 'check' ? new CheckPane(task, desk) : ofFinding(task);
  };
}

/** Whether there is such a task is for the server to say. */
function nameInAddress(): TaskName | undefined {
  const text = new URLSearchParams(location.search).get('task');
  return isName(text) ? text : undefined;
}

function isName(text: string | null): text is TaskName {
  return text !== null && /^[a-z]+-[1-9]\d{0,14}$/.test(text);
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
