import { chineseDate } from '../domain/chinese-date.js';
import type { Role } from '../domain/fields.js';
import { PARTY_FIELDS } from '../domain/read-registration.js';
import { isOpType } from '../domain/registration.js';
import { translate } from '../i18n/translate.js';
import type { Block } from '../report/docx/document-writer.js';
import type { FoundRegistration } from '../store/query-repository.js';

/** What such a certificate may still be issued for: elsewhere they ended in September 2015 (docs/query.md). */
export const CERTIFICATE_USES = ['taiwan', 'notarial-nine', 'internal'] as const;
export type CertificateUse = (typeof CERTIFICATE_USES)[number];

export interface CertificateText {
  readonly serial: string;
  readonly name: string;
  /** Whole: the paper names the person it is handed to. */
  readonly number: string;
  /** `广东省广州市越秀区`, whose registrations were searched. */
  readonly areaName: string;
  readonly use: CertificateUse;
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** Real name of who searched. */
  readonly searchedBy: string;
  readonly registrations: readonly { readonly registration: FoundRegistration; readonly role: Role }[];
}

/** Official papers are Chinese whatever the language of the terminal. */
const LANG = 'zh';
const TEXT_POINTS = 16;
const COLUMNS = ['type', 'date', 'office', 'certificate', 'spouse'] as const;

/** The paper a clerk prints, seals and hands over. */
export function certificateBlocks(text: CertificateText): readonly Block[] {
  const { serial, registrations, use, day, searchedBy, areaName } = text;
  const kind = registrations.length > 0 ? 'record' : 'no-record';
  const values = { name: text.name, number: text.number, area: areaName, day: chineseDate(day) };
  const prose = { kind: 'paragraph', points: TEXT_POINTS, indented: true } as const;
  const closing = { kind: 'paragraph', points: TEXT_POINTS, align: 'right' } as const;
  return [
    { kind: 'paragraph', text: translate(LANG, `query.paper.title.${kind}`), points: 22, bold: true, align: 'center' },
    { kind: 'paragraph', text: translate(LANG, 'query.paper.serial', { serial }), points: 12, align: 'right', spaceBeforePoints: 12 },
    { ...prose, text: translate(LANG, `query.paper.body.${kind}`, values), spaceBeforePoints: 18 },
    ...(kind === 'record' ? [recordTable(registrations)] : []),
    { ...prose, text: translate(LANG, 'query.paper.limits'), spaceBeforePoints: 12 },
    { ...prose, text: translate(LANG, `query.paper.use.${use}`) },
    { ...closing, text: translate(LANG, 'query.paper.seal'), spaceBeforePoints: 60 },
    { ...closing, text: translate(LANG, 'query.paper.searched-by', { name: searchedBy }) },
    { ...closing, text: chineseDate(day) },
  ];
}

function recordTable(registrations: CertificateText['registrations']): Block {
  const headings = COLUMNS.map((column) => translate(LANG, `query.paper.column.${column}`));
  return { kind: 'table', widths: [16, 17, 27, 24, 16], rows: [headings, ...registrations.map(recordRow)] };
}

function recordRow({ registration, role }: CertificateText['registrations'][number]): readonly string[] {
  const { op_type: type, op_date: date, dept_name: office, dept_code: code, cert_no: certificate } = registration;
  const spouse = registration[PARTY_FIELDS[role === 'man' ? 'woman' : 'man'].name];
  return [isOpType(type) ? translate(LANG, `query.type.${type}`) : type, date, office || code, certificate, spouse];
}
