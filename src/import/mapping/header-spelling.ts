/**
 * Traditional characters seen in headers, with their simplified form. Headers use a small vocabulary, so a short table
 * does; the full conversion belongs to the values and costs a megabyte to load.
 */
const SIMPLIFIED_CHARACTERS = new Map(
  (
    '業业 務务 類类 別别 時时 間间 證证 號号 碼码 機机 關关 稱称 處处 單单 員员 辦办 補补 復复 複复 標标 ' +
    '誌志 離离 結结 發发 書书 編编 國国 職职 歷历 況况 狀状 態态 戶户 戸户 記记 檔档 頁页 數数 掃扫 圖图 ' +
    '備备 註注 說说 領领 種种 實实 屬属 組组 織织 構构 經经 銷销 齡龄 雙双 詳详 細细 寫写 張张 總总'
  )
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)] as const),
);

/** What people add in brackets about how to fill a column; it says nothing about which column it is. */
const FILLING_NOTE =
  /^(必填|选填|可空|必录|选录|非必填|若有|如有|日期|文本|文本格式|数字|汉字|中文|代码|年月日|年\/月\/日|页|张|份|个|第几页|yyyy.*|格式.*|如[::]?.*|例[::]?.*|\d+位.*|下拉.*)$/u;

const BRACKETED = /[([{【〔<《]([^)\]}】〕>》]*)[)\]}】〕>》]/gu;
const NOT_A_LETTER_OR_DIGIT = /[^\p{L}\p{N}]+/gu;

/**
 * A header as it is compared: full width made half width, lower case, simplified script, and every space, separator and
 * mark gone, so that `ＮＡＭＥ＿ＭＡＮ`, `Name-Man` and `name_man`, or `男方 姓名：` and `男方姓名`, are one spelling.
 * A note on how to fill the column (`登记日期(年月日)`) is dropped; any other bracket is kept, for it may name the party.
 */
export function headerSpelling(header: string): string {
  const folded = simplified(header.normalize('NFKC').toLowerCase());
  const named = folded.replace(BRACKETED, (_all, inside: string) => (FILLING_NOTE.test(inside.trim()) ? '' : inside));
  return named.replace(NOT_A_LETTER_OR_DIGIT, '');
}

function simplified(text: string): string {
  return Array.from(text, (character) => SIMPLIFIED_CHARACTERS.get(character) ?? character).join('');
}
