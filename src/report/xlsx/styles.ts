/** How a cell looks; every cell is text. */
export const CELL_STYLES = ['text', 'header', 'key', 'locked', 'bad', 'doubtful', 'title', 'wrapped'] as const;
export type CellStyle = (typeof CELL_STYLES)[number];

interface Look {
  readonly font: number;
  readonly fill: number;
  readonly border: number;
  readonly wraps: boolean;
}

/** Number format 49 is `@`: Excel leaves the digits of an 18-digit number alone, also when the cell is edited. */
const TEXT_FORMAT = 49;

const LOOKS: Readonly<Record<CellStyle, Look>> = {
  text: { font: 0, fill: 0, border: 0, wraps: false },
  header: { font: 1, fill: 2, border: 1, wraps: true },
  key: { font: 2, fill: 3, border: 1, wraps: false },
  locked: { font: 2, fill: 3, border: 0, wraps: false },
  bad: { font: 0, fill: 4, border: 1, wraps: false },
  doubtful: { font: 0, fill: 5, border: 1, wraps: false },
  title: { font: 3, fill: 0, border: 0, wraps: false },
  wrapped: { font: 0, fill: 0, border: 0, wraps: true },
};

const FONTS = [
  '<font><sz val="11"/><name val="Microsoft YaHei"/></font>',
  '<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Microsoft YaHei"/></font>',
  '<font><sz val="9"/><color rgb="FF6B6B6B"/><name val="Microsoft YaHei"/></font>',
  '<font><b/><sz val="14"/><name val="Microsoft YaHei"/></font>',
];
const solid = (rgb: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${rgb}"/><bgColor indexed="64"/></patternFill></fill>`;
const FILLS = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  solid('1F4E79'),
  solid('EDEDED'),
  solid('FFC7CE'),
  solid('FFEB9C'),
];
const edge = (side: string): string => `<${side} style="thin"><color rgb="FFBFBFBF"/></${side}>`;
const BORDERS = [
  '<border><left/><right/><top/><bottom/><diagonal/></border>',
  `<border>${['left', 'right', 'top', 'bottom'].map(edge).join('')}<diagonal/></border>`,
];

/** The number of a style in `STYLES_XML`; `quoted` marks text that looks like a formula, as typing `'` before it does. */
export function styleNumber(style: CellStyle, quoted: boolean): number {
  return 1 + 2 * CELL_STYLES.indexOf(style) + (quoted ? 1 : 0);
}

function formatXml(style: CellStyle, quoted: boolean): string {
  const { font, fill, border, wraps } = LOOKS[style];
  const ids = `numFmtId="${TEXT_FORMAT}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0"`;
  const applied = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"';
  return `<xf ${ids}${quoted ? ' quotePrefix="1"' : ''} ${applied}><alignment vertical="center"${wraps ? ' wrapText="1"' : ''}/></xf>`;
}

const list = (tag: string, items: readonly string[]): string => `<${tag} count="${items.length}">${items.join('')}</${tag}>`;

/** `xl/styles.xml`. */
export const STYLES_XML: string = [
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
  list('fonts', FONTS),
  list('fills', FILLS),
  list('borders', BORDERS),
  list('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
  list('cellXfs', [
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    ...CELL_STYLES.flatMap((style) => [formatXml(style, false), formatXml(style, true)]),
  ]),
  list('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']),
  '</styleSheet>',
].join('');
