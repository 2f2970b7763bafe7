import { describe, expect, it } from 'vitest';
import { auditAccounts, leaverDueOn, type AuditSettings } from '../../../src/access/accounts/audit.js';
import type { Account } from '../../../src/store/account-repository.js';
import { packagedReference } from '../../helpers/registration.js';

const SETTINGS: AuditSettings = { today: 20260520, dormantDays: 90 };

function anAccount(over: Partial<Account> = {}): Account {
  return {
    username: 'lisi',
    name: '李四',
    role: 'registrar',
    designations: [],
    region: '440103',
    office: '440103',
    state: 'active',
    holder_key: null,
    holder_masked: null,
    certificate_number: '培2020-1',
    certificate_issuer: '440100',
    certificate_issued_on: '2020-04-30',
    departed_on: null,
    opened_at: '2020-05-06T09:00:00.000+08:00',
    closed_at: null,
    password_hash: '',
    password_changed_at: null,
    must_change_password: false,
    failed_attempts: 0,
    locked_until: null,
    last_login_at: '2026-05-19T09:00:00.000+08:00',
    ...over,
  };
}

const found = (over: Partial<Account>, settings: Partial<AuditSettings> = {}) =>
  auditAccounts([anAccount(over)], { ...SETTINGS, ...settings }, packagedReference()).map(({ kind, day, days }) => [kind, day, days]);

const at = (day: string): string => `${day}T09:00:00.000+08:00`;

describe('an audit of accounts', () => {
  it.each([
    ['a registrar in order', {}, {}, []],
    // The 14th is a Thursday: Friday, Monday and Tuesday are the working days.
    ['who left three working days ago', { departed_on: '2026-05-14' }, { today: 20260519 }, []],
    ['who left a day longer ago', { departed_on: '2026-05-14' }, { today: 20260520 }, [['leaver-overdue', '2026-05-19', 1]]],
    ['who left and is cancelled', { departed_on: '2026-05-01', state: 'closed' }, {}, []],
    ['who left and is only frozen', { departed_on: '2026-05-11', state: 'frozen' }, {}, [['leaver-overdue', '2026-05-14', 6]]],
    ['a registrar without a certificate', { certificate_number: null }, {}, [['certificate-missing', '', 0]]],
    ['a certificate without its day', { certificate_issued_on: null }, {}, [['certificate-missing', '', 0]]],
    ['an administrator, who needs none', { role: 'city-admin', office: null, certificate_number: null }, {}, []],
    ['a certificate of six years, when five are asked for', {}, { certificateYears: 5 }, [['certificate-old', '2020-04-30', 2211]]],
    ['the same when seven are', {}, { certificateYears: 7 }, []],
    ['a temporary account', { role: 'temporary', opened_at: at('2026-05-10') }, {}, [['temporary-open', '2026-05-10', 10]]],
    ['ninety days without a login', { last_login_at: at('2026-02-19') }, {}, []],
    ['ninety-one', { last_login_at: at('2026-02-18') }, {}, [['dormant', '2026-02-18', 91]]],
    [
      'never a login, but a password of one’s own',
      { last_login_at: null, opened_at: at('2026-01-01') },
      {},
      [['dormant', '2026-01-01', 139]],
    ],
    [
      'a first password that was never used',
      { must_change_password: true, last_login_at: null, opened_at: at('2026-05-13') },
      {},
      [['password-unused', '2026-05-13', 7]],
    ],
  ] as const)('of %s', (_who, over, settings, findings) => {
    expect(found(over, settings)).toEqual(findings);
  });

  it('counts working days over a holiday and its make-up day', () => {
    // National Day of 2025: off from 1 to 8 October, worked on Saturday the 11th.
    expect(leaverDueOn('2025-09-30', packagedReference())).toEqual({ day: 20251011, provisional: false });
  });

  it('marks a due day of a year whose holidays are not announced', () => {
    const [finding] = auditAccounts([anAccount({ departed_on: '2035-03-01' })], { ...SETTINGS, today: 20350601 }, packagedReference());
    expect(finding).toMatchObject({ kind: 'leaver-overdue', provisional: true });
  });

  it('names what breaks a rule before what asks for a look', () => {
    const accounts = [anAccount({ username: 'a', role: 'temporary' }), anAccount({ username: 'b', departed_on: '2026-01-05' })];
    const findings = auditAccounts(accounts, SETTINGS, packagedReference());
    expect(findings.map(({ severity, account }) => [severity, account.username])).toEqual([
      ['error', 'b'],
      ['warning', 'a'],
    ]);
  });
});
