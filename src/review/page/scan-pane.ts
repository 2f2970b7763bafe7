import type { TaskName } from '../protocol.js';
import type { FieldFinding, KeyingRequest, ScanTask, SkipRequest, TypedAnswer } from '../scan-protocol.js';
import { element, keyButton } from './elements.js';
import { FieldRow, type Draft } from './field-row.js';
import type { Action } from './keys.js';
import { PageView } from './page-view.js';
import type { Desk, Pane } from './pane.js';
import { fieldActionOf, keysShown, type FieldAction } from './scan-keys.js';
import { SeenPicture } from './seen-picture.js';
import { messageOf } from './talk.js';

type Drafts = ReadonlyMap<string, Draft>;

/** Long enough that nobody who types on is asked after each stroke, short enough to seem at once. */
const TYPING_PAUSE_MS = 250;

/** Makes panes of scanned pages. What was begun on a page waits here while others are looked at, and nowhere on the disk. */
export function scanPanes(desk: Desk): (task: ScanTask) => Pane {
  const drafts = new Map<TaskName, Drafts>();
  addEventListener('beforeunload', (event) => {
    if (drafts.size > 0) event.preventDefault();
  });
  return (task) => new ScanPane(task, desk, drafts);
}

class ScanPane implements Pane {
  readonly main: HTMLElement;
  readonly bar: readonly HTMLElement[];
  readonly keys: Pane['keys'];
  private readonly task: ScanTask;
  private readonly desk: Desk;
  private readonly drafts: Map<TaskName, Drafts>;
  private readonly rows: readonly FieldRow[];
  private readonly others: HTMLElement;
  private readonly rowFindings = element('ul', { class: 'said' });
  private readonly left = element('span', { class: 'counts', 'aria-live': 'polite' });
  private readonly view: PageView;
  private readonly picture: SeenPicture;
  private readonly finish: HTMLButtonElement;
  private current: FieldRow | undefined;
  private asked = 0;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private isGone = false;

  constructor(task: ScanTask, desk: Desk, drafts: Map<TaskName, Drafts>) {
    this.task = task;
    this.desk = desk;
    this.drafts = drafts;
    const { say } = desk;
    const kept = drafts.get(task.name);
    this.rows = task.fields.map(
      (field) =>
        new FieldRow(field, {
          page: task.page,
          say,
          unreadable: task.unreadable,
          isOpen: task.isOpen,
          draft: kept?.get(field.key),
          onFocus: (row) => this.pointTo(row),
          onType: () => this.typed(),
        }),
    );
    const rest = this.rows.filter(({ field }) => !field.mustLook);
    this.others = element('div', { class: 'others' }, ...rest.map((row) => row.element));
    const frame = element('div', { class: 'page-frame', tabindex: 0, role: 'img', 'aria-label': say('whole-page') });
    this.view = new PageView(frame, task.page, () => this.leaveView());
    const key = (what: string, shown: string, attributes: { class: string }, act: () => void): HTMLButtonElement =>
      keyButton(say(what), shown, { ...attributes, disabled: !task.isOpen }, act);
    this.finish = key('do-finish', 'Enter', { class: 'choice same finish' }, () => this.finishPage());
    this.bar = [
      this.finish,
      this.left,
      key('do-rest', 'Shift+Enter', { class: 'small' }, () => this.acceptRest()),
      key('do-unreadable', 'F2', { class: 'small' }, () => this.current?.toggleUnreadable()),
      key('do-skip', 'F4', { class: 'small' }, () => this.skip()),
      keyButton(say('do-view'), 'F8', { class: 'small' }, () => this.toggleView()),
      keyButton(say('do-all-fields'), 'F9', { class: 'small' }, () => this.toggleOthers()),
    ];
    this.keys = keysShown(task, say);
    this.main = this.make(rest.length);
    this.picture = new SeenPicture(this.main, desk);
  }

  private make(folded: number): HTMLElement {
    const { task, desk } = this;
    const { say } = desk;
    const decided = task.decided === '' ? [] : [element('p', { class: 'notice', role: 'status' }, task.decided)];
    const must = this.rows.filter(({ field }) => field.mustLook);
    const fold = keyButton(say('folded', { count: folded }), 'F9', { class: 'fold link' }, () => this.toggleOthers());
    return element(
      'article',
      { class: `task scan ${task.mode}` },
      element(
        'header',
        { class: 'task-head' },
        element('h1', {}, task.title, ' ', element('span', { class: 'number' }, `#${task.id}`)),
        element('span', { class: 'quiet' }, task.place),
      ),
      ...decided,
      element(
        'div',
        { class: 'scan-columns' },
        this.view.element,
        element('div', { class: 'fields' }, this.rowFindings, ...must.map((row) => row.element), fold, this.others),
      ),
    );
  }

  begin(): void {
    this.tell(this.task.findings, {});
    this.count();
    (this.nextOpen()?.input ?? this.finish).focus();
    if (this.drafts.has(this.task.name)) this.ask().catch(() => undefined);
    this.picture.bring(this.task.name);
  }

  end(): void {
    this.isGone = true;
    this.picture.leave();
    clearTimeout(this.waiting);
    const touched = this.rows.filter((row) => row.isTouched);
    if (touched.length > 0 && this.task.isOpen) this.drafts.set(this.task.name, new Map(touched.map((row) => [row.field.key, row.draft])));
  }

  press(event: KeyboardEvent): boolean {
    const action = fieldActionOf(event);
    if (action !== undefined) this.do(action);
    return action !== undefined;
  }

  act(action: Action): void {
    if (action === 'up' || action === 'down') this.current?.input.focus();
    if (action === 'enter') (this.nextOpen() ?? this.current ?? this.rows[0])?.input.focus();
    if (action === 'unsure') this.skip();
    if (action === 'fold') this.toggleOthers();
    if (action === 'view') this.toggleView();
  }

  private do(action: FieldAction): void {
    switch (action) {
      case 'accept':
        return this.accept();
      case 'rest':
        return this.acceptRest();
      case 'down':
        return this.step(1);
      case 'up':
        return this.step(-1);
      case 'first':
      case 'second':
        this.current?.takeOpinion(action === 'first' ? 0 : 1);
        return;
      case 'unreadable':
        return this.current?.toggleUnreadable();
      case 'skip':
        return this.skip();
      case 'view':
        return this.toggleView();
      case 'all-fields':
        return this.toggleOthers();
      case 'leave':
        document.querySelector('main')?.focus({ preventScroll: true });
    }
  }

  private get mayDecide(): boolean {
    return this.task.isOpen && this.picture.isSeen;
  }

  private accept(): void {
    const row = this.current;
    if (row === undefined || !this.mayDecide) return;
    row.accept();
    this.count();
    (this.nextOpen(row)?.input ?? this.finish).focus();
  }

  /** What is not shown cannot be accepted unseen. */
  private acceptRest(): void {
    if (!this.mayDecide) return;
    const open = this.openRows();
    if (open.some(({ field }) => field.isBlind || field.opinions.length > 0)) return this.desk.tell(this.desk.say('no-rest'), true);
    for (const row of open) row.accept();
    this.current?.accept();
    this.count();
    this.finish.focus();
  }

  private openRows(): readonly FieldRow[] {
    return this.rows.filter(({ field, isAccepted }) => field.mustLook && !isAccepted);
  }

  /** The next one to look at, beginning behind a row. */
  private nextOpen(after?: FieldRow): FieldRow | undefined {
    const open = this.openRows();
    const at = after === undefined ? -1 : this.rows.indexOf(after);
    return open.find((row) => this.rows.indexOf(row) > at) ?? open[0];
  }

  private step(by: 1 | -1): void {
    const visible = this.rows.filter((row) => row.isVisible);
    const at = this.current === undefined ? -1 : visible.indexOf(this.current);
    (visible[at + by]?.input ?? (by === 1 ? this.finish : undefined))?.focus();
  }

  private pointTo(row: FieldRow): void {
    this.current?.element.classList.remove('current');
    this.current = row;
    row.element.classList.add('current');
    row.element.scrollIntoView({ block: 'nearest' });
    this.view.point(row.field.box);
  }

  private typed(): void {
    this.count();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.ask().catch((cause: unknown) => this.isGone || this.desk.tell(messageOf(cause), true));
    }, TYPING_PAUSE_MS);
  }

  /** Only the newest answer counts. */
  private async ask(): Promise<readonly FieldFinding[]> {
    const number = (this.asked += 1);
    const answer = await this.desk.ask<TypedAnswer>(this.task.name, { values: this.values() });
    if (number === this.asked && !this.isGone) this.tell(answer.findings, answer.values);
    return answer.findings;
  }

  private tell(findings: readonly FieldFinding[], written: Readonly<Record<string, string>>): void {
    for (const row of this.rows) row.tell(findings, written[row.field.key] ?? '');
    const ofRow = findings.filter(({ fields }) => fields.length === 0);
    this.rowFindings.replaceChildren(...ofRow.map(({ severity, message }) => element('li', { class: severity }, message)));
  }

  private count(): void {
    const open = this.openRows().length;
    this.left.textContent = open === 0 ? this.desk.say('ready') : this.desk.say('left', { count: open });
  }

  private values(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.rows.filter((row) => row.isTouched).map((row) => [row.field.key, row.input.value]));
  }

  /** The rules are asked once more before anything is sent: what they refuse is shown where it stands. */
  private finishPage(): void {
    if (!this.mayDecide) return;
    const open = this.nextOpen();
    if (open !== undefined) {
      this.desk.tell(this.desk.say('left', { count: this.openRows().length }), true);
      return open.input.focus();
    }
    this.send().catch((cause: unknown) => this.desk.tell(messageOf(cause), true));
  }

  private async send(): Promise<void> {
    const errors = (await this.ask()).filter(({ severity }) => severity === 'error');
    if (this.isGone) return;
    const wrong = this.rows.find(({ field }) => errors.some(({ fields }) => fields.includes(field.key)));
    if (errors.length > 0) {
      wrong?.input.focus();
      return this.desk.tell(errors[0]?.message ?? '', true);
    }
    const request: KeyingRequest = { seen: this.task.seen, values: this.values() };
    this.desk.act(request, () => this.forget());
  }

  /** Done with: nothing of it stays. */
  private forget(): void {
    this.isGone = true;
    this.drafts.delete(this.task.name);
    for (const row of this.rows) row.reset();
  }

  private skip(): void {
    const request: SkipRequest = { skip: true };
    if (this.task.isOpen) this.desk.act(request);
  }

  private toggleOthers(): void {
    this.others.classList.toggle('open');
  }

  private toggleView(): void {
    if (document.body.classList.toggle('viewing')) this.view.element.focus();
    else this.leaveView();
  }

  private leaveView(): void {
    document.body.classList.remove('viewing');
    (this.current ?? this.nextOpen() ?? this.rows[0])?.input.focus();
  }
}
