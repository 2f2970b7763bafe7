import { addDays, formatDay, parseDay } from '../../../domain/calendar.js';
import type { DetectionSeverity } from '../../../domain/detection.js';
import { isMinority, judgeMarriageAge } from '../../../domain/marriage-age.js';
import { AT, type ScanContext, type ScannedRow } from '../scan.js';
import { dateText, firstDay, isWholeDay, lastDay } from '../timeline/day.js';
import { surnameOf } from '../timeline/name-likeness.js';
import type { ScannedParty } from '../timeline/party.js';

/** A registration as the rules of single rows see it. */
export interface ScannedRegistration {
  readonly id: number;
  readonly opType: string;
  /** As `packDate` makes it. */
  readonly date: number;
  readonly row: ScannedRow;
  readonly man: ScannedParty;
  readonly woman: ScannedParty;
}

export interface RowFinding {
  readonly code: string;
  readonly subject: string;
  readonly severity: DetectionSeverity;
  readonly values: Readonly<Record<string, string | number>>;
}

type Found = (finding: RowFinding) => void;
type RowRule = (registration: ScannedRegistration, context: ScanContext, found: Found) => void;

/** Two numbers of one person in one registration. */
const sameNumber: RowRule = ({ id, date, man, woman }, _context, found) => {
  if (man.key === 0 || man.key !== woman.key) return;
  found({ code: 'same-number-both-parties', subject: String(id), severity: 'error', values: { date: dateText(date) } });
};

/** The sex in sound numbers against the side they stand on: both reversed is one finding, an exchange of the parties. */
const sexes: RowRule = ({ id, date, man, woman }, { rules }, found) => {
  const wrong = [man, woman].filter(({ role, sound }) => sound !== undefined && (sound.sex === 'male') !== (role === 'man'));
  if (wrong.length === 2 && rules.isOn('parties-exchanged')) {
    found({ code: 'parties-exchanged', subject: String(id), severity: 'error', values: { date: dateText(date) } });
    return;
  }
  for (const { role } of wrong) {
    found({ code: 'sex-differs', subject: `${id}-${role}`, severity: 'warning', values: { date: dateText(date), party: role } });
  }
};

const YOUNGEST_EVER_DOUBTED = 22;

const underAge: RowRule = ({ id, opType, date, man, woman }, { reference, settings }, found) => {
  if (opType !== 'IA' || date === 0) return;
  const registered = { first: firstDay(date), last: lastDay(date) };
  for (const { role, birth } of [man, woman]) {
    if (birth === 0 || registered.last - firstDay(birth) > (YOUNGEST_EVER_DOUBTED + 1) * 10_000) continue;
    const minorityCouple = isMinority(man.ethnic) || isMinority(woman.ethnic);
    const facts = { sex: role === 'man' ? 'male' : 'female', birth: firstDay(birth), registered, minorityCouple } as const;
    const verdict = judgeMarriageAge(facts, reference, settings);
    if (verdict === undefined) continue;
    const values = { party: role, date: dateText(date), minimumYears: verdict.years, reachedOn: formatDay(verdict.reachedOn) };
    found({ code: 'under-age', subject: `${id}-${role}`, severity: verdict.severity, values });
  }
};

/** No divorce could be registered before the first application under the law had waited, nor sooner after the marriage it names. */
const coolingOff: RowRule = ({ id, opType, date, row }, { reference }, found) => {
  const law = opType === 'IB' && date !== 0 ? reference.law('cooling-off', firstDay(date)) : undefined;
  const began = law === undefined ? undefined : parseDay(law.from);
  if (law === undefined || began === undefined) return;
  const days = Number(law.values['windowStartDays']);
  const say = (severity: DetectionSeverity, earliest: number): void => {
    found({ code: 'cooling-off-violated', subject: String(id), severity, values: { date: dateText(date), earliest: formatDay(earliest) } });
  };
  if (lastDay(date) < addDays(began, days)) {
    say('error', addDays(began, days));
    return;
  }
  const marriage = parseDay(row[AT.old_op_date] ?? '');
  // The earlier date may be that of a reissued certificate, so alone it is no proof.
  if (marriage === undefined || !isWholeDay(date) || marriage > date) return;
  if (date < addDays(marriage, days)) say('warning', addDays(marriage, days));
};

const SEQUENCE_SPAN = 1_000;
const HAS_HOUSE_NUMBER = /\d/;

/** Kinship cannot be seen in the data; these are reasons to look at the parents named in the archive. */
const kin: RowRule = ({ id, opType, date, man, woman }, { rules }, found) => {
  if (opType !== 'IA' || surnameOf(man.name) === 0 || surnameOf(man.name) !== surnameOf(woman.name)) return;
  if (rules.isOn('kin-number-neighbours') && man.sound !== undefined && woman.sound !== undefined) {
    const distance = Math.abs(man.key - woman.key);
    const isNear = distance > 0 && distance <= rules.parameter('kin-number-neighbours', 'sequenceDistance');
    if (isNear && Math.floor(man.key / SEQUENCE_SPAN) === Math.floor(woman.key / SEQUENCE_SPAN)) {
      found({ code: 'kin-number-neighbours', subject: String(id), severity: 'hint', values: { date: dateText(date), distance } });
    }
  }
  if (
    rules.isOn('kin-same-address') &&
    man.address === woman.address &&
    isExactAddress(man.address, rules.parameter('kin-same-address', 'addressCharacters'))
  ) {
    const years = Math.abs(Math.trunc(man.birth / 10_000) - Math.trunc(woman.birth / 10_000));
    if (man.birth !== 0 && woman.birth !== 0) {
      found({ code: 'kin-same-address', subject: String(id), severity: 'hint', values: { date: dateText(date), years } });
    }
  }
};

function isExactAddress(address: string, leastCharacters: number): boolean {
  return address.length >= leastCharacters && HAS_HOUSE_NUMBER.test(address);
}

/** Every rule that needs one registration only, with the codes it may find. */
export const ROW_RULES: readonly { readonly codes: readonly string[]; readonly check: RowRule }[] = [
  { codes: ['same-number-both-parties'], check: sameNumber },
  { codes: ['parties-exchanged', 'sex-differs'], check: sexes },
  { codes: ['under-age'], check: underAge },
  { codes: ['cooling-off-violated'], check: coolingOff },
  { codes: ['kin-number-neighbours', 'kin-same-address'], check: kin },
];
