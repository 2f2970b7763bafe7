import type { CheckField, CheckRequest, CheckTask, CheckVerdict } from '../scan-protocol.js';
import { element, keyButton } from './elements.js';
import type { Action } from './keys.js';
import { cropOf, PageView } from './page-view.js';
import type { Desk, Pane } from './pane.js';
import { SeenPicture } from './seen-picture.js';

/** A keyed row beside its scan: for each field that differs, which of the two is right. */
export class CheckPane implements Pane {
  readonly main: HTMLElement;
  readonly bar: readonly HTMLElement[];
  readonly keys: Pane['keys'];
  private readonly task: CheckTask;
  private readonly desk: Desk;
  private readonly view: PageView;
  private readonly picture: SeenPicture;
  private readonly rows: readonly HTMLElement[];
  private readonly verdicts = new Map<string, CheckVerdict>();
  private at = 0;

  constructor(task: CheckTask, desk: Desk) {
    this.task = task;
    this.desk = desk;
    const { say } = desk;
    for (const { key, verdict } of task.fields) if (verdict !== 'open') this.verdicts.set(key, verdict);
    const frame = element('div', { class: 'page-frame', tabindex: 0, role: 'img', 'aria-label': say('whole-page') });
    this.view = new PageView(frame, task.page, () => this.leaveView());
    this.rows = task.fields.map((field, at) => this.row(field, at));
    const button = (what: string, key: string, action: Action): HTMLButtonElement =>
      keyButton(say(what), key, { class: action === 'enter' ? 'choice same finish' : 'choice', disabled: !task.isOpen }, () =>
        this.act(action),
      );
    this.bar = [
      button('do-keyed', '1', 'same'),
      button('do-scan', '2', 'different'),
      button('do-finish', 'Enter', 'enter'),
      keyButton(say('do-view'), 'V', { class: 'small' }, () => this.act('view')),
    ];
    this.keys = [
      [say('do-keyed'), '1 / S'],
      [say('do-scan'), '2 / D'],
      [say('do-field'), '↑ / ↓'],
      [say('do-finish'), 'Enter'],
      [say('do-view'), 'V'],
      [say('do-zoom'), '+ / - / 0'],
    ];
    const decided = task.decided === '' ? [] : [element('p', { class: 'notice', role: 'status' }, task.decided)];
    this.main = element(
      'article',
      { class: 'task scan compare' },
      element('header', { class: 'task-head' }, element('h1', {}, task.title), element('span', { class: 'quiet' }, task.place)),
      ...decided,
      element('div', { class: 'scan-columns' }, frame, element('div', { class: 'fields' }, ...this.rows)),
    );
    this.picture = new SeenPicture(this.main, desk);
  }

  private row({ key, label, keyed, read, confidence, box }: CheckField, at: number): HTMLElement {
    const { say } = this.desk;
    const side = (verdict: CheckVerdict, name: string, value: string): HTMLElement => {
      const shown = value === '' ? say('blank') : value;
      const button = keyButton(`${name}：${shown}`, verdict === 'keyed' ? '1' : '2', { class: `opinion ${verdict}` }, () => {
        this.at = at;
        this.decide(verdict);
      });
      button.disabled = !this.task.isOpen;
      return button;
    };
    return element(
      'section',
      { class: 'field doubtful must', 'data-key': key },
      element(
        'div',
        { class: 'field-head' },
        element('strong', {}, label),
        element('span', { class: 'number' }, say('confidence', { percent: confidence })),
      ),
      element('div', { class: 'picture' }, cropOf(this.task.page, box)),
      element('div', { class: 'entry opinions' }, side('keyed', say('check-keyed'), keyed), side('scan', say('check-scan'), read)),
    );
  }

  begin(): void {
    this.show();
    this.picture.bring(this.task.name);
  }

  end(): void {
    this.picture.leave();
  }

  act(action: Action): void {
    switch (action) {
      case 'same':
        return this.decide('keyed');
      case 'different':
        return this.decide('scan');
      case 'up':
      case 'down':
        return this.goTo(this.at + (action === 'up' ? -1 : 1));
      case 'enter':
        return this.finish();
      case 'view':
        if (document.body.classList.toggle('viewing')) this.view.element.focus();
        else this.leaveView();
        return;
      default:
    }
  }

  private decide(verdict: CheckVerdict): void {
    const field = this.task.fields[this.at];
    if (field === undefined || !this.task.isOpen || !this.picture.isSeen) return;
    this.verdicts.set(field.key, verdict);
    this.goTo(this.at + 1);
  }

  private goTo(at: number): void {
    this.at = Math.min(this.rows.length - 1, Math.max(0, at));
    this.show();
  }

  private show(): void {
    this.rows.forEach((row, at) => {
      const verdict = this.verdicts.get(this.task.fields[at]?.key ?? '');
      row.classList.toggle('current', at === this.at);
      row.classList.toggle('accepted', verdict !== undefined);
      for (const side of ['keyed', 'scan'] as const) row.querySelector(`.${side}`)?.setAttribute('aria-pressed', String(verdict === side));
    });
    this.rows[this.at]?.scrollIntoView({ block: 'nearest' });
    this.view.point(this.task.fields[this.at]?.box);
  }

  private finish(): void {
    if (!this.task.isOpen || !this.picture.isSeen) return;
    const open = this.task.fields.findIndex(({ key }) => !this.verdicts.has(key));
    const request: CheckRequest = { seen: this.task.seen, verdicts: Object.fromEntries(this.verdicts) };
    if (open === -1) return this.desk.act(request);
    this.goTo(open);
    this.desk.tell(this.desk.say('left', { count: this.task.fields.length - this.verdicts.size }), true);
  }

  private leaveView(): void {
    document.body.classList.remove('viewing');
    document.querySelector('main')?.focus({ preventScroll: true });
  }
}
