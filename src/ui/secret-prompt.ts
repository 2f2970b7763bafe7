import { password } from '@inquirer/prompts';
import { MregError } from '../domain/error.js';

/** Asks for a secret on the terminal without showing it. @throws MregError `interrupted` when the person leaves instead. */
export async function promptSecret(message: string, output: NodeJS.WritableStream, signal: AbortSignal): Promise<string> {
  try {
    return await password({ message, ...UNSEEN }, { output, signal });
  } catch (cause) {
    if (cause instanceof Error && LEAVING.has(cause.name)) throw new MregError('interrupted', 'common.interrupted', {}, { cause });
    throw cause;
  }
}

/** No key shows what was typed, and the library's English remark that it is hidden is left out. */
const UNSEEN = { toggleMask: false, theme: { style: { maskedText: '' } } };

/** Errors of the library when Ctrl-C, or the signal it was given, ends the question. */
const LEAVING: ReadonlySet<string> = new Set(['ExitPromptError', 'AbortPromptError', 'CancelPromptError']);
