/** What clerks and exports write for "nothing": compared with folded text, in any case. */
const MISSING_WORDS: ReadonlySet<string> = new Set([
  '无',
  '没有',
  '缺',
  '缺失',
  '空',
  '空白',
  '不详',
  '不祥',
  '未详',
  '不明',
  '未知',
  '未填',
  '未登记',
  '无记载',
  '无记录',
  'null',
  'none',
  'nil',
  'n/a',
  '\\n',
  '-',
  '--',
  '---',
  '/',
  '\\',
  '*',
  '**',
  '***',
  '?',
  '??',
]);

/** Whether a folded text says that there is no value. */
export function isMissing(folded: string): boolean {
  return folded.length <= 4 && MISSING_WORDS.has(folded.toLowerCase());
}
