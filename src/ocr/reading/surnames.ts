/**
 * Surnames that are common, and those at home in Guangdong; put together from general knowledge, not from a published list. A name that begins otherwise may be right, and may be a surname misread as a character that looks like it (洗 for 冼).
 */
const SINGLE =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付' +
  '傅方邹熊白孟秦邱丘侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文洪季辛管关倪柯聂安岑冼利巫区欧阮麦骆招简卓布' +
  '植容凌伍古甘饶温骆詹池连游庄蓝翁纪童梅盛柳殷焦章祝颜霍鲁申翟耿葛齐伊左米牛樊俞路解穆裴蒙包费车项成苗应宁强候全屈佟牟谷舒尚兰符房' +
  '单涂鲍柴岳裘辜官符吉缪晏滕黎云敖冷卜邢仇湛劳司徒揭丰罕禤佘苟桂阳柏蔺冉涂党粟粱言练谌佀侬农班欧区鞠幸占隆原宗农花封楼商艾初景明席';
const DOUBLE = new Set(['欧阳', '司徒', '上官', '司马', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐', '夏侯', '端木']);
const KNOWN = new Set(SINGLE);

/** Whether a Han name begins with a surname that is known; names of other peoples, and with a dot, are not asked. */
export function hasKnownSurname(name: string): boolean {
  if (!/^\p{Script=Han}{2,4}$/u.test(name)) return true;
  return KNOWN.has(name.charAt(0)) || hasDoubleSurname(name);
}

export function hasDoubleSurname(name: string): boolean {
  return DOUBLE.has(name.slice(0, 2));
}
