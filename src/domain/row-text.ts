/** What parts the cells and the rows of a text made of many: no value holds either (rule `illegal-characters`). */
export const CELL_SEPARATOR = '\u001F';
export const ROW_SEPARATOR = '\u001E';
