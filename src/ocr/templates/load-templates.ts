import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { MregError } from '../../domain/error.js';
import { checkTemplate, checkTitles, type TemplateProblem } from './check-template.js';
import type { Template } from './template.js';
import { templateSchema } from './template-schema.js';

/** A template and the file that holds it. */
export interface TemplateFile {
  readonly template: Template;
  readonly path: string;
}

/** What the folders hold: one template of each id, and those that a higher version of the same id replaces. */
export interface TemplateSet {
  readonly inUse: readonly TemplateFile[];
  readonly replaced: readonly TemplateFile[];
}

/** Far beyond a form with hundreds of zones. */
const LARGEST_BYTES = 1024 * 1024;
/** The place named when a file as a whole is wrong (JSONPath's root). */
const WHOLE_FILE = '$';

/**
 * The templates of some folders, the packaged one first. Of two with the same id the higher version is used; a later
 * folder cannot replace a template without raising its version, so that readings stay told apart.
 * @throws MregError `configuration` `ocr-template.…` for a folder or file that cannot be read, is no template, contradicts
 * itself or has the id and version of another.
 */
export function loadTemplates(directories: readonly string[]): TemplateSet {
  const inUse = new Map<string, TemplateFile>();
  const replaced: TemplateFile[] = [];
  for (const file of directories.flatMap(templatePaths).map(soundTemplate)) {
    const known = inUse.get(file.template.id);
    if (known?.template.version === file.template.version) throw sameVersion(file, known);
    if (known !== undefined && known.template.version > file.template.version) {
      replaced.push(file);
      continue;
    }
    if (known !== undefined) replaced.push(known);
    inUse.set(file.template.id, file);
  }
  const files = [...inUse.values()];
  const [problem] = checkTitles(files.map(({ template }) => template));
  if (problem !== undefined) throw problemError(fileOf(files, problem), problem);
  return { inUse: files, replaced };
}

/** Reads one template file, right in form; whether it makes sense is asked of `checkTemplate`. */
export function readTemplateFile(path: string): TemplateFile {
  const parsed = v.safeParse(templateSchema, jsonOf(path), { abortEarly: true });
  if (parsed.success) return { template: parsed.output, path };
  const [issue] = parsed.issues;
  throw invalid(path, v.getDotPath(issue) ?? WHOLE_FILE, expectedOf(issue));
}

function soundTemplate(path: string): TemplateFile {
  const file = readTemplateFile(path);
  const problem = checkTemplate(file.template).find(({ severity }) => severity === 'error');
  if (problem !== undefined) throw problemError(path, problem);
  return file;
}

function templatePaths(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .map((name) => join(directory, name));
  } catch (cause) {
    throw new MregError('configuration', 'ocr-template.folder-unreadable', { folder: directory }, { cause });
  }
}

function jsonOf(path: string): unknown {
  const text = textOf(path);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MregError('configuration', 'ocr-template.not-json', { file: basename(path), reason: reasonOf(cause) }, { cause });
  }
}

function textOf(path: string): string {
  try {
    if (statSync(path).size > LARGEST_BYTES) throw invalid(path, WHOLE_FILE, '≤ 1 MiB');
    // Editors on Windows put a byte order mark there.
    return readFileSync(path, 'utf8').replace(/^\uFEFF/u, '');
  } catch (cause) {
    if (cause instanceof MregError) throw cause;
    throw new MregError('configuration', 'ocr-template.unreadable', { file: path }, { cause });
  }
}

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : '');

/** What would have been right: valibot's word for a type, our own for a check, a dash where nothing belongs. */
function expectedOf(issue: v.BaseIssue<unknown>): string {
  if (issue.expected === 'never') return '—';
  if (issue.kind === 'schema') return issue.expected ?? issue.message;
  return issue.type === 'check' || issue.type === 'regex' ? issue.message : (issue.expected ?? issue.message);
}

function invalid(path: string, place: string, expected: string): MregError {
  return new MregError('configuration', 'ocr-template.invalid', { file: basename(path), place, expected });
}

function problemError(path: string, { place, key, values }: TemplateProblem): MregError {
  return new MregError('configuration', `ocr-template.problem.${key}`, { file: basename(path), place, ...values });
}

function sameVersion({ template, path }: TemplateFile, other: TemplateFile): MregError {
  const { id, version } = template;
  return new MregError('configuration', 'ocr-template.same-version', { file: path, other: other.path, id, version });
}

function fileOf(files: readonly TemplateFile[], { template }: TemplateProblem): string {
  return files.find((file) => file.template.id === template)?.path ?? '';
}
