import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import { zh } from '../i18n/zh.js';
import type { QueueFilter, Start, TaskKind } from './protocol.js';
import type { Reviewer } from './task-source.js';

export interface StartSettings {
  readonly lang: Lang;
  readonly twoPersons: boolean;
  readonly twoPass: boolean;
  readonly unmasked: boolean;
  readonly filter: QueueFilter;
}

/** What the page begins with. */
export function pageStart(settings: StartSettings, kinds: readonly TaskKind[], { actor }: Reviewer): Start {
  const { lang, twoPersons, twoPass, unmasked, filter } = settings;
  return { lang, twoPersons, twoPass, unmasked, filter, kinds, reviewer: actor, texts: pageTexts(settings.lang) };
}

const PAGES = ['review.page.', 'scan-review.page.', 'acceptance-review.page.'] as const;

/** The page's own texts by the ends of their keys; their places are filled there. */
function pageTexts(lang: Lang): Readonly<Record<string, string>> {
  return Object.fromEntries(KEYS.map((key) => [key.replace(/^(?:[a-z]+-)?review\.page\./u, ''), translate(lang, key)]));
}

type ZhKey = keyof typeof zh;
const KEYS = (Object.keys(zh) as ZhKey[]).filter((key) => PAGES.some((page) => key.startsWith(page)));
