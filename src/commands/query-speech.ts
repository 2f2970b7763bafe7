import { isOpType } from '../domain/registration.js';
import { translate, type MessageKey, type PlaceValues } from '../i18n/translate.js';
import type { RegistryStatus } from '../query/marital-status.js';
import type { ShownOwn, ShownParty, ShownRegistration } from '../query/shown-registration.js';
import { tableLines } from '../ui/table.js';
import type { Services } from './services.js';

interface PersonDocument {
  readonly name: string | null;
  readonly document_number: string;
  readonly registry_status: RegistryStatus;
  readonly open_marriages: number;
  readonly registrations: readonly (ShownRegistration & { readonly role: 'man' | 'woman'; readonly name_fits: boolean })[];
  readonly ledger_seq: number;
}

interface CertificateDocument {
  readonly registrations: readonly ShownOwn[];
  readonly elsewhere: number;
  readonly ledger_seq: number;
}

const COLUMNS = ['type', 'date', 'certificate', 'office', 'man', 'woman', 'state'] as const;

export function personLines(document: PersonDocument, { lang, reporter }: Services): readonly string[] {
  const say = (key: MessageKey, values: PlaceValues = {}): string => translate(lang, key, values);
  const { name, document_number: number, registrations, registry_status: status, ledger_seq: seq } = document;
  const others = registrations.filter((each) => !each.name_fits).length;
  return [
    reporter.paint.bold(`${name ?? say('query.no-name')} ${number}`),
    ...(registrations.length === 0 ? [say('query.nothing')] : table(registrations, lang)),
    ...(others === 0 ? [] : [reporter.paint.yellow(say('query.other-name', { count: others }))]),
    ...(document.open_marriages > 1 ? [reporter.paint.yellow(say('query.open-marriages', { count: document.open_marriages }))] : []),
    say('query.status', { status: say(`query.status.${status}`) }),
    reporter.paint.dim(say('query.caveat')),
    reporter.paint.dim(say('query.ledgered', { seq })),
  ];
}

export function certificateLines({ registrations, elsewhere, ledger_seq: seq }: CertificateDocument, { lang, reporter }: Services) {
  return [
    ...(registrations.length === 0 ? [translate(lang, 'query.nothing')] : table(registrations, lang)),
    ...(elsewhere === 0 ? [] : [translate(lang, 'query.elsewhere', { count: elsewhere })]),
    reporter.paint.dim(translate(lang, 'query.ledgered', { seq })),
  ];
}

function table(registrations: readonly ShownRegistration[], lang: Services['lang']): readonly string[] {
  return tableLines(
    COLUMNS.map((column) => ({ title: translate(lang, `query.column.${column}`) })),
    registrations.map((each) => cells(each, lang)),
  );
}

function cells(each: ShownRegistration, lang: Services['lang']): readonly string[] {
  const type = isOpType(each.op_type) ? translate(lang, `query.type.${each.op_type}`) : each.op_type;
  const office = each.dept_name === '' ? each.dept_code : each.dept_name;
  const own = each.scope === 'own' ? [each.cert_no, office, partyText(each.man), partyText(each.woman)] : ['', office, '', ''];
  return [type, each.op_date, ...own, stateText(each.state, lang)];
}

function partyText({ name, document_number: number }: ShownParty): string {
  return `${name} ${number}`.trim();
}

function stateText(state: string, lang: Services['lang']): string {
  return state === 'active' || state === 'superseded' || state === 'revoked' ? translate(lang, `query.state.${state}`) : state;
}
