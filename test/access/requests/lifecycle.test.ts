import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { afterAction, awaited, refusalOf, stepsFor, type Action, type Standing } from '../../../src/access/requests/lifecycle.js';
import { PEOPLE, type Somebody } from '../../helpers/request-desk.js';

function aStanding(over: Partial<Standing> = {}): Standing {
  const { username: applicant, region } = PEOPLE.county;
  return {
    kind: 'org-rename',
    state: 'submitted',
    applicant,
    region,
    version: 1,
    steps: ['city', 'province'],
    step: 0,
    deciders: [],
    ...over,
  };
}

const AT_PROVINCE = { step: 1, deciders: [PEOPLE.city.username] };

describe('the levels that are asked', () => {
  it.each<[Somebody, readonly string[]]>([
    ['registrar', ['county', 'city', 'province']],
    ['county', ['city', 'province']],
    ['city', ['province']],
    ['province', ['province']],
  ])('for what %s applies for', (who, levels) => {
    expect(stepsFor(PEOPLE[who])).toEqual(levels);
  });

  it('begin with the city where there is no county', () => {
    expect(stepsFor({ role: 'registrar', region: '441900' })).toEqual(['city', 'province']);
  });
});

describe('who may decide', () => {
  const cases: [string, Somebody, Partial<Standing>, string | undefined][] = [
    ['the city above', 'city', {}, undefined],
    ['the applicant himself', 'county', {}, 'own'],
    ['another city', 'otherCity', {}, 'other-area'],
    ['another county', 'otherCounty', {}, 'other-area'],
    ['the province before the city', 'province', {}, 'other-level'],
    ['a registrar', 'registrar', {}, 'other-level'],
    ['the province after the city', 'province', AT_PROVINCE, undefined],
    ['the approver in place of an administrator of the province', 'approver', AT_PROVINCE, undefined],
    ['the city a second time', 'city', AT_PROVINCE, 'twice'],
    ['the auditor', 'auditor', AT_PROVINCE, 'other-level'],
    ['an administrator at the last step of an export', 'province', { ...AT_PROVINCE, kind: 'export' }, 'needs-approver'],
    ['the approver at the last step of an export', 'approver', { ...AT_PROVINCE, kind: 'export' }, undefined],
    ['an administrator at an earlier step of an export', 'city', { kind: 'export' }, undefined],
    ['who is to run the export', 'approver', { ...AT_PROVINCE, kind: 'export', executor: 'approver' }, 'executor'],
    ['the province on its own request', 'province', { applicant: 'province', region: '440000', steps: ['province'] }, 'own'],
    ['a second person of the province', 'secondProvince', { applicant: 'province', region: '440000', steps: ['province'] }, undefined],
  ];
  it.each(cases)('%s', (_name, who, over, reason) => {
    expect(refusalOf(aStanding(over), 'approve', PEOPLE[who])?.reason).toBe(reason);
  });
});

describe('what may happen in which state', () => {
  const cases: [Standing['state'], Somebody, Action, string | undefined][] = [
    ['submitted', 'city', 'approve', undefined],
    ['submitted', 'city', 'reject', undefined],
    ['submitted', 'city', 'return', undefined],
    ['submitted', 'county', 'withdraw', undefined],
    ['submitted', 'county', 'attach', undefined],
    ['submitted', 'county', 'resubmit', 'not-returned'],
    ['submitted', 'city', 'withdraw', 'not-own'],
    ['submitted', 'city', 'attach', 'not-own'],
    ['returned', 'city', 'approve', 'returned'],
    ['returned', 'county', 'resubmit', undefined],
    ['returned', 'county', 'withdraw', undefined],
    ['returned', 'county', 'attach', undefined],
    ['returned', 'city', 'resubmit', 'not-own'],
    ['approved', 'city', 'approve', 'over'],
    ['approved', 'county', 'withdraw', 'over'],
    ['rejected', 'county', 'resubmit', 'over'],
    ['withdrawn', 'county', 'attach', 'over'],
  ];
  it.each(cases)('%s: %s may %s unless %s', (state, who, action, reason) => {
    expect(refusalOf(aStanding({ state }), action, PEOPLE[who])?.reason).toBe(reason);
  });
});

describe('an action', () => {
  it('leads from level to level to the approval', () => {
    const first = afterAction(aStanding(), 'approve', PEOPLE.city);
    expect([first.state, awaited(first)]).toEqual(['submitted', { level: 'province', approver: false }]);
    const second = afterAction(first, 'approve', PEOPLE.province);
    expect([second.state, awaited(second), second.deciders]).toEqual(['approved', undefined, ['city', 'province']]);
  });

  it('that returns it asks every level again for the next version', () => {
    const returned = afterAction(aStanding(AT_PROVINCE), 'return', PEOPLE.province);
    expect([returned.state, awaited(returned)]).toEqual(['returned', undefined]);
    const again = afterAction(returned, 'resubmit', PEOPLE.county);
    expect(again).toMatchObject({ state: 'submitted', version: 2, step: 0, deciders: [] });
    expect(refusalOf(again, 'approve', PEOPLE.city)).toBeUndefined();
  });

  it('never lets a request be approved by its applicant, by one person twice, or by fewer persons than levels', () => {
    const people = Object.values(PEOPLE);
    const move = fc.record({
      who: fc.constantFrom(...people),
      action: fc.constantFrom<Action>('approve', 'reject', 'return', 'resubmit', 'withdraw', 'attach'),
    });
    fc.assert(
      fc.property(fc.constantFrom(...people), fc.array(move, { maxLength: 30 }), (applicant, moves) => {
        let standing = aStanding({ applicant: applicant.username, region: applicant.region, steps: stepsFor(applicant) });
        for (const { who, action } of moves) {
          if (refusalOf(standing, action, who) === undefined) standing = afterAction(standing, action, who);
        }
        expect(standing.deciders).not.toContain(applicant.username);
        expect(new Set(standing.deciders).size).toBe(standing.deciders.length);
        if (standing.state === 'approved') expect(standing.deciders.length).toBe(standing.steps.length);
      }),
    );
  });
});
