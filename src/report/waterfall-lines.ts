import type { PairExplanation } from '../domain/linkage-model.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import { cutColumns, displayWidth, padEndColumns, padStartColumns } from '../lib/display-width.js';
import { bitsText } from './linkage-words.js';
import { waterfallRows, type WaterfallRow } from './waterfall.js';

const SIDE_COLUMNS = 12;
const MOST_NAME_COLUMNS = 24;
const MOST_LEVEL_COLUMNS = 38;
const BLOCK = '▇';

/** The waterfall of a pair for a terminal: what is compared, how far it agrees, the bits, and a bar left or right of the middle. */
export function waterfallLines(explanation: PairExplanation, lang: Lang): readonly string[] {
  const rows = waterfallRows(explanation, lang);
  const lines = rows.flatMap((row) => [lineOf(row), ...rarityOf(row, lang)]);
  const longest = Math.max(1, ...lines.map(({ bits }) => Math.abs(bits)));
  const nameColumns = Math.min(MOST_NAME_COLUMNS, Math.max(...lines.map(({ name }) => displayWidth(name))));
  const levelColumns = Math.min(MOST_LEVEL_COLUMNS, Math.max(...lines.map(({ level }) => displayWidth(level))));
  return lines.map(({ name, level, bits }) =>
    [
      padEndColumns(cutColumns(name, nameColumns), nameColumns),
      padEndColumns(cutColumns(level, levelColumns), levelColumns),
      padStartColumns(bitsText(bits), 7),
      barOf(bits, SIDE_COLUMNS / longest),
    ]
      .join('  ')
      .trimEnd(),
  );
}

interface Line {
  readonly name: string;
  readonly level: string;
  readonly bits: number;
}

const lineOf = ({ name, level, weight }: WaterfallRow): Line => ({ name, level, bits: weight });

/** What a rare value adds has a line of its own: it is not a matter of how far the two agree. */
function rarityOf({ rarity }: WaterfallRow, lang: Lang): readonly Line[] {
  return rarity === 0 ? [] : [{ name: '', level: translate(lang, 'detect-report.waterfall.rarity'), bits: rarity }];
}

function barOf(bits: number, scale: number): string {
  const bar = BLOCK.repeat(Math.round(Math.abs(bits) * scale));
  return bits < 0 ? `${bar.padStart(SIDE_COLUMNS)}│` : `${' '.repeat(SIDE_COLUMNS)}│${bar}`;
}
