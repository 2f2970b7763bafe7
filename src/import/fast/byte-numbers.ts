/** Reading numbers, days and resident numbers straight from bytes. -1 stands for "not one". */
const ZERO = 0x30;
const NINE = 0x39;
const HYPHEN = 0x2d;
const DAYS_IN_MONTH = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** GB 11643-1999: weights of the first seventeen digits and the check characters by remainder. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = Buffer.from('10X98765432');

export function readDigits(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte < ZERO || byte > NINE) return -1;
    value = value * 10 + byte - ZERO;
  }
  return value;
}

/** yyyymmdd of `20190520`, -1 when it is no real day of 1850–2100. */
export function readCompactDay(bytes: Uint8Array, start: number): number {
  return realDay(readDigits(bytes, start, start + 8));
}

/** yyyymmdd of the six birth digits in a 15-digit number. */
export function readShortDay(bytes: Uint8Array, start: number): number {
  const number = readDigits(bytes, start, start + 6);
  return number < 0 ? -1 : realDay(19_000_000 + number);
}

/** yyyymmdd of `2019-05-20`. */
export function readDashedDay(bytes: Uint8Array, start: number): number {
  if (bytes[start + 4] !== HYPHEN || bytes[start + 7] !== HYPHEN) return -1;
  const year = readDigits(bytes, start, start + 4);
  const month = readDigits(bytes, start + 5, start + 7);
  const day = readDigits(bytes, start + 8, start + 10);
  return year < 0 || month < 0 || day < 0 ? -1 : realDay(year * 10_000 + month * 100 + day);
}

function realDay(number: number): number {
  const day = number % 100;
  const month = Math.trunc(number / 100) % 100;
  const year = Math.trunc(number / 10_000);
  if (year < 1850 || year > 2100 || month < 1 || month > 12 || day < 1) return -1;
  if (day <= (DAYS_IN_MONTH[month] as number)) return number;
  return month === 2 && day === 29 && isLeapYear(year) ? number : -1;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Whether eighteen bytes are digits whose check character agrees (ISO 7064 MOD 11-2). */
export function hasSoundCheck(bytes: Uint8Array, start: number): boolean {
  let sum = 0;
  for (let place = 0; place < 17; place += 1) {
    const digit = (bytes[start + place] as number) - ZERO;
    if (digit < 0 || digit > 9) return false;
    sum += digit * (WEIGHTS[place] as number);
  }
  return bytes[start + 17] === CHECK_CHARACTERS[sum % 11];
}
