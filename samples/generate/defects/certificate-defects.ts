import { hasFormOne, isModern, type Defect } from './defect.js';
import type { SampleRow } from '../row.js';

function setCertificate(spell: (text: string) => string): Defect['apply'] {
  return (row) => {
    row.cert_no = spell(row.cert_no);
    return ['cert_no'];
  };
}

const OTHER_PREFIX: Readonly<Record<string, string>> = { J: 'L', L: 'J', BJ: 'BL', BL: 'BJ' };

/** `J440606-2015-000123` → the letters and the rest. */
function withOtherPrefix(text: string): string {
  const prefix = /^[A-Z]+/.exec(text)?.[0] ?? '';
  return (OTHER_PREFIX[prefix] ?? prefix) + text.slice(prefix.length);
}

function withOtherYear(text: string): string {
  return text.replace(/-(\d{4})-/, (_whole, year: string) => `-${Number(year) - 3}-`);
}

function unpadded(text: string): string {
  return text.replace(/-0+(\d+)$/, '-$1');
}

function isPadded(row: SampleRow): boolean {
  return hasFormOne(row) && row.cert_no.includes('-0');
}

export const CERTIFICATE_DEFECTS: readonly Defect[] = [
  { kind: 'serial-unpadded', outcome: 'flagged', codes: ['certificate-serial-short'], fits: isPadded, apply: setCertificate(unpadded) },
  {
    kind: 'prefix-of-other-type',
    outcome: 'quarantined',
    codes: ['certificate-prefix'],
    fits: hasFormOne,
    apply: setCertificate(withOtherPrefix),
  },
  {
    kind: 'certificate-of-other-year',
    outcome: 'quarantined',
    codes: ['certificate-year'],
    fits: hasFormOne,
    apply: setCertificate(withOtherYear),
  },
  {
    kind: 'certificate-region-unknown',
    outcome: 'quarantined',
    codes: ['certificate-region'],
    fits: hasFormOne,
    apply: setCertificate((text) => text.replace(/\d{6}/, '449900')),
  },
  {
    kind: 'certificate-with-letters-for-digits',
    outcome: 'quarantined',
    codes: ['certificate-unparsed'],
    fits: (row) => isPadded(row) && row.op_date >= '2011',
    apply: setCertificate((text) => text.replace('-0', '-O')),
  },
  {
    kind: 'certificate-missing',
    outcome: 'quarantined',
    codes: ['certificate-missing'],
    fits: (row) => isModern(row) && row.cert_no !== '',
    apply: setCertificate(() => ''),
  },
  {
    kind: 'certificate-in-full-width',
    outcome: 'accepted',
    codes: [],
    fits: hasFormOne,
    apply: setCertificate((text) =>
      text.replaceAll('-', '—').replace(/[A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
    ),
  },
];
