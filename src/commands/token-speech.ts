import type { ApprovalClaims, ExportFilter, ExportScope, Masking } from '../domain/approval.js';
import { fieldOf, type FieldKey } from '../domain/fields.js';
import type { Lang } from '../i18n/lang.js';
import { translate, type MessageKey, type PlaceValues } from '../i18n/translate.js';
import { shanghaiMinute } from '../lib/shanghai-time.js';
import { countText } from '../ui/table.js';

/** What a token lets whom do, in words: to be read before it is signed, and before it is trusted. */
export function claimsLines(claims: ApprovalClaims, lang: Lang): readonly string[] {
  const say = (key: MessageKey, values: PlaceValues = {}): string => translate(lang, key, values);
  const { jti, request, iss, sub, purpose, recipient, nbf, exp, max_rows: maxRows, uses, scope } = claims;
  return [
    say('token.says.id', { jti }),
    say('token.says.request', { request, issuer: iss }),
    say('token.says.officer', { officer: sub }),
    say('token.says.purpose', { purpose }),
    say('token.says.recipient', { recipient }),
    say('token.says.time', { from: minuteOf(nbf), until: minuteOf(exp) }),
    say('token.says.rows', { rows: countText(maxRows), uses: countText(uses) }),
    say('token.says.formats', { formats: scope.formats.join(' ') }),
    ...filterLines(scope.filter, say),
    ...fieldLines(scope, lang, say),
  ];
}

type Say = (key: MessageKey, values?: PlaceValues) => string;

const minuteOf = (seconds: number): string => shanghaiMinute(new Date(seconds * 1_000));

function filterLines({ op_types: types, regions, offices, from, until }: ExportFilter, say: Say): readonly string[] {
  const all = say('token.says.all');
  return [
    say('token.says.types', { types: types?.join(' ') ?? all }),
    say('token.says.regions', { regions: regions?.join(' ') ?? all }),
    ...(offices === undefined ? [] : [say('token.says.offices', { offices: offices.join(' ') })]),
    ...(from === undefined && until === undefined ? [] : [say('token.says.days', { from: from ?? '…', until: until ?? '…' })]),
  ];
}

const WAYS: readonly { readonly way: Masking | undefined; readonly key: MessageKey }[] = [
  { way: 'plain', key: 'token.says.plain' },
  { way: 'mask', key: 'token.says.mask' },
  { way: 'generalise', key: 'token.says.generalise' },
  { way: 'pseudonym', key: 'token.says.pseudonym' },
  { way: undefined, key: 'token.says.default' },
];

/** Fields by the way they leave, those that leave as they are first and always: nobody must miss them. */
function fieldLines({ fields, masking, statistics }: ExportScope, lang: Lang, say: Say): readonly string[] {
  const nameOf = (key: FieldKey): string => `${fieldOf(key)[lang]} (${key})`;
  const list = (keys: readonly FieldKey[]): string =>
    keys.length === 0 ? say('token.says.none') : keys.map(nameOf).join(lang === 'zh' ? '、' : ', ');
  const lines = WAYS.map(({ way, key }) => ({ way, key, keys: fields.filter((field) => masking[field] === way) }))
    .filter(({ way, keys }) => way === 'plain' || keys.length > 0)
    .map(({ key, keys }) => say(key, { fields: list(keys) }));
  return statistics === undefined ? lines : [...lines, say('token.says.statistics', { fields: list(statistics.by), k: statistics.k })];
}
