import type { FindingListing } from '../findings/list.js';
import type { ShownRecord } from '../findings/shown-record.js';
import { findingTitle, recordStateWord, scoreText, typeWord } from '../findings/words.js';
import { translate } from '../i18n/translate.js';
import { countText, tableLines } from '../ui/table.js';
import type { Services } from './services.js';

const COLUMNS = ['finding', 'kind', 'severity', 'score', 'state', 'what', 'records'] as const;

export function listLines(findings: readonly FindingListing[], total: number, services: Services): readonly string[] {
  const { lang } = services;
  if (findings.length === 0) return [translate(lang, 'finding.list.none')];
  const columns = COLUMNS.map((column) => ({
    title: translate(lang, `finding.column.${column}`),
    ...(column === 'finding' || column === 'score' ? { align: 'right' as const } : {}),
  }));
  const count =
    findings.length < total
      ? translate(lang, 'finding.list.more', { total: countText(total), shown: countText(findings.length) })
      : translate(lang, 'finding.list.count', { total: countText(total) });
  return [
    ...tableLines(
      columns,
      findings.map((finding) => cells(finding, lang)),
    ),
    services.reporter.paint.dim(count),
  ];
}

function cells(finding: FindingListing, lang: Services['lang']): readonly string[] {
  const { finding: id, kind, severity, score, code, records, record_count: count } = finding;
  const more = count > records.length ? [translate(lang, 'finding.record.more', { count })] : [];
  return [
    String(id),
    translate(lang, `finding.kind.${kind}`),
    translate(lang, `finding.severity.${severity}`),
    scoreText(kind, score),
    stateWord(finding, lang),
    findingTitle(lang, code),
    [...records.map((record) => recordText(record, lang)), ...more].join(' | '),
  ];
}

export function stateWord({ state, gone, stronger }: FindingListing, lang: Services['lang']): string {
  return translate(lang, `finding.state.${gone ? 'gone' : stronger ? 'stronger' : state}`);
}

/** One registration in a line: `#12 结婚登记 2010-05-20 越秀区 张三/李四`. */
export function recordText(record: ShownRecord, lang: Services['lang']): string {
  const state = record.state === 'active' ? '' : recordStateWord(lang, record.state);
  const place = record.dept_name || record.dept_code;
  const own =
    record.scope === 'own'
      ? [`#${record.id}`, typeWord(lang, record.op_type), record.op_date, place, `${record.name_man}/${record.name_woman}`]
      : [typeWord(lang, record.op_type), record.op_date, place, translate(lang, 'finding.record.elsewhere')];
  return [...own, state].filter((part) => part !== '').join(' ');
}
