import { MregError } from '../domain/error.js';
import { bashScript } from './completion/bash.js';
import { fishScript } from './completion/fish.js';
import { zshScript } from './completion/zsh.js';
import type { Invocation } from './services.js';

const SHELLS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/** `mreg completion bash|zsh|fish` */
export async function runCompletion({ args, services }: Invocation): Promise<void> {
  const [shell = ''] = args;
  if (!isShell(shell)) throw new MregError('usage', 'cli.unknown-shell', { shell, shells: Object.keys(SHELLS).join(' ') });
  const script = SHELLS[shell](services.lang);
  services.reporter.result({ shell, script }, () => [script]);
}

function isShell(word: string): word is keyof typeof SHELLS {
  return Object.hasOwn(SHELLS, word);
}
