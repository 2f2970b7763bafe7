import type { CertificateNumber } from '../../domain/certificate-number.js';
import type { OpType } from '../../domain/registration.js';

/** What a certificate is for: J and 结 marriage, L and 离 divorce, BJ and 补结, BL and 补离 their reissues. */
export type CertificateKind = 'J' | 'L' | 'BJ' | 'BL';

const KIND_OF_NATURE: Readonly<Record<string, CertificateKind>> = { 结: 'J', 离: 'L', 补结: 'BJ', 补离: 'BL' };

/** The certificate that each type of registration issues. A revocation issues none. */
export const ISSUED: Readonly<Record<Exclude<OpType, 'ID'>, CertificateKind>> = { IA: 'J', IB: 'L', ICA: 'BJ', ICB: 'BL' };

/** The certificates that may stand before each type of registration. */
export const EARLIER: Readonly<Record<OpType, readonly CertificateKind[]>> = {
  IA: ['L', 'BL'],
  IB: ['J', 'BJ'],
  ICA: ['J', 'BJ'],
  ICB: ['L', 'BL'],
  ID: ['J', 'BJ'],
};

/** The kind a number states; forms F3 and F4 state none that can be relied on. */
export function statedKind(certificate: CertificateNumber | undefined): CertificateKind | undefined {
  if (certificate?.form === 'F1') return certificate.prefix;
  return certificate?.form === 'F2' ? KIND_OF_NATURE[certificate.nature] : undefined;
}
