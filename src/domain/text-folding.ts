import traditionalPairs from 'opencc-js/dict/TSCharacters';

/**
 * Characters the dictionary would replace although simplified text may rightly hold them, in a name above all. These are
 * in GB 2312-1980 itself (後 is in that set too, but is folded: it means nothing but 后).
 */
const SIMPLIFIED_CHARACTERS = '乾吒夥徵拚捱摺於榘菸薹袷醣麴麽';

/** And these the Table of General Standard Characters (通用规范汉字表, 2013) restored for names, places and single meanings. */
const RESTORED_CHARACTERS = '昇陞氾剋脩逕蒐扞苧';

/** Where the Table of 2013 gives a name character a simplified form of its own, other than the dictionary's. */
const NAME_FORMS = '鉅钜';

/**
 * Printing forms and Japanese forms that carry no distinction of their own, which old certificates, GBK typesetting and
 * Japanese fonts bring in and the traditional dictionary does not know. Pairs: variant, standard form.
 */
const PRINTING_FORMS =
  '淸清靑青兪俞吿告晩晚槪概毎每硏研飮饮餠饼囯国髙高昻昂呉吴曽曾歩步徳德恵惠戸户黒黑氷冰囘回呌叫甁瓶郞郎鄕乡郷乡娯娱徤健' +
  '凞熙熈熙煕熙塡填巓巅愼慎兎兔冨富寛宽秊年寕宁巗岩峩峨緜绵縂总聫联聨联聼听縁缘纎纤頋顾頼赖顕显斎斋継继経经栄荣営营' +
  '隷隶鶏鸡霊灵齢龄竜龙亀龟姫姬塩盐処处斉齐児儿仏佛伝传両两広广関关転转辺边鉄铁銕铁銭钱塲场蘂蕊乗乘亜亚桜樱悪恶剣剑稲稻' +
  '亰京髪发徃往觧解畄留衞卫粧妆糭粽';

/** Marks people and keyboards use for one another; NFKC leaves them apart. */
const PUNCTUATION_FORMS = [
  ['-', '\u02d7\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2500\u2501\ufe58'],
  ['·', '\u2022\u2027\u2219\u22c5\u30fb'],
] as const;

/** Zero-width and direction marks, soft hyphens, fillers and variation selectors: seen by no reader, pasted by spreadsheets. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** What is left of blanks after NFKC, with line breaks and tabs. Other control characters stay for a rule to report. */
const BLANKS = /[ \t\r\n\u1680\u2028\u2029]+/g;
const BLANK_BETWEEN_HAN = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu;
const OUTER_BLANK = /^ | $/g;

interface Folding {
  readonly replacements: ReadonlyMap<string, string>;
  /** One byte for each code point of the basic plane: 1 when folding keeps it. */
  readonly plain: Uint8Array;
}

let built: Folding | undefined;

/**
 * One spelling for all ways to write the same text: NFKC (full width to half width), simplified characters, standard
 * printing forms, one dash, one name dot, blanks trimmed and collapsed, and none between Han characters.
 * Characters are replaced one by one, never by phrase, so a name folds the same wherever it stands.
 */
export function foldText(text: string): string {
  if (isPlain(text)) return text;
  return foldBlanks(replaceCharacters(text.replace(INVISIBLE, '').normalize('NFKC')));
}

/**
 * Whether a text made only of such code points is already folded: printable ASCII except the blank, unified ideographs
 * (U+4E00–U+9FFF) that fold to themselves, and the name dot.
 */
export function isPlainCodePoint(codePoint: number): boolean {
  return codePoint <= 0xffff && folding().plain[codePoint] === 1;
}

function isPlain(text: string): boolean {
  const { plain } = folding();
  for (let index = 0; index < text.length; index += 1) {
    if (plain[text.charCodeAt(index)] !== 1) return false;
  }
  return true;
}

function replaceCharacters(text: string): string {
  const { replacements } = folding();
  let replaced = '';
  for (const character of text) replaced += replacements.get(character) ?? character;
  return replaced;
}

function foldBlanks(text: string): string {
  return text.replace(BLANKS, ' ').replace(BLANK_BETWEEN_HAN, '').replace(OUTER_BLANK, '');
}

function folding(): Folding {
  built ??= buildFolding();
  return built;
}

function buildFolding(): Folding {
  const replacements = new Map([...dictionaryPairs(), ...pairsOf(NAME_FORMS), ...pairsOf(PRINTING_FORMS)]);
  for (const character of SIMPLIFIED_CHARACTERS + RESTORED_CHARACTERS) replacements.delete(character);
  for (const [mark, forms] of PUNCTUATION_FORMS) {
    for (const form of forms) replacements.set(form, mark);
  }
  return { replacements, plain: plainTable(replacements) };
}

function dictionaryPairs(): [string, string][] {
  return traditionalPairs.split('|').map((pair) => {
    const [traditional = '', simplified = ''] = pair.split(' ');
    return [traditional, simplified];
  });
}

function pairsOf(forms: string): [string, string][] {
  return [...forms.matchAll(/(.)(.)/gu)].map(([, variant = '', standard = '']) => [variant, standard]);
}

function plainTable(replacements: ReadonlyMap<string, string>): Uint8Array {
  const plain = new Uint8Array(0x10000).fill(1, 0x21, 0x7f).fill(1, 0x4e00, 0xa000);
  plain['·'.charCodeAt(0)] = 1;
  for (const variant of replacements.keys()) {
    if (variant.length === 1) plain[variant.charCodeAt(0)] = 0;
  }
  return plain;
}
