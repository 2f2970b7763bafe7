import type { Lang } from '../../i18n/lang.js';
import { choiceOptions, completionPlaces, valueFlags, type Place } from './places.js';
import { placeLoop, placePattern } from './posix.js';

export function bashScript(lang: Lang): string {
  return `# bash completion of mreg; enable it with: source <(mreg completion bash)
_mreg() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local before=("\${COMP_WORDS[@]:1:COMP_CWORD-1}") words="" flags="" files=""
${placeLoop()}
  COMPREPLY=()
  case $previous in
${choiceOptions().map(choiceCase).join('\n')}
    ${valueFlags('|')}) compopt -o default 2>/dev/null; return ;;
  esac
  case $place in
${completionPlaces(lang).map(placeCase).join('\n')}
  esac
  if [[ $current == -* ]]; then COMPREPLY=($(compgen -W "$flags" -- "$current")); return; fi
  if [[ -n $files ]]; then compopt -o default 2>/dev/null; return; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _mreg mreg`;
}

function choiceCase({ name, choices = [] }: { readonly name: string; readonly choices?: readonly string[] }): string {
  return `    --${name}) COMPREPLY=($(compgen -W "${choices.join(' ')}" -- "$current")); return ;;`;
}

function placeCase(place: Place): string {
  const words = place.words.map(({ word }) => word).join(' ');
  const flags = place.options.map((option) => `--${option.name}`).join(' ');
  return `    ${placePattern(place)}) words="${words}" flags="${flags}" files="${place.files ? 'yes' : ''}" ;;`;
}
