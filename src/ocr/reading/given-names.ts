import { hasDoubleSurname } from './surnames.js';

/**
 * Characters that many given names are made of; put together from general knowledge, not from a published list. A name with another may be
 * right, and may be one of these misread as a character that looks like it and is no name (风 for 凤, 口 for 日).
 */
const USUAL =
  '伟刚勇毅俊峰强军平保东文辉力明永健世广志义兴良海山仁波宁贵福生龙元全国胜学祥才发武新利清飞彬富顺信子杰涛昌成康星光天达安岩中茂进林有坚和彪博' +
  '诚先敬震振壮会思群豪心邦承乐绍功松善厚庆磊民友裕河哲江超浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维启克伦翔旭鹏泽晨辰士以建家致树炎德行时泰盛' +
  '雄琛钧冠策腾楠榕航弘秀娟英华慧巧美娜静淑惠珠翠雅芝玉萍红娥玲芬芳燕彩春菊兰凤洁梅琳素云莲真环雪荣爱妹霞香月莺媛艳瑞凡佳嘉琼勤珍贞莉桂娣叶璧璐' +
  '娅琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬羽希欣飘育筠柔竹霭凝晓欢枫芸' +
  '菲寒伊亚宜可姬舒影荔枝丽阳妮宝贝初程恒鸿骅娇纪宽灵媚琪晴容睿烁威唯雯萱阅彦宇雨洋忠宗曼紫逸贤蝶绿蓝小木水金火喜根祖耀炳灿焕锋钢铁铭鑫钦银锡镇' +
  '煌照熙杨柳李森章景晖昊昆晟曦旺普智阿亿细仔弟女嫦添田长连来仲叔季少老满团圆坤社革卫兵跃解放援朝设立拥为公党向农工远业运展开球好笑甜意情缘如吉' +
  '苏鲁川粤港潮湘桃杏梨莹桐柏杉榆柱梓楚权标栓桥榜楷槐模样例范试验示虚仿拟测本带花妙剑汉敏土诗观仙养佩南冬泳镜财凯屏霖捷帆轩宸涵萌彤皓璇瑜珏珂芷' +
  '茵茹蔓虹诺语谊贺赐赫迪逢遥铃钊钰隆靖韶颂骏鹤麒麟焯桄炽烽焱灶石泉湖溪';
const KNOWN = new Set(USUAL);

/** Whether all of a Han name behind its surname is usual; names of other peoples, and with a dot, are not asked. */
export function hasUsualGivenName(name: string): boolean {
  if (!/^\p{Script=Han}{2,4}$/u.test(name)) return true;
  return [...name].slice(hasDoubleSurname(name) ? 2 : 1).every((character) => KNOWN.has(character));
}
