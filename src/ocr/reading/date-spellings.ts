import { chineseDate } from '../../domain/chinese-date.js';

/** The ways a day is written on the forms, without blanks: a day known from elsewhere is looked for in a picture by these. */
export function dateSpellings(day: string): readonly string[] {
  const [year = '', month = '', date = ''] = day.split('-');
  if (date === '') return [];
  const plain = [String(Number(month)), String(Number(date))];
  const padded = [month, date];
  const figures = [plain, padded].flatMap(([m = '', d = '']) => [
    `${year}年${m}月${d}日`,
    `${year}.${m}.${d}`,
    `${year}-${m}-${d}`,
    `${year}/${m}/${d}`,
  ]);
  const spelled = chineseDate(day);
  return [...new Set([...figures, `${year}${month}${date}`, spelled, spelled.replaceAll('〇', '零'), spelled.replaceAll('〇', 'O')])];
}
