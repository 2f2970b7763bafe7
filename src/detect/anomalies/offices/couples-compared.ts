import type { NumberedRegistration } from '../../../store/office-anomaly-repository.js';

/** `one`: one party agrees and the other has nothing in common. */
export type CouplesCompared = 'same' | 'one' | 'different';

/** Whether two registrations may be of one couple; slips of the pen do not make another couple of it. */
export function couplesCompared(left: NumberedRegistration, right: NumberedRegistration): CouplesCompared {
  const man = partiesAgree(
    { name: left.nameMan, number: left.numberMan, birth: left.birthMan },
    { name: right.nameMan, number: right.numberMan, birth: right.birthMan },
  );
  const woman = partiesAgree(
    { name: left.nameWoman, number: left.numberWoman, birth: left.birthWoman },
    { name: right.nameWoman, number: right.numberWoman, birth: right.birthWoman },
  );
  if (man && woman) return 'same';
  return man || woman ? 'one' : 'different';
}

interface ComparedParty {
  readonly name: string;
  readonly number: string;
  readonly birth: string;
}

/** Half of a name, a whole birth date or most of a number in common may be the same person. */
const NAME_SHARE = 0.5;
const NUMBER_SHARE = 0.85;

function partiesAgree(left: ComparedParty, right: ComparedParty): boolean {
  if (left.number !== '' && right.number !== '' && shareOfPlaces(longNumber(left.number), longNumber(right.number)) >= NUMBER_SHARE)
    return true;
  if (left.birth.length === 10 && left.birth === right.birth) return true;
  // A name that is not there says nothing against being the same.
  if (left.name === '' || right.name === '') return true;
  return commonCharacters(left.name, right.name) / Math.max(left.name.length, right.name.length) > NAME_SHARE;
}

/** Fifteen digits in the places of eighteen. */
function longNumber(number: string): string {
  return number.length === 15 ? `${number.slice(0, 6)}19${number.slice(6)}` : number.slice(0, 17);
}

function shareOfPlaces(left: string, right: string): number {
  const same = [...left].filter((character, at) => character === right[at]).length;
  return same / Math.max(left.length, right.length);
}

function commonCharacters(left: string, right: string): number {
  return [...left].filter((character) => right.includes(character)).length;
}
