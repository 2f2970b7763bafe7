const SEPARATOR = ';';
/** One file of these kinds can hold any number of pages. */
const MANY_PAGES = /\.(?:pdf|tiff?|ofd)$/u;

/** The scan files a row names, lower case. */
export function listedScans(cell: string): readonly string[] {
  const names = cell
    .toLowerCase()
    .split(SEPARATOR)
    .map((name) => name.trim());
  return names.filter((name) => name !== '');
}

export function mayHoldManyPages(name: string): boolean {
  return MANY_PAGES.test(name);
}
