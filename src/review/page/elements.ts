type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
type Child = Node | string;

const SVG = 'http://www.w3.org/2000/svg';

/** An element with attributes and children. Text stays text: nothing here reads markup, and the page's policy forbids it. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(name), attributes, children);
}

export function svgElement(name: string, attributes: Attributes = {}, ...children: readonly Child[]): SVGElement {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

/** `false` and `undefined` leave an attribute out, `true` gives it no value. */
function filled<T extends Element>(made: T, attributes: Attributes, children: readonly Child[]): T {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children);
  return made;
}

/** A button that says its key, for those who use a mouse. */
export function keyButton(label: string, key: string, attributes: Attributes, press: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', ...attributes }, element('span', {}, label), element('kbd', {}, key));
  button.addEventListener('click', press);
  return button;
}
