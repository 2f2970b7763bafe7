import type { Sex } from '../../src/domain/registration.js';
import type { Random } from './random.js';

/**
 * Made-up names: common surnames with given names put together from characters, the second chosen from a list that
 * names of known people rarely end in. Several characters have traditional forms, look-alikes and homophones on purpose.
 */
const SURNAMES = [...'陈李黄张梁林刘吴罗杨谢何郑曾叶蔡冯许苏卢潘钟彭邓麦简区欧关莫温赖廖邱范魏未付傅龙韦骆'];

const GIVEN = {
  early: {
    male: { first: [...'水木金火土阿亚炳炽锡桂观丙日'], last: [...'旺松坤发荣祥洪添炎泉灵寿'] },
    female: { first: [...'月秋瑞桂阿亚彩银顺少惠带'], last: [...'好娇婵琼兰英群莲妹容笑银'] },
  },
  middle: {
    male: { first: [...'建卫永伟锦汉耀景焕庆添镜'], last: [...'忠强棠权钦声锋伦桐铿荫沛'] },
    female: { first: [...'丽秀燕雪惠彩淑碧翠转妙润'], last: [...'珍芳霞云芬萍娟清娣媚仪贞'] },
  },
  late: {
    male: { first: [...'嘉俊子浩梓晓泽宇家冠奕楚'], last: [...'铭禾轩屿澍朗桦恺谦砚樾霖'] },
    female: { first: [...'诗晓思梓嘉咏雅楚芷若语紫'], last: [...'彤晴琳岚妍盈棠菡荞曦璇蓓'] },
  },
} as const;

/** A full name in the fashion of the year of birth; about one in ten has a single given character. */
export function makeName(sex: Sex, birthYear: number, random: Random): string {
  const { first, last } = GIVEN[fashionOf(birthYear)][sex];
  const surname = random.pick(SURNAMES);
  return random.chance(0.1) ? surname + random.pick(last) : surname + random.pick(first) + random.pick(last);
}

function fashionOf(birthYear: number): keyof typeof GIVEN {
  if (birthYear < 1945) return 'early';
  return birthYear < 1980 ? 'middle' : 'late';
}

/** Registrars' names; each office has a few. */
const REGISTRARS = ['梁示例', '陈样本', '何虚拟', '李试行', '黄模拟', '罗范本'];

export function registrarOf(seat: number): string {
  return REGISTRARS[seat % REGISTRARS.length] ?? '';
}
