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
  /** Which keys do what, for a question with choices. */
  readonly keysHelp: string;
  /** What is wrong with an answer, in the reader's language; `undefined` when it is right. Of a blank that may stay empty, '' is right. */
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
    return await (question.choices === undefined ? askLine(question, place) : askChoice(question, question.choices, place));
  } catch (cause) {
    if (cause instanceof Error && LEAVING.has(cause.name)) throw new MregError('interrupted', 'common.interrupted', {}, { cause });
    throw cause;
  }
}

/** Errors of the library when Ctrl-C, or the signal it was given, ends the question. */
const LEAVING: ReadonlySet<string> = new Set(['ExitPromptError', 'AbortPromptError', 'CancelPromptError']);

const LEFT_EMPTY = '—';

async function askLine(question: BlankQuestion, place: PromptPlace): Promise<string> {
  return (await input({ message: question.label, validate: (answer) => verdict(question, answer.trim()) }, place)).trim();
}

async function askChoice(question: BlankQuestion, choices: readonly string[], place: PromptPlace): Promise<string> {
  const { label: message, required, several, keysHelp } = question;
  const theme = { style: { keysHelpTip: () => keysHelp } };
  if (several) {
    const validate = (taken: readonly { readonly value: string }[]) => verdict(question, taken.map(({ value }) => value).join(','));
    return (await checkbox({ message, choices, theme, validate }, place)).join(',');
  }
  const empty = required ? [] : [{ name: LEFT_EMPTY, value: '' }];
  return select({ message, theme, choices: [...empty, ...choices.map((value) => ({ name: value, value }))] }, place);
}

function verdict({ required, check }: BlankQuestion, answer: string): string | true {
  return answer === '' && !required ? true : (check(answer) ?? true);
}
