import type { Area, Template, Zone } from '../templates/template.js';

/** By how much writing may exceed its zone, in millimetres. */
const MOST_ROOM = 2.2;
const LEAST_ROOM = 0.4;
/** To the next zone, up to the rule between them and a little beyond. */
const SHARE_OF_GAP = 0.8;

export interface Room {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How far the writing of a zone can be followed beyond its edges before it may be another zone's, or a label, in millimetres. */
export function roomAround(zone: Zone, { zones, anchors }: Template): Room {
  const labels = anchors.map((anchor) => ({ area: anchor, share: 1 }));
  const others = [...zones.filter((other) => other !== zone).map((area) => ({ area, share: SHARE_OF_GAP })), ...labels];
  const beside = others.filter(({ area }) => overlaps(zone.top, zone.height, area.top, area.height));
  const stacked = others.filter(({ area }) => overlaps(zone.left, zone.width, area.left, area.width));
  return {
    left: nearest(beside.flatMap(({ area, share }) => gap(endX(area), zone.left, share))),
    right: nearest(beside.flatMap(({ area, share }) => gap(endX(zone), area.left, share))),
    top: nearest(stacked.flatMap(({ area, share }) => gap(endY(area), zone.top, share))),
    bottom: nearest(stacked.flatMap(({ area, share }) => gap(endY(zone), area.top, share))),
  };
}

function nearest(gaps: readonly number[]): number {
  return Math.max(LEAST_ROOM, Math.min(MOST_ROOM, ...gaps));
}

const endX = ({ left, width }: Area): number => left + width;
const endY = ({ top, height }: Area): number => top + height;

function gap(from: number, to: number, share: number): readonly number[] {
  return to >= from - 0.01 ? [(to - from) * share] : [];
}

function overlaps(a: number, aLength: number, b: number, bLength: number): boolean {
  return a < b + bLength && b < a + aLength;
}
