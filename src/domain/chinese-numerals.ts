const DIGIT_FORMS = ['〇零○◯Oo0', '一壹1', '二贰两2', '三叁3', '四肆4', '五伍5', '六陆6', '七柒7', '八捌8', '九玖9'];
const DIGITS = new Map(DIGIT_FORMS.flatMap((forms, digit) => [...forms].map((form): [string, number] => [form, digit])));
const UNIT_CHARACTERS = new Map([
  [1_000, '千'],
  [100, '百'],
  [10, '十'],
]);
const PLAIN_FORMS = new Map([
  ['拾', '十'],
  ['佰', '百'],
  ['仟', '千'],
  ['廿', '二十'],
  ['卅', '三十'],
]);
/** At least one of these makes a numeral Chinese: a letter O among Arabic digits is an error to report, not a zero. */
const CHINESE = /[〇○◯零一二两三四五六七八九十百千廿卅壹贰叁肆伍陆柒捌玖拾佰仟]/;

/** The characters a folded Chinese numeral may hold, for a regular expression's class. */
export const NUMERAL_CHARACTERS = '〇○◯零Oo一二两三四五六七八九十百千元廿卅壹贰叁肆伍陆柒捌玖拾佰仟0-9';

/**
 * The decimal digits of a folded numeral: `一九八六` → `1986`, `〇〇一二` → `0012`, `二十三` → `23`, `元` (first) → `1`,
 * `05` → `05`. `undefined` when it is none, or when it can be read in two ways (`一百二` is 102 or 120).
 */
export function decimalDigits(text: string): string | undefined {
  if (/^\d+$/.test(text)) return text;
  if (text === '元') return '1';
  if (!CHINESE.test(text)) return undefined;
  return digitByDigit(text) ?? counted([...text].map((character) => PLAIN_FORMS.get(character) ?? character).join(''))?.toString();
}

function digitByDigit(text: string): string | undefined {
  const digits = [...text].map((character) => DIGITS.get(character));
  return digits.includes(undefined) ? undefined : digits.join('');
}

/** Reads `二千零五` and the like: a zero is named exactly where a unit is left out. */
function counted(text: string, unit = 1_000): number | undefined {
  const unitCharacter = UNIT_CHARACTERS.get(unit);
  if (unitCharacter === undefined) return text.length === 1 ? DIGITS.get(text) || undefined : undefined;
  const at = text.indexOf(unitCharacter);
  if (at < 0) return counted(text, unit / 10);
  const factor = at === 0 && unit === 10 ? 1 : counted(text.slice(0, at), 1);
  const zeroNamed = DIGITS.get(text[at + 1] ?? '') === 0;
  const rest = text.slice(zeroNamed ? at + 2 : at + 1);
  if (rest === '' && !zeroNamed) return factor === undefined ? undefined : factor * unit;
  const remainder = counted(rest, unit / 10);
  if (factor === undefined || remainder === undefined || zeroNamed !== remainder < unit / 10) return undefined;
  return factor * unit + remainder;
}
