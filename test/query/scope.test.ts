import { describe, expect, it } from 'vitest';
import type { RowValues } from '../../src/domain/registration.js';
import { queryArea, roleOf, visibleTo, WHOLE_PROVINCE } from '../../src/query/scope.js';
import { shownOfPerson } from '../../src/query/shown-registration.js';
import type { FoundRegistration } from '../../src/store/query-repository.js';
import { nobodysNumber, nobodysOldNumber, packagedReference, someValues } from '../helpers/registration.js';

const MAN = nobodysNumber('19950308', 'male');
const found = (over: Partial<RowValues> = {}): FoundRegistration => ({ id: 1, state: 'active', ...someValues(over) });
const tianhe = queryArea('440106', packagedReference());
const zhongshan = queryArea('442000', packagedReference());

describe('who sees which registration of a person', () => {
  it.each([
    ['one of the own area, by the number alone', tianhe, undefined, ['own']],
    ['one of the own area under another name', tianhe, '别人', ['own']],
    ['one elsewhere, by number and name', zhongshan, '陈样本', ['elsewhere']],
    ['not one elsewhere by the number alone', zhongshan, undefined, []],
    ['not one elsewhere under another name', zhongshan, '别人', []],
    ['all of them from the province', WHOLE_PROVINCE, undefined, ['own']],
  ] as const)('%s', (_name, area, name, scopes) => {
    const visible = visibleTo(area, { number: MAN, name }, [found()]);
    expect(visible.map((each) => shownOfPerson(each, false).scope)).toEqual(scopes);
  });

  it('an archive that a district took over is its own', () => {
    const panyu = queryArea('440113', packagedReference());
    const old = found({ op_date: '1995-05-20', dept_code: '440126', cert_no: '', dept_name: '番禺市民政局' });
    expect(visibleTo(panyu, { number: MAN, name: undefined }, [old])).toMatchObject([{ isOwn: true }]);
    expect(visibleTo(zhongshan, { number: MAN, name: undefined }, [old])).toEqual([]);
  });

  it('of one elsewhere nothing is shown but type, date, office and state', () => {
    const [visible] = visibleTo(zhongshan, { number: MAN, name: '陈样本' }, [found()]);
    expect(visible && shownOfPerson(visible, true)).toEqual({
      scope: 'elsewhere',
      op_type: 'IA',
      op_date: '2024-05-20',
      dept_code: '440106',
      dept_name: '广州市天河区民政局婚姻登记处',
      state: 'active',
    });
  });

  it('of one of the own area numbers and births are masked unless they are asked for', () => {
    const [visible] = visibleTo(tianhe, { number: MAN, name: undefined }, [found()]);
    const shown = (unmasked: boolean) => visible && shownOfPerson(visible, unmasked);
    expect(shown(false)).toMatchObject({
      man: { name: '陈样本', document_number: '4400**********001X'.replace(/X$/u, MAN.slice(-1)), birth: '1995' },
    });
    expect(JSON.stringify(shown(false))).not.toContain(MAN);
    expect(shown(true)).toMatchObject({ man: { document_number: MAN, birth: '1995-03-08' } });
  });
});

describe('the side of a couple that a number names', () => {
  const old = nobodysOldNumber('19950308', 'male');
  it.each([
    ['the man by his number', MAN, {}, 'man'],
    ['the woman by hers', nobodysNumber('19961121', 'female'), {}, 'woman'],
    ['15 digits by the 18 of the same person', MAN, { cert_num_man: old }, 'man'],
    ['18 digits by the 15 of the same person', old, {}, 'man'],
    ['a passport by itself', 'G12345678', { cert_num_man: 'G12345678' }, 'man'],
    ['nobody by another passport', 'G12345678', { cert_num_man: 'G12345679' }, undefined],
    ['nobody by another person', nobodysNumber('19700101', 'male'), {}, undefined],
    ['nobody where no number was given', MAN, { cert_num_man: '' }, undefined],
  ] as const)('is %s', (_name, number, over, role) => expect(roleOf(number, found(over))).toBe(role));
});
