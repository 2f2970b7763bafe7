import { escapeHtml } from '../html/escape.js';
import { coordinate, frameSvg, type ChartNames } from './frame.js';

export interface ClusterPicture extends ChartNames {
  /** In the order in which they stand around the circle. */
  readonly nodes: readonly ClusterNode[];
  readonly edges: readonly ClusterEdge[];
}

export interface ClusterNode {
  readonly id: number;
  /** Not of the cluster itself: the far end of a bridge. */
  readonly outside: boolean;
}

export interface ClusterEdge {
  readonly left: number;
  readonly right: number;
  readonly bits: number;
  /** Dashed: too weak to join what hangs on its two ends. */
  readonly bridge: boolean;
  readonly note: string;
}

const WIDTH = 300;
const HEIGHT = 230;
const RADIUS = 78;
const MOST_LABELS = 16;
const MOST_BITS = 30;

/** A cluster as a ring of its records: the stronger a pair, the thicker its line. The same data give the same picture. */
export function clusterSvg(picture: ClusterPicture): string {
  const places = new Map(picture.nodes.map(({ id }, index) => [id, placeOf(index, picture.nodes.length)]));
  const edges = picture.edges.map((edge) => edgeSvg(edge, places));
  const nodes = picture.nodes.map((node, index) =>
    nodeSvg(node, placeOf(index, picture.nodes.length), picture.nodes.length <= MOST_LABELS),
  );
  return frameSvg(picture, HEIGHT, edges.join('') + nodes.join(''), WIDTH);
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function placeOf(index: number, count: number): Place {
  const angle = ((index + 0.5) / count) * 2 * Math.PI;
  return { x: WIDTH / 2 + RADIUS * Math.sin(angle), y: HEIGHT / 2 - RADIUS * Math.cos(angle) };
}

function edgeSvg({ left, right, bits, bridge, note }: ClusterEdge, places: ReadonlyMap<number, Place>): string {
  const [from, to] = [places.get(left), places.get(right)];
  if (from === undefined || to === undefined) return '';
  const width = 1 + (Math.min(MOST_BITS, Math.max(0, bits)) / MOST_BITS) * 4;
  return (
    `<line class="edge${bridge ? ' bridge' : ''}" x1="${coordinate(from.x)}" y1="${coordinate(from.y)}" x2="${coordinate(to.x)}" y2="${coordinate(to.y)}" ` +
    `stroke-width="${coordinate(width)}"><title>${escapeHtml(note)}</title></line>`
  );
}

function nodeSvg({ id, outside }: ClusterNode, { x, y }: Place, labelled: boolean): string {
  const dot = `<circle class="${outside ? 'hollow' : 'node'}" cx="${coordinate(x)}" cy="${coordinate(y)}" r="${labelled ? 7 : 4}"/>`;
  const side = x < WIDTH / 2 - 8 ? 'end' : x > WIDTH / 2 + 8 ? 'start' : 'middle';
  const shift = side === 'middle' ? 0 : side === 'end' ? -12 : 12;
  const drop = side === 'middle' ? (y < HEIGHT / 2 ? -14 : 22) : 4;
  const label = labelled
    ? `<text class="small" x="${coordinate(x + shift)}" y="${coordinate(y + drop)}" text-anchor="${side}">${id}</text>`
    : '';
  return `<g><title>${id}</title>${dot}${label}</g>`;
}
