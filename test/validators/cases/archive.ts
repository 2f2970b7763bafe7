import type { RuleCases } from './rule-case.js';

const TWO_SCANS = { doc_page_num: '2', scan_files: 'A001.jpg;A002.jpg' };
const IN_PACKAGE = { scansPresent: new Set(['a001.jpg', 'a002.jpg']) };

export const archiveCases: RuleCases = {
  'archive-year-differs': [
    ['the year of registration', {}, []],
    ['the year after', { doc_year: '2025' }, []],
    ['none', { doc_year: '' }, []],
    ['the year before', { doc_year: '2023' }, ['warning doc_year op_date']],
    ['another decade', { doc_year: '2034' }, ['warning doc_year op_date']],
  ],
  'page-count-differs': [
    ['no scans listed and none sent', {}, []],
    ['as many scans as pages', TWO_SCANS, []],
    ['a page not scanned', { ...TWO_SCANS, doc_page_num: '3' }, ['warning doc_page_num scan_files']],
    ['one file of many pages', { doc_page_num: '12', scan_files: '2024-J-0123.PDF' }, []],
    ['none listed though scans were sent', {}, ['warning doc_page_num scan_files'], IN_PACKAGE],
    ['no page count', { doc_page_num: '' }, [], IN_PACKAGE],
  ],
  'scan-missing': [
    ['the input carries no scans', TWO_SCANS, []],
    ['every file is there', TWO_SCANS, [], IN_PACKAGE],
    ['one is not', { scan_files: 'A001.jpg;A003.jpg' }, ['warning scan_files'], IN_PACKAGE],
    ['none listed', {}, [], IN_PACKAGE],
  ],
};
