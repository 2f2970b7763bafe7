import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { Lang } from '../../i18n/lang.js';
import { shanghaiTime } from '../../lib/shanghai-time.js';
import { sqliteVersion } from '../../store/probe.js';
import type { Clock, Environment } from '../services.js';
import { checkup, type Checkup } from './checkup.js';

const SMALLEST_NODE = [20, 17] as const;
/** mreg was first released this year: a clock before it is wrong. */
const FIRST_RELEASE_YEAR = 2026;

/** What the machine brings along, independent of any home. */
export function runtimeChecks(environment: Environment, clock: Clock, lang: Lang): readonly Checkup[] {
  return [
    nodeCheck(environment.versions['node'] ?? ''),
    sqliteCheck(),
    gb18030Check(environment.versions['icu'] ?? '-'),
    cryptoCheck(environment.versions['openssl'] ?? '-'),
    localeCheck(environment.variables, lang),
    timeZoneCheck(environment.timeZone),
    clockCheck(clock.now()),
  ];
}

function nodeCheck(version: string): Checkup {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > SMALLEST_NODE[0] || (major === SMALLEST_NODE[0] && minor >= SMALLEST_NODE[1]);
  return checkup('node', enough ? 'ok' : 'failed', 'doctor.node', { version, smallest: SMALLEST_NODE.join('.') });
}

function sqliteCheck(): Checkup {
  try {
    return checkup('sqlite', 'ok', 'doctor.sqlite', { version: sqliteVersion() });
  } catch (cause) {
    return checkup('sqlite', 'failed', 'doctor.sqlite-missing', { reason: reasonOf(cause) });
  }
}

/** 㐀 (U+3400) has four bytes in GB18030 and none in GBK, so a decoder that only knows GBK is found out. */
function gb18030Check(icu: string): Checkup {
  try {
    const text = new TextDecoder('gb18030', { fatal: true }).decode(Uint8Array.of(0xb9, 0xe3, 0x81, 0x39, 0xee, 0x39));
    return text === '广\u3400'
      ? checkup('gb18030', 'ok', 'doctor.gb18030', { icu })
      : checkup('gb18030', 'failed', 'doctor.gb18030-missing', { icu });
  } catch {
    return checkup('gb18030', 'failed', 'doctor.gb18030-missing', { icu });
  }
}

function cryptoCheck(openssl: string): Checkup {
  const missing = [...['sha256', 'sm3'].filter((name) => !hashes(name)), ...(signs() ? [] : ['ed25519'])];
  if (missing.length === 0) return checkup('crypto', 'ok', 'doctor.crypto', { openssl });
  // SM3 serves the ministry's exchange packages only; without the others there is no ledger.
  const failed = missing.some((name) => name !== 'sm3');
  return checkup('crypto', failed ? 'failed' : 'warning', 'doctor.crypto-missing', { openssl, missing: missing.join(' ') });
}

function hashes(name: string): boolean {
  try {
    return createHash(name).update('mreg').digest().length === 32;
  } catch {
    return false;
  }
}

function signs(): boolean {
  try {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const message = Buffer.from('mreg');
    return verify(null, message, publicKey, sign(null, message, privateKey));
  } catch {
    return false;
  }
}

function localeCheck(variables: Environment['variables'], lang: Lang): Checkup {
  const locale = [variables['LC_ALL'], variables['LC_CTYPE'], variables['LANG']].find((text) => text !== undefined && text !== '') ?? '';
  const unicode = /utf-?8/iu.test(locale) || locale === '';
  return checkup('locale', unicode ? 'ok' : 'warning', unicode ? 'doctor.locale' : 'doctor.locale-not-utf8', {
    locale: locale === '' ? '-' : locale,
    lang,
  });
}

function timeZoneCheck(zone: string): Checkup {
  return checkup('time-zone', 'ok', zone === 'Asia/Shanghai' ? 'doctor.time-zone' : 'doctor.time-zone-other', { zone });
}

function clockCheck(now: Date): Checkup {
  const right = now.getUTCFullYear() >= FIRST_RELEASE_YEAR;
  return checkup('clock', right ? 'ok' : 'failed', right ? 'doctor.clock' : 'doctor.clock-wrong', { now: shanghaiTime(now) });
}

export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
