/** A quoted cell of more characters than this is a stray quote: its line is taken as it stands. */
const LONGEST_OPEN_ROW = 100_000;

/** Splits text that arrives in pieces into rows of cells by RFC 4180. What is not well formed still gives rows: a leaked file is evidence, and who reads a list judges its cells. */
export class CsvSplitter {
  readonly #delimiter: string;
  #rest = '';
  /** Lines of a row whose quoted cell goes on. */
  #open = '';

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** The rows that end in this piece. */
  push(text: string): string[][] {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#rowOf(line));
  }

  /** What is left after the last piece: a row without a line end. */
  finish(): string[][] {
    const last = this.#open + this.#rest;
    this.#open = '';
    this.#rest = '';
    return last === '' ? [] : [this.#cellsOf(last)];
  }

  #rowOf(line: string): string[][] {
    const row = this.#open + line;
    // Only the new line is looked at: looking at the whole again with every line took seconds for one stray quote.
    const isOpen = (this.#open !== '') !== hasOpenQuote(line);
    this.#open = isOpen && row.length < LONGEST_OPEN_ROW ? `${row}\n` : '';
    if (this.#open !== '' || row === '' || row === '\r') return [];
    return [this.#cellsOf(row.endsWith('\r') ? row.slice(0, -1) : row)];
  }

  #cellsOf(row: string): string[] {
    const pieces = row.split(this.#delimiter);
    if (!row.includes('"')) return pieces;
    const cells: string[] = [];
    let cell: string[] = [];
    let isOpen = false;
    for (const piece of pieces) {
      cell.push(piece);
      isOpen = isOpen !== hasOpenQuote(piece);
      if (isOpen) continue;
      cells.push(unquoted(cell.join(this.#delimiter)));
      cell = [];
    }
    return cell.length === 0 ? cells : [...cells, cell.join(this.#delimiter)];
  }
}

function hasOpenQuote(text: string): boolean {
  let isOpen = false;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) isOpen = !isOpen;
  return isOpen;
}

function unquoted(cell: string): string {
  return cell.startsWith('"') && cell.endsWith('"') && cell.length > 1 ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}
