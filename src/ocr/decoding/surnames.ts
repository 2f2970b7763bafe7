/**
 * Surnames: those of 《百家姓》 (Song dynasty) in today's characters, and others that are common today. The list only weighs readings against
 * each other; a name is not wrong for a surname that it does not have.
 */
const SINGLE = `
赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤
滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭
梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井
段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党
翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利
蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公
肖闫付覃丘代涂蒙谌但劳佘仝苟冼植麦揭邝官阳岳帅闭敬青雒银鹿晋楚亢况郇仉么肇佟海墨年爱佴言福归商牟励木丛迟
`;
const DOUBLE =
  '欧阳 上官 司马 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 长孙 宇文 令狐 轩辕 夏侯 钟离 端木 南宫 西门 独孤 呼延 闻人 澹台 淳于 单于 太叔 申屠 仲孙 赫连 万俟 濮阳 宗政 鲜于 闾丘 亓官 司寇 子车 颛孙 巫马 公西 漆雕 乐正 壤驷 公良 拓跋 夹谷 宰父 谷梁 段干 百里 东郭 南门 微生 梁丘 左丘 东门 第五';

const SURNAMES: ReadonlySet<string> = new Set([...SINGLE.replaceAll('\n', ''), ...DOUBLE.split(' ')]);

/** Whether a name of Han characters begins with a surname and has something behind it. */
export function isSurname(name: string): boolean {
  const [first = '', second = '', third = ''] = name;
  return (second !== '' && SURNAMES.has(first)) || (third !== '' && SURNAMES.has(first + second));
}
