import type { Lang } from '../../i18n/lang.js';
import type { OptionSpec } from '../command-spec.js';
import { completionPlaces, valueFlags, type Place } from './places.js';
import { shellQuoted } from './posix.js';

export function fishScript(lang: Lang): string {
  return `# fish completion of mreg; install it with: mreg completion fish > ~/.config/fish/completions/mreg.fish
function __mreg_at
  set -l place
  set -l skip 0
  for word in (commandline -opc)[2..-1]
    if test $skip = 1
      set skip 0
    else if contains -- $word ${valueFlags(' ')}
      set skip 1
    else if not string match -q -- '-*' $word
      set -a place $word
    end
  end
  set -l here (count $argv)
  if test $here -eq 0
    test (count $place) -eq 0
    return
  end
  test (count $place) -ge $here; and test "$place[1..$here]" = "$argv"
end
complete -c mreg -f
${completionPlaces(lang)
  .flatMap((place) => placeLines(place, lang))
  .join('\n')}`;
}

function placeLines(place: Place, lang: Lang): readonly string[] {
  const at = `complete -c mreg -n '${['__mreg_at', place.path].join(' ').trim()}'`;
  const words = place.words.map(({ word, text }) => `${at} -a ${word} -d ${shellQuoted(text)}`);
  const files = place.files ? [`${at} -F`] : [];
  const options = place.options.map((option) => `${at} -l ${option.name}${valueRule(option)} -d ${shellQuoted(option.text[lang])}`);
  return [...words, ...files, ...options];
}

function valueRule(option: OptionSpec): string {
  if (option.value === undefined) return '';
  if (option.choices !== undefined) return ` -x -a ${shellQuoted(option.choices.join(' '))}`;
  return option.kind === 'file' ? ' -r -F' : ' -x';
}
