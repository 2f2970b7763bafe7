/** How values are spelt in a PDF file (ISO 32000-1, 7.3). */

/** Five decimals: a hundred-thousandth of a point is nothing on paper. */
export function pdfNumber(value: number): string {
  const text = value.toFixed(5).replace(/\.?0+$/u, '');
  return text === '-0' ? '0' : text;
}

/** A text string as UTF-16 with its byte order mark, in hexadecimal: nothing in it needs to be escaped. */
export function pdfText(text: string): string {
  return `<FEFF${utf16Hex(text)}>`;
}

export function utf16Hex(text: string): string {
  return Array.from({ length: text.length }, (_, at) => hex4(text.charCodeAt(at))).join('');
}

export const hex4 = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

export const pdfReference = (object: number): string => `${object} 0 R`;
