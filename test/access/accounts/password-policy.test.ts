import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { drawInitialPassword } from '../../../src/access/passwords/initial-password.js';
import { refuseWeakPassword } from '../../../src/access/passwords/policy.js';
import { ACCESS_DEFAULTS, FEWEST_CLASSES, SHORTEST_PASSWORD } from '../../../src/domain/access-settings.js';
import { MregError } from '../../../src/domain/error.js';

const OWNER = { username: 'zhangsan', name: '张三' };
const FLOOR = { minLength: SHORTEST_PASSWORD, minClasses: FEWEST_CLASSES, history: 1 };

function verdictOn(password: string, policy = ACCESS_DEFAULTS.password): string {
  try {
    refuseWeakPassword(password, OWNER, policy);
  } catch (error) {
    if (error instanceof MregError) return error.key.replace('access.password-', '');
    throw error;
  }
  return 'good';
}

describe('a password', () => {
  it.each([
    ['of three kinds', 'Spring-2026-hill', 'good'],
    ['with Chinese in it', '春天来了Spring26', 'good'],
    ['of nine characters', 'Spring-26', 'short'],
    ['of ten characters outside the basic plane and two others', '𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷a1', 'good'],
    ['without a digit', 'Spring-and-hill', 'letters-digits'],
    ['without a letter', '2026-05-20-01', 'letters-digits'],
    ['of two kinds', 'spring2026hill', 'classes'],
    ['with the username in it', 'My-ZhangSan-2026', 'name'],
    ['with the name in it', '我是张三Aa-2026', 'name'],
  ])('%s is %s', (_name, password, verdict) => expect(verdictOn(password)).toBe(verdict));

  it.each([
    ['abc123', 'good'],
    ['abc12', 'short'],
    ['abcdef', 'letters-digits'],
    ['123456', 'letters-digits'],
  ])('at the floor of Article 19: %s is %s', (password, verdict) => expect(verdictOn(password, FLOOR)).toBe(verdict));

  it('is in no message about it', () => {
    const password = 'secret1';
    expect(() => refuseWeakPassword(password, OWNER, ACCESS_DEFAULTS.password)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining(password) }),
    );
  });
});

describe('an initial password', () => {
  it('satisfies the strictest policy that can be set, and is another each time', () => {
    const drawn = Array.from({ length: 200 }, () => drawInitialPassword(randomBytes));
    const strictest = { minLength: 24, minClasses: 4, history: 24 };
    expect(drawn.map((password) => verdictOn(password, strictest)).filter((verdict) => verdict !== 'good')).toEqual([]);
    expect(new Set(drawn).size).toBe(drawn.length);
  });
});
