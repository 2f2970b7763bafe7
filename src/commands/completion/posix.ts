import { valueFlags, type Place } from './places.js';

/**
 * Shell code that bash and zsh share: from `before`, the words left of the cursor, it makes `place`, those that are
 * neither flags nor their values, each with a space behind. (Never name it `path`: zsh ties that to PATH.)
 */
export function placeLoop(): string {
  return `  local place="" word="" skip=""
  for word in "\${before[@]}"; do
    if [[ -n $skip ]]; then skip=""; continue; fi
    case $word in
      ${valueFlags('|')}) skip=1 ;;
      -*) ;;
      *) place="$place$word " ;;
    esac
  done`;
}

/** The `case` pattern of a place. */
export function placePattern({ path }: Place): string {
  return path === '' ? '*' : `"${path} "*`;
}

export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}
