import type { Rule } from '../../domain/rule.js';
import { once, warning } from '../check.js';
import { listedScans } from './listed-scans.js';

const NAMES_SHOWN = 3;

/** No finding: the input carries no scans at all, or every file the row lists is among them (case is ignored). */
export const scanMissing: Rule = {
  code: 'scan-missing',
  severity: 'warning',
  fields: ['scan_files'],
  appliesTo: 'all',
  source: 'MZ/T 117-2018; 粤民函〔2019〕561号 Art. 32',
  inForce: {},
  text: {
    zh: {
      title: '缺少扫描件',
      message: '{field}中有 {missing} 个文件不在数据包内：{names}。',
      advice: '请补齐扫描件后重新打包，或改正文件名。',
    },
    en: {
      title: 'Scans missing',
      message: '{field} lists {missing} files that are not in the package: {names}.',
      advice: 'Add the scans and pack again, or correct the file names.',
    },
  },
  check: once(({ registration: { values }, scansPresent }) => {
    if (scansPresent === undefined || values.scan_files === '') return undefined;
    const missing = listedScans(values.scan_files).filter((name) => !scansPresent.has(name));
    if (missing.length === 0) return undefined;
    const names = missing.slice(0, NAMES_SHOWN).join(', ');
    return warning(scanMissing.code, ['scan_files'], { missing: missing.length, names });
  }),
};
