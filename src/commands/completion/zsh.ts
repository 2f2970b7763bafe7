import type { Lang } from '../../i18n/lang.js';
import { choiceOptions, completionPlaces, valueFlags, type Place } from './places.js';
import { placeLoop, placePattern, shellQuoted } from './posix.js';

export function zshScript(lang: Lang): string {
  return `#compdef mreg
# zsh completion of mreg; enable it with: source <(mreg completion zsh)
_mreg() {
  local -a before commands flags
  local files="" current="\${words[CURRENT]}" previous="\${words[CURRENT-1]}"
  before=("\${(@)words[2,CURRENT-1]}")
${placeLoop()}
  case $previous in
${choiceOptions().map(choiceCase).join('\n')}
    ${valueFlags('|')}) _files; return ;;
  esac
  case $place in
${completionPlaces(lang)
  .map((place) => placeCase(place, lang))
  .join('\n')}
  esac
  if [[ $current == -* ]]; then _describe option flags; return; fi
  if [[ -n $files ]]; then _files; return; fi
  _describe command commands
}
if [[ $funcstack[1] == _mreg ]]; then _mreg "$@"; else compdef _mreg mreg; fi`;
}

function choiceCase({ name, choices = [] }: { readonly name: string; readonly choices?: readonly string[] }): string {
  return `    --${name}) compadd -- ${choices.join(' ')}; return ;;`;
}

function placeCase(place: Place, lang: Lang): string {
  const commands = place.words.map(({ word, text }) => described(word, text)).join(' ');
  const flags = place.options.map((option) => described(`--${option.name}`, option.text[lang])).join(' ');
  return `    ${placePattern(place)}) commands=(${commands}); flags=(${flags}); files="${place.files ? 'yes' : ''}" ;;`;
}

/** `_describe` splits at the first colon only if the others are escaped. */
function described(word: string, text: string): string {
  return shellQuoted(text === '' ? word : `${word}:${text.replaceAll(':', '\\:')}`);
}
