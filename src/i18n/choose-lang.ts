import type { Lang } from './lang.js';

export function isLang(text: string): text is Lang {
  return text === 'zh' || text === 'en';
}

/**
 * The language to speak: the flag, else `MREG_LANG`, else the locale in POSIX order. A locale that says nothing
 * (unset, `C`, `POSIX`) means Chinese, because the people who run this are civil-affairs clerks.
 */
export function chooseLang(flag: string | undefined, environment: Readonly<Record<string, string | undefined>>): Lang {
  const wished = [flag, environment['MREG_LANG']].find((text) => text !== undefined && isLang(text));
  if (wished !== undefined && isLang(wished)) return wished;
  const locale = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find((text) => text !== undefined && text !== '');
  return locale === undefined || saysNothing(locale) || locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

function saysNothing(locale: string): boolean {
  return /^(c|posix)(\.|$)/iu.test(locale);
}
