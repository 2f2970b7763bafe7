import type { FieldFinding, PageSize, ScanField } from '../scan-protocol.js';
import { element, keyButton } from './elements.js';
import { cropOf } from './page-view.js';
import type { Say } from './pane.js';

/** What a person has made of a field so far; kept while he looks at other pages. */
export interface Draft {
  readonly text: string;
  readonly isAccepted: boolean;
}

export interface FieldRowSetting {
  readonly page: PageSize;
  readonly say: Say;
  /** What is written for a field that nobody can read. */
  readonly unreadable: string;
  readonly isOpen: boolean;
  readonly draft: Draft | undefined;
  onFocus(row: FieldRow): void;
  onType(row: FieldRow): void;
}

/** A field: its stretch of the page beside the value, and what is known and said of it. */
export class FieldRow {
  readonly field: ScanField;
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly say: Say;
  private readonly unreadable: string;
  private readonly state = element('span', { class: 'badge state' });
  private readonly written = element('p', { class: 'written quiet' });
  private readonly findings = element('ul', { class: 'said' });
  private hasError = false;
  isAccepted: boolean;

  constructor(field: ScanField, setting: FieldRowSetting) {
    const { say, page, draft } = setting;
    this.field = field;
    this.say = say;
    this.unreadable = setting.unreadable;
    this.isAccepted = draft?.isAccepted ?? false;
    const id = `field-${field.key}`;
    // No name of a person may be offered by the browser from what was typed before.
    const attributes = {
      id,
      type: 'text',
      autocomplete: 'off',
      spellcheck: 'false',
      autocapitalize: 'off',
      'aria-describedby': `${id}-said`,
    };
    this.input = element('input', { ...attributes, readonly: !setting.isOpen, placeholder: field.isBlind ? say('not-shown') : '' });
    this.input.value = draft?.text ?? field.value;
    this.findings.id = `${id}-said`;
    this.element = this.make(id, page);
    this.input.addEventListener('focus', () => {
      this.input.select();
      setting.onFocus(this);
    });
    this.input.addEventListener('input', () => {
      this.isAccepted = false;
      this.show();
      setting.onType(this);
    });
    this.show();
  }

  private make(id: string, page: PageSize): HTMLElement {
    const { label, standing, confidence, evidence, box, opinions } = this.field;
    const { say } = this;
    const head = element(
      'div',
      { class: 'field-head' },
      element('label', { for: id }, label),
      ...(this.field.isBlind ? [] : [element('span', { class: `badge ${standing}` }, say(`standing-${standing}`))]),
      ...(confidence === '' || standing === 'absent' ? [] : [element('span', { class: 'number' }, confidence)]),
      this.state,
    );
    const taken = opinions.map((said, at) =>
      keyButton(`${say('opinion', { number: at + 1 })}：${said === '' ? say('blank') : said}`, `Alt+${at + 1}`, { class: 'opinion' }, () =>
        this.take(said),
      ),
    );
    const why = evidence.map((reason) => element('li', {}, reason));
    return element(
      'section',
      { class: `field ${standing}${this.field.mustLook ? ' must' : ''}`, 'data-key': this.field.key },
      head,
      element('div', { class: 'picture' }, ...(box === undefined ? [] : [cropOf(page, box)])),
      element(
        'div',
        { class: 'entry' },
        this.input,
        ...(taken.length === 0 ? [] : [element('div', { class: 'opinions' }, ...taken)]),
        this.written,
        this.findings,
        ...(why.length === 0 ? [] : [element('ul', { class: 'why quiet' }, ...why)]),
      ),
    );
  }

  /** The place of a keying among those that differ, from 0. */
  takeOpinion(at: number): boolean {
    const said = this.field.opinions[at];
    if (said === undefined) return false;
    this.take(said);
    return true;
  }

  private take(text: string): void {
    this.input.value = text;
    this.input.dispatchEvent(new Event('input'));
  }

  accept(): void {
    this.isAccepted = true;
    this.show();
  }

  /** Marks it as what nobody can read, or takes that back. */
  toggleUnreadable(): void {
    this.take(this.isUnreadable ? this.field.value : this.unreadable);
    if (this.isUnreadable) this.accept();
  }

  private get isUnreadable(): boolean {
    return this.input.value === this.unreadable;
  }

  get draft(): Draft {
    return { text: this.input.value, isAccepted: this.isAccepted };
  }

  /** Accepted or changed: what was neither is not said to have been looked at. */
  get isTouched(): boolean {
    return this.isAccepted || this.input.value !== this.field.value;
  }

  /** As it came, so that nothing of it is kept. */
  reset(): void {
    this.input.value = this.field.value;
    this.isAccepted = false;
  }

  get isVisible(): boolean {
    return this.element.offsetParent !== null;
  }

  /** What the rules say of it, and how the registry would write it. */
  tell(findings: readonly FieldFinding[], written: string): void {
    const own = findings.filter(({ fields }) => fields.includes(this.field.key));
    this.findings.replaceChildren(
      ...own.map(({ severity, message, advice }) => element('li', { class: severity }, message, ' ', element('small', {}, advice))),
    );
    this.hasError = own.some(({ severity }) => severity === 'error');
    this.element.classList.toggle('raised', own.length > 0);
    this.written.textContent = written === '' || written === this.input.value ? '' : this.say('written-as', { value: written });
    this.show();
  }

  private show(): void {
    const { element: row, input, say } = this;
    row.classList.toggle('accepted', this.isAccepted);
    row.classList.toggle('wrong', this.hasError);
    row.classList.toggle('unreadable', this.isUnreadable);
    input.setAttribute('aria-invalid', String(this.hasError));
    const said = this.isAccepted ? say(this.isUnreadable ? 'is-unreadable' : 'accepted') : this.field.mustLook ? say('must-look') : '';
    this.state.textContent = said === '' ? '' : `${this.isAccepted ? '✓ ' : ''}${said}`;
    this.state.hidden = said === '';
  }
}
