import type { Label } from './archive.js';

/** One line of a label file: where the row stands and what must be found there. */
export function labelLine(line: number, record: number, label: Label): string {
  return `${JSON.stringify({ line, record, ...label })}\n`;
}
