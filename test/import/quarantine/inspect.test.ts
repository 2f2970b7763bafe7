import { describe, expect, it } from 'vitest';
import { listQuarantine, showQuarantine, summariseQuarantine } from '../../../src/import/quarantine/inspect.js';
import { AGE_TOO_LOW, aQuarantine, NAME_MISSING } from './a-quarantine.js';

describe('looking at quarantine', () => {
  it('lists open rows unless asked for others, and tells how many there are', () => {
    const { registry } = aQuarantine([{ id: 3 }, { id: 4 }, { id: 5 }]);
    registry.database.exec("UPDATE quarantine SET state = 'discarded' WHERE id = 4");
    expect(listQuarantine(registry, {}, { limit: 1, offset: 0 })).toMatchObject({ total: 2, rows: [{ id: 3 }] });
    expect(listQuarantine(registry, { state: 'discarded' }, { limit: 9, offset: 0 })).toMatchObject({ total: 1, rows: [{ id: 4 }] });
  });

  it('counts open rows for each reason', () => {
    const { registry } = aQuarantine([{ id: 3, findings: [NAME_MISSING, AGE_TOO_LOW] }, { id: 4 }]);
    expect(summariseQuarantine(registry)).toEqual([
      { code: 'required-missing', count: 2 },
      { code: 'minimum-age', count: 1 },
    ]);
  });

  it('refuses a row that does not exist', () => {
    expect(() => showQuarantine(aQuarantine([]).registry, 7, '')).toThrow(
      expect.objectContaining({ kind: 'usage', key: 'quarantine.unknown' }),
    );
  });

  it.each([
    ['a number in its column', { cert_num_man: '990101196001011234' }, { cert_num_man: '9901**********1234' }],
    ['a number that slipped into a name', { name_man: '990101196001011234' }, { name_man: '9901**********1234' }],
    ['a number inside a remark', { remark: '原号990101196001011234,补' }, { remark: '原号9901**********1234,补' }],
    ['a number in a column of the file’s own', { 备用: '990101196001011234' }, { 备用: '9901**********1234' }],
    ['a short number in a number column', { cert_num_man: 'H0099' }, { cert_num_man: 'H***9' }],
    ['a word in a number column', { cert_num_man: '不详' }, { cert_num_man: '不详' }],
    ['a name', { name_man: '张三' }, { name_man: '张三' }],
  ])('shows %s so that it tells nobody’s number', (_name, cells, shown) => {
    expect(showQuarantine(aQuarantine([{ id: 3, cells }]).registry, 3, '').cells).toEqual(shown);
  });
});
