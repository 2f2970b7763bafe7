import { normaliseCertificate, parseCertificate, type CertificateNumber } from '../../domain/certificate-number.js';
import { statedKind } from '../../validators/certificate/expected-kinds.js';
import { ByteMemo, type Resolved } from './byte-memo.js';

/** Serials end in up to this many digits that say nothing else; F2 runs office and year together in front of them. */
const SERIAL_DIGITS = 5;
const ZERO = 0x30;
const NINE = 0x39;
const MARK = '号';
const MARK_BYTES = Buffer.from(MARK);

/** What holds for all certificates that differ only in their serial digits. */
export interface CertificateKind {
  readonly form: CertificateNumber['form'];
  /** J, L, BJ or BL where the number states it. */
  readonly kind: string | undefined;
  readonly region: number;
  /** 0 when the number states no year. */
  readonly year: number;
}

/**
 * Reads certificate numbers by their pattern: what stands before the last digits, how many these are, and whether 号
 * follows. Each pattern is parsed once by the grammar itself, with ones for the digits. A pattern that normalising would
 * change, or that is none of F1 (with its six digits) to F4, is refused.
 */
export class CertainCertificates {
  private readonly kinds: CertificateKind[] = [];
  private readonly memos = [0, 1].map((mark) =>
    Array.from(
      { length: SERIAL_DIGITS + 1 },
      (_, digits) => new ByteMemo('', (head) => this.resolve(head, digits, mark === 1 ? MARK : '')),
    ),
  );

  find(bytes: Buffer, start: number, end: number): CertificateKind | undefined {
    const marked = end - start >= MARK_BYTES.length && endsInMark(bytes, end);
    let at = marked ? end - MARK_BYTES.length : end;
    let digits = 0;
    while (at > start && digits < SERIAL_DIGITS && isDigit(bytes[at - 1] as number)) {
      at -= 1;
      digits += 1;
    }
    const entry = this.memos[marked ? 1 : 0]?.[digits]?.find(bytes, start, at);
    return entry === undefined ? undefined : this.kinds[entry.number];
  }

  private resolve(head: string, digits: number, mark: string): Resolved | undefined {
    const text = `${head}${'1'.repeat(digits)}${mark}`;
    const certificate = parseCertificate(text);
    if (certificate === undefined || normaliseCertificate(text) !== text || !isCertain(certificate)) return undefined;
    const region = certificate.form === 'F1' ? Number(certificate.region) : 0;
    const year = 'year' in certificate ? (certificate.year ?? 0) : 0;
    this.kinds.push({ form: certificate.form, kind: statedKind(certificate), region, year });
    return { value: head, number: this.kinds.length - 1 };
  }
}

function isCertain(certificate: CertificateNumber): boolean {
  if (certificate.form === 'court' || certificate.form === 'unparsed') return false;
  return certificate.form !== 'F1' || certificate.serial.length === 6;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

function endsInMark(bytes: Buffer, end: number): boolean {
  const [first, second, third] = MARK_BYTES;
  return bytes[end - 1] === third && bytes[end - 2] === second && bytes[end - 3] === first;
}
