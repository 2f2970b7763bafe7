import type { Lang } from '../../i18n/lang.js';
import { COMMANDS, FAMILIES, lastWordOf, nextUnder } from '../catalogue.js';
import type { CommandSpec, OptionSpec } from '../command-spec.js';
import { GLOBAL_OPTIONS } from '../specs/global.js';

/** One place where a word may be completed: after `path`, these words and flags fit. */
export interface Place {
  readonly path: string;
  readonly words: readonly { readonly word: string; readonly text: string }[];
  readonly files: boolean;
  readonly options: readonly OptionSpec[];
}

/** Every place, the longest paths first, the start of the line last: scripts take the first that fits. */
export function completionPlaces(lang: Lang): readonly Place[] {
  return [...COMMANDS.map(commandPlace), ...familyPlaces(lang), wordsPlace('', lang)];
}

/** Options that take a value from a list, each name once. */
export function choiceOptions(): readonly OptionSpec[] {
  return distinctOptions().filter((option) => option.choices !== undefined);
}

/** `--home|--lang|…`: flags whose next word is their value. */
export function valueFlags(separator: string): string {
  return distinctOptions()
    .filter((option) => option.value !== undefined)
    .map((option) => `--${option.name}`)
    .join(separator);
}

function distinctOptions(): readonly OptionSpec[] {
  const all = [...COMMANDS.flatMap((command) => command.options), ...GLOBAL_OPTIONS];
  return [...new Map(all.map((option) => [option.name, option])).values()];
}

function commandPlace(command: CommandSpec): Place {
  const [first] = command.arguments;
  const words = typeof first?.completes === 'object' ? first.completes.map((word) => ({ word, text: '' })) : [];
  return { path: command.path, words, files: first?.completes === 'files', options: [...command.options, ...GLOBAL_OPTIONS] };
}

/** A family inside another has the longer path and goes first. */
function familyPlaces(lang: Lang): readonly Place[] {
  const inner = FAMILIES.toSorted((left, right) => right.path.length - left.path.length);
  return inner.map(({ path }) => wordsPlace(path, lang));
}

function wordsPlace(path: string, lang: Lang): Place {
  const words = nextUnder(path).map((next) => ({ word: lastWordOf(next.path), text: next.summary[lang] }));
  return { path, words, files: false, options: GLOBAL_OPTIONS };
}
