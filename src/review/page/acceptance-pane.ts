import type { AcceptanceField, AcceptanceGroup, AcceptanceRequest, AcceptanceTask } from '../acceptance-protocol.js';
import { element, keyButton } from './elements.js';
import { KEYS_SHOWN, type Action } from './keys.js';
import { cropOf, PageView } from './page-view.js';
import type { Desk, Pane } from './pane.js';
import { SeenPicture } from './seen-picture.js';

/** A record of a sample beside its page: one key when every field is as on the paper, marks on those that are not. */
export class AcceptancePane implements Pane {
  readonly main: HTMLElement;
  readonly bar: readonly HTMLElement[];
  readonly keys: Pane['keys'];
  private readonly task: AcceptanceTask;
  private readonly desk: Desk;
  private readonly view: PageView | undefined;
  private readonly picture: SeenPicture;
  private readonly fields: readonly AcceptanceField[];
  private readonly rows = new Map<string, HTMLButtonElement>();
  private readonly wrong: Set<string>;
  private at = 0;

  constructor(task: AcceptanceTask, desk: Desk) {
    this.task = task;
    this.desk = desk;
    this.wrong = new Set(task.wrong);
    this.fields = task.groups.flatMap(({ fields }) => fields);
    const { say } = desk;
    const frame = element('div', { class: 'page-frame', tabindex: 0, role: 'img', 'aria-label': say('whole-page') });
    this.view = task.page === undefined ? undefined : new PageView(frame, task.page, () => this.leaveView());
    const button = (what: string, action: 'same' | 'different' | 'unsure'): HTMLButtonElement =>
      keyButton(say(what), KEYS_SHOWN[action].slice(0, 1), { class: `choice ${action}`, disabled: !task.isOpen }, () => this.act(action));
    this.bar = [
      button('acceptance-right', 'same'),
      button('acceptance-wrong', 'different'),
      button('acceptance-unsure', 'unsure'),
      ...(this.view === undefined ? [] : [keyButton(say('do-view'), 'V', { class: 'small' }, () => this.act('view'))]),
    ];
    this.keys = [
      [say('acceptance-right'), KEYS_SHOWN.same],
      [say('acceptance-wrong'), KEYS_SHOWN.different],
      [say('acceptance-unsure'), KEYS_SHOWN.unsure],
      [say('do-field'), '↑ / ↓'],
      [say('acceptance-mark'), 'Enter'],
      ...(this.view === undefined
        ? []
        : ([
            [say('do-view'), 'V'],
            [say('do-zoom'), '+ / - / 0'],
          ] as const)),
    ];
    this.main = this.article(this.view === undefined ? element('p', { class: 'notice' }, say('acceptance-no-picture')) : frame);
    this.picture = new SeenPicture(this.main, desk);
    this.picture = new SeenPicture(this.main, desk);
  }

  private article(paper: HTMLElement): HTMLElement {
    const { title, place, decided, notice, groups } = this.task;
    return element(
      'article',
      { class: 'task scan acceptance' },
      element('header', { class: 'task-head' }, element('h1', {}, title), element('span', { class: 'quiet' }, place)),
      ...[decided, notice].filter((text) => text !== '').map((text) => element('p', { class: 'notice', role: 'status' }, text)),
      element('p', { class: 'quiet' }, this.desk.say('acceptance-rule')),
      element(
        'div',
        { class: this.view === undefined ? 'paper-columns' : 'scan-columns' },
        paper,
        element('div', { class: 'judged' }, ...groups.map((group) => this.group(group))),
      ),
    );
  }

  private group({ title, fields }: AcceptanceGroup): HTMLElement {
    return element('section', {}, element('h2', {}, title), ...fields.map((field) => this.row(field)));
  }

  /** A field is a button that marks it as wrong. */
  private row(field: AcceptanceField): HTMLElement {
    const { key, label, value, box } = field;
    const { page, isOpen } = this.task;
    const shown =
      value === '' ? element('span', { class: 'absent' }, this.desk.say('acceptance-empty')) : element('span', { class: 'value' }, value);
    const crop = page === undefined || box === undefined ? [] : [element('span', { class: 'picture' }, cropOf(page, box))];
    const attributes = { type: 'button', class: 'judge', 'data-key': key, disabled: !isOpen };
    const row = element('button', attributes, element('span', { class: 'name' }, label), shown, ...crop);
    row.addEventListener('click', () => this.mark(field));
    row.addEventListener('focus', () => this.goTo(this.fields.indexOf(field)));
    this.rows.set(key, row);
    return row;
  }

  begin(): void {
    this.goTo(0);
    this.show();
    if (this.task.page === undefined) this.picture.glance();
    else this.picture.bring(this.task.name);
  }

  end(): void {
    this.picture.leave();
  }

  act(action: Action): void {
    switch (action) {
      case 'same':
      case 'different':
        return this.judge(action === 'same');
      case 'unsure':
        if (this.task.isOpen) this.desk.act({ skip: true });
        return;
      case 'up':
      case 'down':
        this.goTo(this.at + (action === 'up' ? -1 : 1));
        return this.current()?.focus();
      case 'enter':
        return this.mark(this.fields[this.at]);
      case 'view':
        if (this.view === undefined) return;
        if (document.body.classList.toggle('viewing')) this.view.element.focus();
        else this.leaveView();
        return;
      default:
    }
  }

  private judge(isRight: boolean): void {
    const { task, desk, wrong } = this;
    if (!task.isOpen || (this.view !== undefined && !this.picture.isSeen)) return;
    if (isRight && wrong.size > 0) return desk.tell(desk.say('acceptance-marked', { count: wrong.size }), true);
    if (!isRight && wrong.size === 0) return desk.tell(desk.say('acceptance-mark-first'), true);
    const found: AcceptanceRequest = { seen: task.seen, wrong: [...wrong] };
    desk.act(found);
  }

  private mark(field: AcceptanceField | undefined): void {
    if (field === undefined || !this.task.isOpen) return;
    if (!this.wrong.delete(field.key)) this.wrong.add(field.key);
    this.show();
  }

  private goTo(at: number): void {
    this.at = Math.min(this.fields.length - 1, Math.max(0, at));
    for (const [key, row] of this.rows) row.classList.toggle('current', key === this.fields[this.at]?.key);
    this.current()?.scrollIntoView({ block: 'nearest' });
    this.view?.point(this.fields[this.at]?.box);
  }

  private current(): HTMLButtonElement | undefined {
    return this.rows.get(this.fields[this.at]?.key ?? '');
  }

  private show(): void {
    for (const [key, row] of this.rows) row.setAttribute('aria-pressed', String(this.wrong.has(key)));
  }

  private leaveView(): void {
    document.body.classList.remove('viewing');
    document.querySelector('main')?.focus({ preventScroll: true });
  }
}
