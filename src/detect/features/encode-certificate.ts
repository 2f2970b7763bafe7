import { parseCertificate, type CertificateNumber } from '../../domain/certificate-number.js';
import { ByteTable } from './byte-table.js';
import { hashBytes, hashText } from './text-hash.js';

const ZERO = 0x30;
const NINE = 0x39;
const MARK = '号';
const MARK_BYTES = Buffer.from(MARK);
/** F4 has the longest serial. */
const LONGEST_SERIAL = 12;
/** Form F2 writes the office's two digits, the year's two and a serial of five as one number. */
const F2_DIGITS = 9;
const F2_HEAD_DIGITS = 4;

const FORM_CODES = { F1: 1, F2: 2, F3: 3, F4: 4, court: 5, unparsed: 6 } as const satisfies Record<CertificateNumber['form'], number>;

/** The words CERTIFICATE of numbers that differ in their serial only; `hasSerial` is false when the number has none. */
interface CertificateHead {
  readonly word: number;
  readonly hasSerial: boolean;
}

/**
 * Certificate numbers by what stands before and behind their last digits: each such pattern is read once by the grammar
 * (src/domain/certificate-number.ts), because it does not ask what the digits of a serial are, only how many.
 */
export class CertificateEncoder {
  private readonly heads = [false, true].map((marked) =>
    Array.from({ length: LONGEST_SERIAL + 1 }, (_, digits) => new ByteTable((head) => readHead(head, digits, marked))),
  );
  /** The word SERIAL of the number encoded last. */
  serial = 0;

  /** @returns the word CERTIFICATE */
  encode(bytes: Buffer, start: number, end: number): number {
    this.serial = 0;
    if (start === end) return 0;
    const marked = end - start > MARK_BYTES.length && endsInMark(bytes, end);
    const digitsEnd = marked ? end - MARK_BYTES.length : end;
    let at = digitsEnd;
    while (at > start && isDigit(bytes[at - 1] as number)) at -= 1;
    const digits = digitsEnd - at;
    if (digits === 0 || digits > LONGEST_SERIAL) return this.encodeWhole(bytes, start, end);
    const headEnd = digits === F2_DIGITS ? at + F2_HEAD_DIGITS : at;
    const head = this.heads[marked ? 1 : 0]?.[digits]?.find(bytes, start, headEnd);
    if (head?.hasSerial !== true) return this.encodeWhole(bytes, start, end);
    this.serial = numberOf(bytes, (head.word & 7) === FORM_CODES.F2 ? headEnd : at, digitsEnd);
    return head.word;
  }

  private encodeWhole(bytes: Buffer, start: number, end: number): number {
    const certificate = parseCertificate(bytes.toString('utf8', start, end));
    if (certificate === undefined) return 0;
    this.serial = hashBytes(bytes, start, end);
    return headOf(certificate).word;
  }
}

function readHead(head: string, digits: number, marked: boolean): CertificateHead {
  const rest = digits === F2_DIGITS ? digits - F2_HEAD_DIGITS : digits;
  const certificate = parseCertificate(`${head}${'1'.repeat(rest)}${marked ? MARK : ''}`);
  return certificate === undefined ? { word: 0, hasSerial: false } : headOf(certificate);
}

function headOf(certificate: CertificateNumber): CertificateHead {
  const hash = hashText(partsOf(certificate).join(' '));
  return { word: ((hash << 3) | FORM_CODES[certificate.form]) >>> 0, hasSerial: 'serial' in certificate };
}

/** Everything but the serial. What F3 calls the certificate (结婚证字, 结字) is written as one likes, and left out. */
function partsOf(certificate: CertificateNumber): readonly (string | number)[] {
  if (certificate.form === 'F1') return [certificate.prefix, certificate.region, certificate.year];
  if (certificate.form === 'F2') return [certificate.place, certificate.nature, certificate.office, certificate.year];
  return certificate.form === 'F3' ? [certificate.place, certificate.year ?? 0] : [];
}

/** Of twelve digits the lower 32 bits. */
function numberOf(bytes: Buffer, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) value = value * 10 + (bytes[at] as number) - ZERO;
  return value >>> 0;
}

function endsInMark(bytes: Buffer, end: number): boolean {
  return bytes[end - 1] === MARK_BYTES[2] && bytes[end - 2] === MARK_BYTES[1] && bytes[end - 3] === MARK_BYTES[0];
}

const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;
