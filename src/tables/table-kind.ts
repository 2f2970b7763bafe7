import { MregError } from '../domain/error.js';
import { withFile } from './file-error.js';
import { contentKind, isEncryptedWorkbook } from './file-kind.js';
import { ZipArchive } from './zip-archive.js';
import type { ZipLimits } from './zip-archive.js';

/** Why a file that is named like a table cannot be read as one. Each is also the end of its message key. */
export type TableProblem =
  | 'file-empty'
  | 'old-workbook'
  | 'encrypted-workbook'
  | 'binary-workbook'
  | 'html-workbook'
  | 'other-workbook'
  | 'not-text';

export type TableKind = { readonly kind: 'csv' | 'xlsx' | 'package' } | { readonly kind: 'problem'; readonly problem: TableProblem };

/** Says by its content what a file is; `name` is for messages. */
export async function tableKind(path: string, name: string, limits: ZipLimits): Promise<TableKind> {
  return await withFile(path, async (file) => {
    const kind = await contentKind(file);
    if (kind === 'zip') return await kindOfZip(path, name, limits);
    if (kind === 'compound') return problem((await isEncryptedWorkbook(file)) ? 'encrypted-workbook' : 'old-workbook');
    if (kind === 'html') return problem('html-workbook');
    if (kind === 'binary') return problem('not-text');
    return kind === 'empty' ? problem('file-empty') : { kind: 'csv' };
  });
}

async function kindOfZip(path: string, name: string, limits: ZipLimits): Promise<TableKind> {
  const archive = await ZipArchive.open(path, name, limits);
  try {
    const names = new Set(archive.entries.map((entry) => entry.name.toLowerCase()));
    if (names.has('xl/workbook.bin')) return problem('binary-workbook');
    if (names.has('[content_types].xml')) return { kind: 'xlsx' };
    return names.has('mimetype') && names.has('content.xml') ? problem('other-workbook') : { kind: 'package' };
  } finally {
    await archive.close();
  }
}

function problem(reason: TableProblem): TableKind {
  return { kind: 'problem', problem: reason };
}

export function tableProblemError(file: string, reason: TableProblem): MregError {
  return new MregError('input-refused', `import.${reason}`, { file });
}
