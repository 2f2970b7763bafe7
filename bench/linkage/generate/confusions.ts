import type { Random } from '../../../samples/generate/random.js';

/** Characters that one kind of person or machine takes for another; every member of a group for every other. */
export class Confusions {
  readonly #others = new Map<string, string[]>();

  constructor(groups: string) {
    for (const group of groups.split(/\s+/u)) {
      const characters = [...group];
      for (const character of characters) {
        const others = this.#others.get(character) ?? [];
        others.push(...characters.filter((other) => other !== character && !others.includes(other)));
        if (others.length > 0) this.#others.set(character, others);
      }
    }
  }

  /** The text with one character mistaken; `undefined` when nobody would mistake any of them. */
  mistake(text: string, random: Random): string | undefined {
    const start = random.below(text.length);
    for (let step = 0; step < text.length; step += 1) {
      const index = (start + step) % text.length;
      const others = this.#others.get(text.charAt(index));
      if (others !== undefined) return text.slice(0, index) + random.pick(others) + text.slice(index + 1);
    }
    return undefined;
  }
}

/** By hand: what a pinyin keyboard offers beside what was meant. */
export const TYPED_BY_SOUND = new Confusions(
  `付傅 张章 于余 徐许 肖萧晓 江蒋 程陈成 阳杨扬 曹操 邱丘秋 魏卫 伍武吴 何贺和 石施史 钟中仲 游尤 谭覃 刘柳 李黎 梁良 林临霖琳 罗洛 郑正 叶业 郭国 马玛 黄皇 王汪旺 周洲舟 朱珠
伟卫维玮炜 建健剑 国果 志智致治 明名铭鸣 华桦 英瑛颖影莹盈 芳方 丽莉利力立俐 秀绣 玉育宇裕毓煜昱 春椿 海 燕艳彦雁 小晓肖 红洪宏鸿弘 梅媚美 娟捐绢 珍贞真 平萍苹 霞侠 玲林琳凌灵铃 云芸耘 兰岚 清青卿庆 琴芹勤
芬分 婷亭廷庭 敏闽 静婧靖净 雯文纹 欣新心昕鑫辛 慧惠卉会 怡宜仪义艺 诗施师 佳家嘉 俊军君骏钧均 杰捷洁 豪浩昊皓 辉晖徽 斌彬宾 鹏朋 强 龙隆 锋峰丰烽 涛韬滔 勇永咏泳 毅意逸义 祥翔详 森生 超 聪 凯恺楷 贤闲 炎岩言 荣容蓉榕 光广 忠中仲 成诚程城 发法 全权泉 才财材
水 金锦今 木穆 福富 根跟 旺望 坤昆 标彪 添天 德得 安 松 良亮 胜盛升晟 桂贵 月悦 凤奉 素苏 彩采 银尹 群裙 容蓉荣 好郝 莲连联 香湘 冰兵 子紫梓 思丝斯 雪学 梦孟 楚础 少绍 晴情 舒书 振镇震 树述 世仕士 景敬 启奇祺琪 伯博 汉翰 耀曜 轩宣萱 泽择 铿坑 权泉 添田 玲灵 仙先 友有 喜希西 笑肖 秋邱 运韵 定丁`,
);

/** By hand: what a scanner's recognition makes of worn print and of handwriting. */
export const READ_BY_SHAPE = new Confusions(
  `未末 日曰 王玉 土士 大太 天夫 田由 人入 干千 午牛 陈陣阵 李季 林材 杨扬 吴昊 刘对 郑邓 郭郑 邱邮 洪供 徐除 余佘 侯候 范苑 蔡察 谢射 许计 冯马 潘播 梁粱染 钟种 彭影 曾會 戴载 莫奠 温湿 袁哀 丘兵 贺货 丁了 石右 方万 任仕 宋宗 沈沉 段殷
伟伪 建健 明朋 志忘 华毕 平乎 英莫 丽酮 秀季 玉王 海悔 春舂 红江 梅悔海 娟绢捐 珍诊 萍苹 霞霰 玲铃 云去 兰三 清请情 琴瑟 芬芳 婷停 敏致 静净 文父 欣欧 慧彗 怡恰 佳住 俊浚 杰然 豪毫 辉挥 斌赋 鹏鸽 强弱 龙尤 锋峰 涛祷 勇男 祥详 森林 超起 凯剀 炎灾 荣菜 光先 忠患 成戌 发友 全金 才寸
水永 木本 福副 根恨 旺旰 坤坪 德徳 安妥 松枞 良艮 胜性 桂佳 月用 凤风 素索 彩采 银很 群郡 容客 好奸 莲连 香杳 冰水 子孑 思恩 雪雷 少小 晴睛 振据 世卋 景影 启后 伯佰 汉汊 轩杆 权杈 仙汕 友反 喜善 秋秒 运远 芳芬 昌冒 贤肾 宝室 财材 兴头 旺汪 佩珮 宁字 宇字 学字 文交`,
);
