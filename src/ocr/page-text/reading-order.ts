import type { Box } from '../../domain/scan.js';

/** Text and where it stands, in pixels of the straightened page. */
export interface TextLine {
  readonly text: string;
  readonly box: Box;
}

/** Lines that share this much of the lower one's height stand side by side. */
const SHARED = 0.5;

/** Row by row from the top, each from the left: what copying a page gives, and what a reader expects. */
export function inReadingOrder(lines: readonly TextLine[]): readonly TextLine[] {
  const rows: TextLine[][] = [];
  for (const line of lines.toSorted((left, right) => middle(left) - middle(right))) {
    const row = rows.at(-1);
    if (row !== undefined && row.some((other) => standBeside(other.box, line.box))) row.push(line);
    else rows.push([line]);
  }
  return rows.flatMap((row) => row.toSorted((left, right) => left.box.left - right.box.left));
}

const middle = ({ box }: TextLine): number => box.top + box.height / 2;

function standBeside(one: Box, other: Box): boolean {
  const shared = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  return shared >= SHARED * Math.min(one.height, other.height);
}
