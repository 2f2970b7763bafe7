import { describe, expect, it } from 'vitest';
import { appointFirst } from '../../../src/access/accounts/appoint.js';
import { holderOf } from '../../../src/access/accounts/holder.js';
import { changePermission, closeAccount, openAccount, type AccountDraft } from '../../../src/access/accounts/operations.js';
import { openSession } from '../../../src/access/sessions/sessions.js';
import { tokenHash } from '../../../src/access/sessions/session-file.js';
import { MregError } from '../../../src/domain/error.js';
import type { Registry, Sqlite } from '../../../src/store/open.js';
import { SessionRepository } from '../../../src/store/session-repository.js';
import { aDraft, aRegistry, BY, entriesOf } from '../a-registry.js';

const KEY = Buffer.alloc(32, 1);
const NUMBER = '999901198001011239';
const OTHER_NUMBER = '99990119800101224X';

function inTransaction<T>(registry: Registry, work: (database: Sqlite) => T): T {
  return registry.database.transaction(() => work(registry.database)).immediate();
}

const open = (registry: Registry, over: Partial<AccountDraft> = {}) =>
  inTransaction(registry, (database) => openAccount(database, aDraft(over), BY));

function failureOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof MregError) return `${error.kind} ${error.key}`;
    throw error;
  }
  return 'done';
}

describe('opening an account', () => {
  it('makes it, and writes it to the ledger without the document number', () => {
    const registry = aRegistry();
    const account = open(registry, { holder: holderOf(NUMBER, KEY) });
    expect(account).toMatchObject({
      username: 'zhangsan',
      state: 'active',
      must_change_password: true,
      holder_masked: '9999**********1239',
    });
    expect(entriesOf(registry)).toMatchObject([
      { kind: 'account.open', actor: BY.actor, body: { username: 'zhangsan', region: '440104' } },
    ]);
    expect(JSON.stringify([account, entriesOf(registry)])).not.toContain(NUMBER);
  });

  it.each<[string, Partial<AccountDraft>, string]>([
    ['a username in use', { name: '李四' }, 'input-refused access.username-taken'],
    ['the same username in other letters', { username: ' ＺｈａｎｇSan ', name: '李四' }, 'input-refused access.username-taken'],
    ['a username that is none', { username: 'zhang san', name: '李四' }, 'usage access.bad-username'],
    [
      'the same person by number',
      { username: 'second', name: '张叁', holder: holderOf(NUMBER, KEY) },
      'input-refused access.second-account',
    ],
    ['the same name without a number', { username: 'second' }, 'input-refused access.second-account'],
    ['the same name with another number', { username: 'second', holder: holderOf(OTHER_NUMBER, KEY) }, 'done'],
    ['duties that must be apart', { username: 'second', name: '李四', role: 'province-admin' }, 'input-refused access.duty.role-level'],
  ])('with %s', (_name, over, outcome) => {
    const registry = aRegistry();
    open(registry, { holder: holderOf(NUMBER, KEY) });
    expect(failureOf(() => open(registry, over))).toBe(outcome);
  });

  it('is possible again for a person whose account is closed, under another username only', () => {
    const registry = aRegistry();
    open(registry);
    inTransaction(registry, (database) => closeAccount(database, 'zhangsan', '调离', BY));
    expect(failureOf(() => open(registry))).toBe('input-refused access.username-taken');
    expect(failureOf(() => open(registry, { username: 'zhangsan2' }))).toBe('done');
  });
});

describe('the holder of an account', () => {
  it('is one for the 15 and the 18 digits of a number, and for other spellings', () => {
    const key = holderOf('440104850101998', KEY).key;
    expect(holderOf('440104188501019982', KEY).key).toBe(key);
    expect(holderOf(' ４４０１０４１８８５０１０１９９８２ ', KEY).key).toBe(key);
    expect(holderOf('440104188501019982', Buffer.alloc(32, 2)).key).not.toBe(key);
  });

  it('is not made of what is no number', () =>
    expect(failureOf(() => holderOf('张三', KEY))).toBe('input-refused access.bad-document-number'));
});

describe('closing an account', () => {
  it('ends its sessions and leaves it for the books', () => {
    const registry = aRegistry();
    open(registry);
    inTransaction(registry, (database) => openSession(database, 'zhangsan', 'token', 'password', BY));
    const closed = inTransaction(registry, (database) => closeAccount(database, 'zhangsan', '调离', BY));
    expect(closed).toMatchObject({ state: 'closed', closed_at: BY.at });
    expect(new SessionRepository(registry.database).find(tokenHash('token'))).toMatchObject({ end_reason: 'account-closed' });
    expect(entriesOf(registry).at(-1)).toMatchObject({ kind: 'account.close', body: { reason: '调离', sessions: 1 } });
  });

  it.each([
    ['that is not there', 'nobody', 'input-refused access.no-account'],
    ['that is closed', 'zhangsan', 'input-refused access.account-is-closed'],
  ])('%s is refused', (_name, username, outcome) => {
    const registry = aRegistry();
    open(registry);
    const close = (name: string) => inTransaction(registry, (database) => closeAccount(database, name, '调离', BY));
    close('zhangsan');
    expect(failureOf(() => close(username))).toBe(outcome);
  });
});

describe('changing a permission', () => {
  it('writes what was and what is', () => {
    const registry = aRegistry();
    open(registry);
    const granted = { role: 'city-admin', designations: ['export-officer'], region: '440100', office: null } as const;
    const changed = inTransaction(registry, (database) => changePermission(database, 'zhangsan', granted, BY));
    expect(changed).toMatchObject(granted);
    expect(entriesOf(registry).at(-1)).toMatchObject({
      kind: 'account.permission',
      body: { before: { role: 'county-admin', region: '440104' }, after: { role: 'city-admin', region: '440100' } },
    });
  });

  it('to a registrar needs the certificate (Art. 20), and leaves everything as it was', () => {
    const registry = aRegistry();
    open(registry);
    const granted = { role: 'registrar', designations: [], region: '440104', office: '440104' } as const;
    const change = () => inTransaction(registry, (database) => changePermission(database, 'zhangsan', granted, BY));
    expect(failureOf(change)).toBe('input-refused access.duty.certificate-missing');
    expect(entriesOf(registry)).toHaveLength(1);
  });
});

const appoint = (registry: Registry, username: string, name: string, as: 'approver' | 'auditor') =>
  inTransaction(registry, (database) => appointFirst(database, { username, name, region: '440000' }, as, BY));

describe('appointing the first of a designation', () => {
  it('works once for each, and not again after the account is closed', () => {
    const registry = aRegistry();
    expect(appoint(registry, 'first', '李四', 'approver')).toMatchObject({
      role: 'staff',
      designations: ['approver'],
      must_change_password: true,
    });
    expect(failureOf(() => appoint(registry, 'second', '王五', 'approver'))).toBe('not-permitted access.appointed-before');
    inTransaction(registry, (database) => closeAccount(database, 'first', '调离', BY));
    expect(failureOf(() => appoint(registry, 'second', '王五', 'approver'))).toBe('not-permitted access.appointed-before');
    expect(failureOf(() => appoint(registry, 'second', '王五', 'auditor'))).toBe('done');
  });
});
