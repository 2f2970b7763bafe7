import { describe, expect, it } from 'vitest';
import { claimsText, parseClaims, parseClaimsText } from '../../src/tokens/claims.js';
import { someClaims } from './approval-fixture.js';

const scopeWith = (over: object) => ({ scope: { ...someClaims().scope, ...over } });

describe('the claims of an approval', () => {
  it('are read as they were written', () => {
    expect(parseClaimsText(claimsText(someClaims()))).toEqual(someClaims());
  });

  it.each([
    ['counts only', scopeWith({ statistics: { by: ['op_type'], k: 5 } })],
    [
      'every filter',
      scopeWith({ filter: { op_types: ['IA'], regions: ['990100'], offices: ['990104A'], from: '2020-01-01', until: '2020-01-01' } }),
    ],
    ['no masking, and nothing left out', scopeWith({ masking: {}, filter: {} })],
    ['many uses', { uses: 500 }],
  ])('may have %s', (_name, over) => {
    expect(parseClaims({ ...someClaims(), ...over })).toEqual({ ...someClaims(), ...over });
  });

  it.each<[string, object]>([
    ['a claim nobody knows', { admin: true }],
    ['another issuer form', { iss: 'https://example.org' }],
    ['a county as issuer', { iss: 'mreg:990104' }],
    ['an id of another form', { jti: '1' }],
    ['an id in upper case', { jti: '00112233445566778899AABBCCDDEEFF' }],
    ['times that are text', { exp: '1936108800' }],
    ['times with fractions', { nbf: 1.5 }],
    ['an end before its beginning', { exp: someClaims().nbf }],
    ['an end before it was made', { exp: someClaims().iat }],
    ['a request of another form', { request: '1; DROP TABLE' }],
    ['a purpose of two lines', { purpose: 'one\nsignature good' }],
    ['an empty recipient', { recipient: '' }],
    ['no rows at all', { max_rows: 0 }],
    ['half a row', { max_rows: 0.5 }],
    ['endless rows', { max_rows: Number.POSITIVE_INFINITY }],
    ['no uses', { uses: 0 }],
    ['two officers', { sub: ['officer1', 'officer2'] }],
    ['a field nobody knows', scopeWith({ fields: ['password'] })],
    ['no fields', scopeWith({ fields: [] })],
    ['a field twice', scopeWith({ fields: ['op_type', 'op_type'] })],
    ['masking for a field that does not leave', scopeWith({ masking: { name_man: 'plain' } })],
    ['a masking nobody knows', scopeWith({ masking: { birth_man: 'none' } })],
    ['a filter nobody knows', scopeWith({ filter: { limit: 1 } })],
    ['a region of another form', scopeWith({ filter: { regions: ['99'] } })],
    ['an empty list of regions', scopeWith({ filter: { regions: [] } })],
    ['a day that never was', scopeWith({ filter: { from: '2020-02-30' } })],
    ['days in the wrong order', scopeWith({ filter: { from: '2020-02-02', until: '2020-02-01' } })],
    ['a type nobody knows', scopeWith({ filter: { op_types: ['ZZ'] } })],
    ['a format nobody knows', scopeWith({ formats: ['pdf'] })],
    ['cells of four people', scopeWith({ statistics: { by: ['op_type'], k: 4 } })],
    ['a scope nobody knows', scopeWith({ everything: true })],
    ['the scope missing', { scope: undefined }],
  ])('may not have %s', (_name, over) => {
    expect(parseClaims({ ...someClaims(), ...over })).toBeUndefined();
  });

  it.each(['iss', 'sub', 'jti', 'iat', 'nbf', 'exp', 'request', 'purpose', 'recipient', 'scope', 'max_rows', 'uses'])(
    'may not lack %s',
    (name) => {
      expect(parseClaims(Object.fromEntries(Object.entries(someClaims()).filter(([key]) => key !== name)))).toBeUndefined();
    },
  );

  it('have one spelling: white space, another order or a repeated member are refused', () => {
    const text = claimsText(someClaims());
    expect(parseClaimsText(` ${text}`)).toBeUndefined();
    expect(parseClaimsText(JSON.stringify(Object.fromEntries(Object.entries(someClaims()).toReversed())))).toBeUndefined();
    expect(parseClaimsText(text.replace('{', '{"uses":9,'))).toBeUndefined();
  });
});
