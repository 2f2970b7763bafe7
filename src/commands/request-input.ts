import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ACCOUNT_ROLES, DESIGNATIONS } from '../domain/account.js';
import { EXPORT_FORMATS } from '../domain/approval.js';
import { MregError } from '../domain/error.js';
import { REQUEST_KINDS, type RequestKind } from '../domain/request.js';
import { SERVICES } from '../access/offices/profile-fields.js';
import { flagOf, type FormField, type ValueKind } from '../access/requests/form-field.js';
import type { FormKnowledge } from '../access/requests/form-knowledge.js';
import { allFields, REQUEST_FORMS, type AnyForm } from '../access/requests/forms.js';
import { readValue } from '../access/requests/read-value.js';
import { translate } from '../i18n/translate.js';
import { nearestOf } from '../lib/nearest.js';
import type { BlankQuestion } from '../ui/blank-prompt.js';
import { describeFailure } from '../ui/failure.js';
import { textOption } from './options.js';
import type { Invocation, Services } from './services.js';

/** @throws MregError `usage` with the nearest kind. */
export function requestKind(text: string): RequestKind {
  const kind = REQUEST_KINDS.find((candidate) => candidate === text);
  if (kind !== undefined) return kind;
  const suggestion = nearestOf(text, REQUEST_KINDS);
  throw new MregError('usage', 'request.unknown-kind', {
    text,
    kinds: REQUEST_KINDS.join(' '),
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}

/**
 * The blanks as given: those of `--from FILE`, with the flags laid over them. On a terminal, what is left is asked for:
 * everything when nothing was given, else only what must be filled.
 * @throws MregError `usage` for a flag that belongs to other kinds, or a file that is no JSON object
 */
export async function formInput(kind: RequestKind, { options, services }: Invocation, knowledge: FormKnowledge): Promise<AnyForm> {
  const given = givenBlanks(kind, options);
  const { askBlank } = services;
  if (askBlank === undefined) return given;
  const empty = Object.keys(given).length === 0;
  const open = REQUEST_FORMS[kind].fields.filter((field) => !(field.key in given) && (empty || field.required));
  const answers: Record<string, unknown> = { ...given };
  for (const field of open) {
    const answer = await askBlank(questionOf(field, services, knowledge));
    if (answer !== '') answers[field.key] = answer;
  }
  return answers;
}

/** The blanks given by file and flags, without asking for more. */
export function givenBlanks(kind: RequestKind, options: Invocation['options']): AnyForm {
  const path = textOption(options, 'from');
  return { ...(path === undefined ? {} : fileBlanks(path)), ...flagBlanks(kind, options) };
}

function fileBlanks(path: string): AnyForm {
  const content = parsed(path);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new MregError('usage', 'request.file-not-form', { file: basename(path) });
  }
  return content as AnyForm;
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/u, ''));
  } catch (cause) {
    const key = cause instanceof SyntaxError ? 'request.file-not-form' : 'request.file-unreadable';
    throw new MregError('usage', key, { file: basename(path) }, { cause });
  }
}

function flagBlanks(kind: RequestKind, options: Invocation['options']): AnyForm {
  const given = allFields().flatMap(({ field, kinds }) => {
    const value = options[camelCase(field.key)];
    return value === undefined ? [] : [{ key: field.key, kinds, value }];
  });
  const foreign = given.find(({ kinds }) => !kinds.includes(kind));
  if (foreign !== undefined) {
    throw new MregError('usage', 'request.foreign-flag', { flag: flagOf(foreign.key), kind, kinds: foreign.kinds.join(' ') });
  }
  return Object.fromEntries(given.map(({ key, value }) => [key, value]));
}

/** As the parser names an option: `takesEffectOn`. */
function camelCase(key: string): string {
  return key.replaceAll(/_(\w)/gu, (_, letter: string) => letter.toUpperCase());
}

/** Blanks that can only be one of a few words. */
const CHOICES: Partial<Readonly<Record<ValueKind, { readonly words: readonly string[]; readonly several: boolean }>>> = {
  role: { words: ACCOUNT_ROLES, several: false },
  designations: { words: DESIGNATIONS, several: true },
  services: { words: SERVICES, several: true },
  formats: { words: EXPORT_FORMATS, several: true },
};

function questionOf(field: FormField, { lang, packageVersion }: Services, knowledge: FormKnowledge): BlankQuestion {
  const choices = CHOICES[field.value];
  return {
    label: `${field.label[lang]}${choices === undefined ? ` [${field.example}]` : ''}`,
    required: field.required,
    several: choices?.several ?? false,
    keysHelp: translate(lang, choices?.several === true ? 'request.ask.several' : 'request.ask.one'),
    ...(choices === undefined ? {} : { choices: choices.words }),
    check: (answer: string): string | undefined => {
      try {
        readValue(field, answer, knowledge);
        return undefined;
      } catch (thrown) {
        return describeFailure(thrown, lang, packageVersion).message;
      }
    },
  };
}
