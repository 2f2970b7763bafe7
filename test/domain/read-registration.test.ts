import { describe, expect, it } from 'vitest';
import { FIELD_KEYS, fieldOf, type FieldKey } from '../../src/domain/fields.js';
import { PARTY_FIELDS, readRegistration } from '../../src/domain/read-registration.js';
import type { RowValues } from '../../src/domain/registration.js';

function rowOf(given: Partial<Record<FieldKey, string>>): RowValues {
  return Object.fromEntries(FIELD_KEYS.map((key) => [key, given[key] ?? ''])) as RowValues;
}

describe('readRegistration', () => {
  const values = rowOf({
    op_type: 'ICA',
    op_date: '2010-05',
    effective_date: '2010-05-04',
    cohabit_date: '1979',
    cert_no: 'BJ440104-2010-000001',
    old_cert_no: '(86)天结字第123号',
    old_op_date: '1986-05-04',
    name_man: '李明',
    id_type_man: '1',
    cert_type_man: '1',
    cert_num_man: '440104198001010016',
    birth_man: '1980-01-01',
    name_woman: '王芳',
    id_type_woman: '6',
    cert_type_woman: '5',
    cert_num_woman: 'ZZ9999999',
    birth_woman: '1982',
    folk_woman: '01',
  });
  const registration = readRegistration(values, { op_type: '补发结婚证' });

  it('keeps the values and what the file said', () => {
    expect(registration.values).toBe(values);
    expect(registration.raw).toEqual({ op_type: '补发结婚证' });
  });

  it('reads the event', () => {
    expect(registration.opType).toBe('ICA');
    expect(registration.registeredOn).toMatchObject({ precision: 'month', first: 20_100_501, last: 20_100_531 });
    expect(registration.effectiveOn?.text).toBe('2010-05-04');
    expect(registration.earlierRegisteredOn?.text).toBe('1986-05-04');
    expect(registration.cohabitingSince?.precision).toBe('year');
    expect(registration.certificate).toMatchObject({ form: 'F1', prefix: 'BJ' });
    expect(registration.earlierCertificate).toMatchObject({ form: 'F3', year: 1986 });
  });

  it('reads the parties, each document by its own type', () => {
    expect(registration.man).toMatchObject({ role: 'man', sex: 'male', name: '李明', document: { kind: 'resident-18', sex: 'male' } });
    expect(registration.woman).toMatchObject({ role: 'woman', sex: 'female', name: '王芳', ethnic: '01', document: { kind: 'passport' } });
    expect(registration.woman.bornOn?.text).toBe('1982');
  });

  it('leaves unread what is absent or unreadable', () => {
    const unread = readRegistration(rowOf({ op_type: 'XX', op_date: '2019-02-30', cert_no: '' }), {});
    expect(unread).toMatchObject({ opType: undefined, registeredOn: undefined, certificate: undefined });
    expect(unread.man).toMatchObject({ name: '', document: undefined, bornOn: undefined });
  });
});

describe('PARTY_FIELDS', () => {
  it.each(['man', 'woman'] as const)('names only columns of the %s', (role) => {
    expect(Object.values(PARTY_FIELDS[role]).map((key) => fieldOf(key).role)).toEqual(Array(11).fill(role));
  });
});
