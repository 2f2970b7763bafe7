import { WORD } from '../features/record-layout.js';
import { CERTIFICATE, FLAGS, OFFICE, REGISTRAR, VOLUME } from './levels.js';

/** Forms in the low bits of CERTIFICATE (record-layout.ts). */
const FORM_MASK = 7;
const FORM_F3 = 3;
const FORM_F4 = 4;
const RENEWED_OR_REMEDIED = 0x3000;

/** `left` and `right` are the first words of the records, here and below. */
export function compareCertificates(words: Uint32Array, left: number, right: number): number {
  const leftHead = words[left + WORD.CERTIFICATE] ?? 0;
  const rightHead = words[right + WORD.CERTIFICATE] ?? 0;
  if ((leftHead & FORM_MASK) === 0 || (rightHead & FORM_MASK) === 0) return CERTIFICATE.missing;
  if ((leftHead & FORM_MASK) !== (rightHead & FORM_MASK)) return CERTIFICATE.otherForm;
  return compareNumbers(leftHead, words[left + WORD.SERIAL] ?? 0, rightHead, words[right + WORD.SERIAL] ?? 0);
}

function compareNumbers(leftHead: number, leftSerial: number, rightHead: number, rightSerial: number): number {
  const form = leftHead & FORM_MASK;
  const isOld = form === FORM_F3 || form === FORM_F4;
  if (leftHead === rightHead) {
    if (leftSerial === rightSerial) return isOld ? CERTIFICATE.exactOld : CERTIFICATE.exact;
    if (form > FORM_F4) return CERTIFICATE.nothing;
    return isOneDigitApart(leftSerial, rightSerial) ? CERTIFICATE.serialTypo : CERTIFICATE.otherSerial;
  }
  return leftSerial === rightSerial && form < FORM_F4 ? CERTIFICATE.sameSerial : CERTIFICATE.nothing;
}

/** Serials below this have too few digits for one of them to say anything. */
const LEAST_LONG_SERIAL = 100;

/** One digit differs, or two neighbours changed places; the last digit alone does not count. */
function isOneDigitApart(left: number, right: number): boolean {
  if (left < LEAST_LONG_SERIAL || right < LEAST_LONG_SERIAL || Math.trunc(left / 10) === Math.trunc(right / 10)) return false;
  let restLeft = left;
  let restRight = right;
  while (restLeft !== 0 && restRight !== 0 && restLeft % 10 === restRight % 10) {
    restLeft = Math.trunc(restLeft / 10);
    restRight = Math.trunc(restRight / 10);
  }
  if (Math.trunc(restLeft / 10) === Math.trunc(restRight / 10)) return true;
  if (Math.trunc(restLeft / 100) !== Math.trunc(restRight / 100)) return false;
  return restLeft % 10 === Math.trunc(restRight / 10) % 10 && restRight % 10 === Math.trunc(restLeft / 10) % 10;
}

/** Where the texts differ: how near the places are today. */
export function compareOffices(words: Uint32Array, left: number, right: number): number {
  const leftOffice = words[left + WORD.OFFICE] ?? 0;
  const rightOffice = words[right + WORD.OFFICE] ?? 0;
  if (leftOffice === 0 || rightOffice === 0) return OFFICE.missing;
  if (leftOffice === rightOffice) return OFFICE.same;
  const leftRegion = words[left + WORD.REGION] ?? 0;
  const rightRegion = words[right + WORD.REGION] ?? 0;
  if (leftRegion === 0 || rightRegion === 0) return OFFICE.unplaced;
  if (leftRegion === rightRegion) return OFFICE.sameRegion;
  return Math.trunc(leftRegion / 100) === Math.trunc(rightRegion / 100) ? OFFICE.sameCity : OFFICE.other;
}

/** @param office how the offices agree */
export function compareRegistrars(words: Uint32Array, left: number, right: number, office: number): number {
  const leftRegistrar = words[left + WORD.OPERATOR] ?? 0;
  const rightRegistrar = words[right + WORD.OPERATOR] ?? 0;
  if (office !== OFFICE.same || leftRegistrar === 0 || rightRegistrar === 0) return REGISTRAR.missing;
  return leftRegistrar === rightRegistrar ? REGISTRAR.same : REGISTRAR.other;
}

export function compareVolumes(words: Uint32Array, left: number, right: number): number {
  const leftVolume = words[left + WORD.VOLUME] ?? 0;
  const rightVolume = words[right + WORD.VOLUME] ?? 0;
  if (leftVolume === 0 || rightVolume === 0) return VOLUME.missing;
  return leftVolume === rightVolume ? VOLUME.same : VOLUME.other;
}

export function compareFlags(words: Uint32Array, left: number, right: number): number {
  const differing = ((words[left + WORD.KIND] ?? 0) ^ (words[right + WORD.KIND] ?? 0)) & RENEWED_OR_REMEDIED;
  return differing === 0 ? FLAGS.same : FLAGS.other;
}
