import type { Sex } from '../../../src/domain/registration.js';
import type { Random } from '../../../samples/generate/random.js';

/** Made up from common parts: a given name, the dot, and the father's. */
const GIVEN: Readonly<Record<Sex, readonly string[]>> = {
  male: ['艾力', '买买提', '阿卜杜拉', '吐尔逊', '依明', '库尔班', '热合曼'],
  female: ['阿依古丽', '帕提古丽', '热娜', '古丽娜', '阿米娜', '茹克亚'],
};

export function minorityName(sex: Sex, random: Random): string {
  return `${random.pick(GIVEN[sex])}·${random.pick(GIVEN.male)}`;
}
