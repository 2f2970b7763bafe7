import { describe, expect, it } from 'vitest';
import { PROFILE_FIELDS, type OfficeProfile } from '../../../src/access/offices/profile-fields.js';
import { changedProfile, missingIn, publicPart, readProfile } from '../../../src/access/offices/read-profile.js';
import { MregError } from '../../../src/domain/error.js';

const EXAMPLES = Object.fromEntries(PROFILE_FIELDS.map(({ key, example }) => [key, example]));

describe('a profile', () => {
  it('takes the example of every field, as typed and as read', () => {
    const whole = readProfile(EXAMPLES);
    expect(Object.keys(whole)).toEqual(PROFILE_FIELDS.map(({ key }) => key));
    expect(readProfile(whole)).toEqual(whole);
    expect(missingIn(whole)).toEqual([]);
  });

  it('lacks what is required, and days of the week one by one', () => {
    expect(missingIn({})).toEqual(PROFILE_FIELDS.filter(({ required }) => required).map(({ key }) => key));
    expect(missingIn({ ...readProfile(EXAMPLES), hours: { monday: [] } })).toContain('hours.saturday');
  });

  it('shows the public nothing that is not public', () => {
    const hidden = PROFILE_FIELDS.filter((field) => !field.public).map(({ key }) => key);
    expect(hidden).toEqual(['manager', 'internal_phone']);
    expect(Object.keys(publicPart(readProfile(EXAMPLES))).filter((key) => hidden.some((each) => each === key))).toEqual([]);
  });

  it('is changed in the fields given, and of the hours in the days named', () => {
    const before: OfficeProfile = { address: '甲路', capacity: 3, hours: { monday: ['09:00-12:00'], sunday: [] } };
    expect(changedProfile(before, { address: '', capacity: '4', hours: 'sun 09:00-10:00' })).toEqual({
      capacity: 4,
      hours: { monday: ['09:00-12:00'], sunday: ['09:00-10:00'] },
    });
    expect(changedProfile(before, {})).toEqual(before);
  });

  it.each([
    ['capacity', 0],
    ['capacity', 501],
    ['capacity', 1.5],
    ['capacity', true],
    ['capacity', '６'],
    ['address', '长'.repeat(101)],
    ['address', '一\n二'],
    ['address', 12],
    ['phone', '找谁'],
    ['services', []],
    ['services', ['IA', 7]],
    ['services', { IA: true }],
    ['closed_days', ['2026-02-29']],
    ['hours', null],
    ['__proto__x', 'x'],
  ])('refuses %s: %j', (key, value) => {
    expect(() => readProfile({ [key]: value })).toThrow(expect.objectContaining({ kind: 'usage' }) as MregError);
  });
});
