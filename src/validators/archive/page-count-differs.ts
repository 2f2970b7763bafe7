import type { Rule } from '../../domain/rule.js';
import { once, warning } from '../check.js';
import { listedScans, mayHoldManyPages } from './listed-scans.js';

/**
 * No finding: no page count, or no scans listed while the input carries none, or a listed file may hold many pages (PDF, TIFF,
 * OFD), or as many files listed as pages counted.
 */
export const pageCountDiffers: Rule = {
  code: 'page-count-differs',
  severity: 'warning',
  fields: ['doc_page_num', 'scan_files'],
  appliesTo: 'all',
  source: 'MZ/T 117-2018; 婚姻登记档案管理办法(民政部、国家档案局令第32号)',
  inForce: {},
  text: {
    zh: {
      title: '页数与扫描件不符',
      message: '{field}是 {pages} 页，列出的扫描件有 {files} 个。',
      advice: '请核对是否漏扫、多扫或漏列文件名。',
    },
    en: {
      title: 'Pages and scans differ',
      message: '{field} says {pages}, but {files} scans are listed.',
      advice: 'Look for pages not scanned, scanned twice, or file names not listed.',
    },
  },
  check: once(({ registration: { values }, scansPresent }) => {
    const { doc_page_num: count, scan_files: scans } = values;
    if (count === '' || (scans === '' && scansPresent === undefined)) return undefined;
    const pages = Number(count);
    const listed = listedScans(scans);
    if (Number.isNaN(pages) || pages === listed.length || listed.some(mayHoldManyPages)) return undefined;
    return warning(pageCountDiffers.code, ['doc_page_num', 'scan_files'], { pages, files: listed.length });
  }),
};
