import type { Sex } from '../../../src/domain/registration.js';
import type { Random } from '../../../samples/generate/random.js';
import { byRank, Choice } from './choice.js';

/**
 * Made-up names with the skew of real ones: the commonest surname of Guangdong has a tenth of the people, the rare ones a handful, and
 * given names put together from characters in the fashion of the year. Shares of surnames are of the order published for
 * Guangdong (Ministry of Public Security, 2020); ranks of given characters are invented after its yearly name reports.
 */
const SURNAME_SHARES =
  '陈 106 李 85 黄 80 张 55 梁 46 林 45 刘 43 吴 39 王 38 罗 28 杨 27 周 22 何 22 谢 21 郑 20 曾 19 邓 18 叶 16 蔡 15 冯 15 许 14 苏 13 ' +
  '钟 13 卢 12 彭 11 赖 10 朱 10 徐 10 胡 10 谭 10 潘 9 赵 9 廖 9 江 8 赖 7 郭 7 麦 6 欧 6 袁 6 高 6 邱 6 余 6 曹 6 温 6 韦 6 莫 6 黎 6 马 5 ' +
  '杜 5 孙 5 唐 5 范 5 丘 5 简 4 古 4 关 4 区 4 冼 4 姚 4 伍 4 龙 4 肖 4 萧 3 付 3 傅 3 方 3 任 3 吕 3 沈 3 程 3 董 3 于 3 魏 3 蒋 3 田 3 丁 3 石 3 宋 3 ' +
  '容 2 阮 2 戴 2 甘 2 严 2 骆 2 凌 2 文 2 段 2 侯 2 夏 2 邹 2 熊 2 康 2 秦 2 白 2 崔 2 尹 2 钱 2 汤 2 庞 2 樊 2 覃 2 农 2 岑 2 翁 2 ' +
  '单 1 仇 1 解 1 查 1 盖 1 翟 1 霍 1 游 1 阳 1 祝 1 柯 1 詹 1 司徒 2 欧阳 3 上官 1 未 1 郝 1 龚 1 万 1 薛 1 雷 1 贺 1 倪 1 施 1 陶 1 洪 2 辛 1 官 1 巫 1 池 1 练 1 亓 1';

interface Surname {
  readonly text: string;
  readonly share: number;
}

const SURNAMES = new Choice<Surname>(
  [...SURNAME_SHARES.matchAll(/(\S+) (\d+)/gu)].map(([, text = '', share = '']) => ({ text, share: Number(share) })),
  ({ share }) => share,
);

interface Fashion {
  readonly singleShare: number;
  readonly first: Choice<string>;
  readonly last: Choice<string>;
  readonly single: Choice<string>;
}

function fashion(singleShare: number, first: string, last: string): Fashion {
  return { singleShare, first: byRank([...first], 4), last: byRank([...last], 4), single: byRank([...last].slice(0, 40), 6) };
}

/** From the year of birth on. */
const FASHIONS: Readonly<Record<Sex, readonly (readonly [fromYear: number, fashion: Fashion])[]>> = {
  male: [
    [
      1985,
      fashion(
        0.08,
        '子俊志嘉文家伟建晓浩泽宇锦永梓永振育健国思少铭智海明天梓晋逸钧冠展鸿泳境昊耀',
        '杰豪辉华明伟斌鹏强龙锋文轩涛宇健浩平波威超聪铭军勇毅凯翔贤彬森林峰鑫霖恒楠权炜锐祥诚',
      ),
    ],
    [
      1960,
      fashion(
        0.16,
        '志建国伟文永少小海俊卫锦明金春家庆剑汉振德晓耀木玉红世东仕新景荣立惠学育智亚伯镜',
        '强华明辉平军文伟生林雄锋勇东斌良波光荣忠健杰民福全才权新成峰祥彬坚洪标清龙添涛发钦',
      ),
    ],
    [
      0,
      fashion(
        0.1,
        '水金木亚阿国文德玉永建炳家世锦明志振汉火土天庆观福日桂富少伯定英运兆启耀',
        '生发明荣华林光兴福才成全根旺祥清有贵南坤强钦标养添德安来松昌泉保良胜财金辉添炎',
      ),
    ],
  ],
  female: [
    [
      1985,
      fashion(
        0.1,
        '晓嘉丽婷思诗雪文燕佳静海敏春秋小梦楚少洁美玉紫淑惠慧颖雅欣锦梓宝倩莹晴舒芷晶',
        '婷欣敏玲怡静琳燕莹芳萍丽娜华君琪雯珊仪慧霞云娟媚妍瑜彤晴冰薇颖洁红娴芬雅琴倩岚',
      ),
    ],
    [
      1960,
      fashion(
        0.17,
        '丽小玉秀春海燕晓雪美惠红彩桂少淑金爱文凤素翠巧月秋伟冬锦佩瑞艳碧慧群宝洁志建',
        '芳英华玲霞兰萍珍梅红燕娟丽琴云娥芬妹清连群香莲凤琼媚娇珠平容仪敏贞媛屏如娜慧婵',
      ),
    ],
    [
      0,
      fashion(
        0.1,
        '秀玉亚阿月桂春金凤美素彩惠兰瑞银顺少丽爱淑带水锦巧翠妹宝转细容燕莲观秋运',
        '英兰珍妹芳梅娇琼莲清香凤贞好容花群连娣珠华银娥云玉金笑姣喜琴霞仙桂妙蓉带银友',
      ),
    ],
  ],
};

export interface FullName {
  readonly surname: string;
  readonly given: string;
}

export function makeName(sex: Sex, birthYear: number, random: Random): FullName {
  return { surname: SURNAMES.pick(random).text, given: makeGivenName(sex, birthYear, random) };
}

export function makeGivenName(sex: Sex, birthYear: number, random: Random): string {
  const { singleShare, first, last, single } = FASHIONS[sex].find(([fromYear]) => birthYear >= fromYear)?.[1] ?? oldest(sex);
  return random.chance(singleShare) ? single.pick(random) : first.pick(random) + last.pick(random);
}

/** Another given name of the same generation: the first character in common, as brothers and sisters have it. */
export function siblingGivenName(sex: Sex, birthYear: number, given: string, random: Random): string {
  for (;;) {
    const other = makeGivenName(sex, birthYear, random);
    const last = other.charAt(other.length - 1);
    if (last !== given.charAt(given.length - 1)) return given.length === 2 ? given.charAt(0) + last : last;
  }
}

function oldest(sex: Sex): Fashion {
  const found = FASHIONS[sex].at(-1)?.[1];
  if (found === undefined) throw new RangeError('no fashion');
  return found;
}

/** Registrars: a few in each office, made up of surname and a word that says what they are. */
const REGISTRARS = ['示例', '样本', '虚拟', '试行', '模拟', '范本'];

export function registrarOf(office: number, seat: number): string {
  const surname = '梁陈何李黄罗冯谭邓邱'.charAt((office * 7 + seat) % 10);
  return surname + (REGISTRARS[seat % REGISTRARS.length] ?? '');
}
