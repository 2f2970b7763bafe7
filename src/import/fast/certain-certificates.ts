import { normaliseCertificate, parseCertificate, type CertificateNumber } from '../../domain/certificate-number.js';
import { statedKind } from '../../validators/certificate/expected-kinds.js';
import { ByteMemo, type Resolved } from './byte-memo.js';

/** Serials end in up to this many digits that say nothing else; F2 runs office and year together in front of them. */
const SERIAL_DIGITS = 5;
const ONE = 0x31;
const ZERO = 0x30;
const NINE = 0x39;
const LONGEST_BYTES = 160;

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
 * Reads certificate numbers by their pattern: the last digits are replaced by ones and the pattern is parsed once, by the
 * grammar itself. A pattern that normalising would change, or that is none of F1 (with its six digits) to F4, is refused.
 */
export class CertainCertificates {
  private readonly kinds: CertificateKind[] = [];
  private readonly pattern = Buffer.alloc(LONGEST_BYTES);
  private readonly memo = new ByteMemo('', (text) => this.resolve(text));

  find(bytes: Buffer, start: number, end: number): CertificateKind | undefined {
    const length = end - start;
    if (length > LONGEST_BYTES) return undefined;
    const { pattern } = this;
    for (let at = 0; at < length; at += 1) pattern[at] = bytes[start + at] as number;
    this.blankSerial(length);
    const entry = this.memo.find(pattern, 0, length);
    return entry === undefined ? undefined : this.kinds[entry.number];
  }

  private blankSerial(length: number): void {
    const { pattern } = this;
    let at = length - 1;
    while (at >= 0 && !isDigit(pattern[at] as number)) at -= 1;
    for (let digits = 0; at >= 0 && digits < SERIAL_DIGITS && isDigit(pattern[at] as number); digits += 1) pattern[at--] = ONE;
  }

  private resolve(text: string): Resolved | undefined {
    const certificate = parseCertificate(text);
    if (certificate === undefined || normaliseCertificate(text) !== text || !isCertain(certificate)) return undefined;
    const region = certificate.form === 'F1' ? Number(certificate.region) : 0;
    const year = 'year' in certificate ? (certificate.year ?? 0) : 0;
    this.kinds.push({ form: certificate.form, kind: statedKind(certificate), region, year });
    return { value: text, number: this.kinds.length - 1 };
  }
}

function isCertain(certificate: CertificateNumber): boolean {
  if (certificate.form === 'court' || certificate.form === 'unparsed') return false;
  return certificate.form !== 'F1' || certificate.serial.length === 6;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
