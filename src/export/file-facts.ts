import type { ApprovalClaims } from '../domain/approval.js';
import { maskNumbersIn } from '../domain/masking.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import { shanghaiMinute } from '../lib/shanghai-time.js';
import type { FileHead } from './writers/file-head.js';

export interface FactsOfExport {
  readonly claims: ApprovalClaims;
  /** `张三 (zhangsan)` */
  readonly officer: string;
  readonly made: Date;
  readonly rows: number;
}

/** What the head of an exported file says of it, so that whoever opens it knows what it is for and until when. */
export function fileFacts(exportNumber: string, { claims, officer, made, rows }: FactsOfExport, lang: Lang): FileHead['facts'] {
  return [
    [translate(lang, 'export.fact.export'), exportNumber],
    [translate(lang, 'export.fact.request'), claims.request],
    [translate(lang, 'export.fact.purpose'), maskNumbersIn(claims.purpose)],
    [translate(lang, 'export.fact.recipient'), maskNumbersIn(claims.recipient)],
    [translate(lang, 'export.fact.officer'), officer],
    [translate(lang, 'export.fact.made'), shanghaiMinute(made)],
    [translate(lang, 'export.fact.valid-until'), shanghaiMinute(new Date(claims.exp * 1_000))],
    [translate(lang, 'export.fact.rows'), String(rows)],
    [translate(lang, 'export.fact.notice'), translate(lang, 'export.fact.notice.text')],
  ];
}
