import { checkbox, input, select } from '@inquirer/prompts';
import { MregError } from '../domain/error.js';

/** One blank of a form, asked for on a terminal. */
export interface BlankQuestion {
  readonly label: string;
  readonly required: boolean;
  /** What it can be, where it can only be one of a few. */
  readonly choices?: readonly string[];
  /** Whether more than one of the choices may be taken. */
  readonly several: boolean;
  /** What is wrong with an answer, in the reader's language; `undefined` when it is right. An empty answer is not asked about. */
  readonly check: (answer: string) => string | undefined;
}

/** Where questions are written and what ends them. `input` is the terminal itself unless it is given. */
export interface PromptPlace {
  readonly input?: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

/** @returns the answer, several ones with commas between; '' for a blank left empty. @throws MregError `interrupted` when the person leaves. */
export async function promptBlank(question: BlankQuestion, place: PromptPlace): Promise<string> {
  try {
    return await ask(question, place);
  } catch (cause) {
    if (cause instanceof Error && LEAVING.has(cause.name)) throw new MregError('interrupted', 'common.interrupted', {}, { cause });
    throw cause;
  }
}

/** Errors of the library when Ctrl-C, or the signal it was given, ends the question. */
const LEAVING: ReadonlySet<string> = new Set(['ExitPromptError', 'AbortPromptError', 'CancelPromptError']);

const LEFT_EMPTY = '—';

async function ask({ label: message, required, choices, several, check }: BlankQuestion, place: PromptPlace): Promise<string> {
  if (choices === undefined) {
    const validate = (answer: string): string | boolean => (answer.trim() === '' ? !required : (check(answer) ?? true));
    return (await input({ message, validate }, place)).trim();
  }
  if (several) return (await checkbox({ message, choices, required }, place)).join(',');
  const empty = required ? [] : [{ name: LEFT_EMPTY, value: '' }];
  return select({ message, choices: [...empty, ...choices.map((value) => ({ name: value, value }))] }, place);
}
