import type { Box } from '../../domain/scan.js';
import type { PageSize } from '../scan-protocol.js';
import { svgElement } from './elements.js';

/** Around a field as much of the page is shown as makes clear what stands where. */
const MARGIN_SHARE = 0.35;
const LEAST_MARGIN = 12;
const ZOOM_STEP = 1.4;
const MOST_ZOOM = 12;
const PAN_SHARE = 0.2;

/** A stretch of the page: everything shown of it is one picture, looked at through a window. */
export function cropOf(page: PageSize, box: Box): SVGElement {
  const margin = Math.max(LEAST_MARGIN, box.height * MARGIN_SHARE);
  const left = Math.max(0, box.left - margin);
  const top = Math.max(0, box.top - margin);
  const width = Math.min(page.width, box.left + box.width + margin) - left;
  const height = Math.min(page.height, box.top + box.height + margin) - top;
  return svgElement(
    'svg',
    {
      viewBox: `${left} ${top} ${width} ${height}`,
      width,
      height,
      class: 'crop',
      preserveAspectRatio: 'xMinYMid meet',
      'aria-hidden': 'true',
    },
    svgElement('image', { width: page.width, height: page.height }),
  );
}

/** Puts the picture into every window on it. */
export function showPicture(inside: Element, address: string): void {
  for (const image of inside.querySelectorAll('image')) image.setAttribute('href', address);
}

/** The whole page with the field at hand marked; zoomed and moved by keys while it has the focus, by wheel and mouse otherwise. */
export class PageView {
  readonly element: HTMLElement;
  private readonly page: PageSize;
  private readonly svg: SVGElement;
  private readonly mark: SVGElement;
  private box: Box | undefined;
  private zoom = 1;
  private centre: { readonly x: number; readonly y: number };

  /** @param leave called for Escape */
  constructor(element: HTMLElement, page: PageSize, leave: () => void) {
    this.element = element;
    this.page = page;
    this.centre = { x: page.width / 2, y: page.height / 2 };
    this.mark = svgElement('rect', { class: 'mark', rx: 6 });
    this.svg = svgElement('svg', { class: 'whole' }, svgElement('image', { width: page.width, height: page.height }), this.mark);
    element.append(this.svg);
    element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') leave();
      if (event.key !== 'Escape' && !this.press(event.key)) return;
      event.preventDefault();
      // Arrows and digits mean something else to the page.
      event.stopPropagation();
    });
    element.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    element.addEventListener('pointermove', (event) => this.drag(event));
    this.draw();
  }

  /** Marks a field, and brings it into the middle when the page is not seen whole. */
  point(box: Box | undefined): void {
    this.box = box;
    if (box !== undefined && this.zoom > 1) this.centre = middleOf(box);
    this.draw();
  }

  private press(key: string): boolean {
    const step = PAN_SHARE * (this.page.height / this.zoom);
    switch (key) {
      case '+':
      case '=':
        return this.magnify(ZOOM_STEP);
      case '-':
        return this.magnify(1 / ZOOM_STEP);
      case '0':
        return this.magnify(0);
      case 'ArrowLeft':
        return this.move(-step, 0);
      case 'ArrowRight':
        return this.move(step, 0);
      case 'ArrowUp':
        return this.move(0, -step);
      case 'ArrowDown':
        return this.move(0, step);
      default:
        return false;
    }
  }

  /** From the whole page the first step goes to the field at hand. */
  private magnify(by: number): boolean {
    if (this.zoom === 1 && by > 1 && this.box !== undefined) this.centre = middleOf(this.box);
    this.zoom = Math.min(MOST_ZOOM, Math.max(1, this.zoom * by));
    return this.move(0, 0);
  }

  private move(right: number, down: number): boolean {
    const { width, height } = this.page;
    const between = (value: number, size: number): number => Math.min(size - size / this.zoom / 2, Math.max(size / this.zoom / 2, value));
    this.centre = { x: between(this.centre.x + right, width), y: between(this.centre.y + down, height) };
    this.draw();
    return true;
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    this.magnify(event.deltaY < 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
  }

  private drag(event: PointerEvent): void {
    if (event.buttons !== 1) return;
    const scale = this.page.height / this.zoom / Math.max(1, this.element.clientHeight);
    this.move(-event.movementX * scale, -event.movementY * scale);
  }

  private draw(): void {
    const [width, height] = [this.page.width / this.zoom, this.page.height / this.zoom];
    this.svg.setAttribute('viewBox', `${this.centre.x - width / 2} ${this.centre.y - height / 2} ${width} ${height}`);
    const { left = 0, top = 0, width: wide = 0, height: high = 0 } = this.box ?? {};
    for (const [name, value] of Object.entries({ x: left - 4, y: top - 4, width: wide + 8, height: high + 8 })) {
      this.mark.setAttribute(name, String(value));
    }
    this.mark.classList.toggle('nowhere', this.box === undefined);
  }
}

function middleOf({ left, top, width, height }: Box): { readonly x: number; readonly y: number } {
  return { x: left + width / 2, y: top + height / 2 };
}
