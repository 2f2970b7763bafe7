export const anomalyMessages = {
  'anomaly.party.man': '男方',
  'anomaly.party.woman': '女方',
  'anomaly.feed.death': '死亡',
  'anomaly.feed.court-divorce': '法院判决（调解）离婚',
  'anomaly.feed.revocation': '婚姻被撤销或宣告无效',
  'anomaly.severity.error': '错误',
  'anomaly.severity.warning': '警告',
  'anomaly.severity.hint': '提示',
  'anomaly.about.person': '当事人',
  'anomaly.about.office': '登记机关',
  'anomaly.column.code': '规则',
  'anomaly.column.about': '对象',
  'anomaly.column.severity': '最高级别',
  'anomaly.column.title': '含义',
  'anomaly.column.parameters': '参数',
  'anomaly.count': '共 {count} 条规则',
  'anomaly.rule-off': '停用',
  'anomaly.progress': '查找异常',
  'anomaly.since-or-batch': '--since 与 --batch 不能同时使用',
  'anomaly.since-or-batch.hint': '只给其中一个；都不给则检查全库',
  'anomaly.unknown-rule': '没有名为 {code} 的规则',
  'anomaly.unknown-rule.hint': '用 mreg detect rules 看有哪些规则；最接近的是 {suggestion}',
  'anomaly.interrupted': '检测中止，没有写入任何结果',
  'anomaly.interrupted.hint': '再运行一次即可',
  'anomaly.looked': '检查了 {records} 条登记、{persons} 名当事人，用时 {seconds} 秒',
  'anomaly.none': '没有发现异常',
  'anomaly.found': '发现 {found} 项，其中新发现 {added} 项；用 mreg findings list --kind anomaly 逐项查看',
  'anomaly.ledgered': '第 {run} 次检测，已记入账本第 {seq} 条',
  'anomaly.status.none': '未填',
  'anomaly.status.10': '未婚',
  'anomaly.status.20': '已婚',
  'anomaly.status.21': '初婚',
  'anomaly.status.22': '再婚',
  'anomaly.status.23': '复婚',
  'anomaly.status.30': '丧偶',
  'anomaly.status.40': '离婚',
  'anomaly.status.90': '未说明',
  'anomaly.marriage-overlap.title': '两个婚姻的存续期重叠',
  'anomaly.marriage-overlap.explanation':
    '{firstDate} 登记的婚姻到 {endDate} 才由同一对夫妻办理{feed}结束，而同一人在 {secondDate} 又与他人登记结婚。两条登记不可能都对：请调取两份档案核对身份、日期；属实的按疑似重婚报告。',
  'anomaly.feed.divorce': '离婚登记',
  'anomaly.feed.revocation-record': '撤销登记',
  'anomaly.open-marriages.title': '疑似有两个未结束的婚姻',
  'anomaly.open-marriages.explanation':
    '同一人 {firstDate} 与 {secondDate} 分别与两人登记结婚，第一个婚姻在本库中没有离婚、撤销、法院离婚或配偶死亡的记录（第二次登记前所填婚姻状况：{status}）。法院判决离婚和外地登记可能不在库中，请先核实再认定。',
  'anomaly.divorce-without-marriage.title': '离婚登记找不到结婚登记',
  'anomaly.divorce-without-marriage.explanation':
    '{date} 的离婚登记写明结婚登记日期为 {marriageDate}；后来的登记所提到的该地（{region}）结婚登记有 {share}% 在本库，唯独没有这一对。请核对双方号码、结婚日期，或补录遗漏的档案。',
  'anomaly.divorce-before-marriage.title': '先离婚后结婚',
  'anomaly.divorce-before-marriage.explanation':
    '同一对夫妻 {divorceDate} 办理离婚登记，本库里最早的结婚登记却在 {marriageDate}，且没有标为复婚。请核对两个日期和复婚标志。',
  'anomaly.divorce-repeated.title': '同一对夫妻两次离婚而中间没有结婚',
  'anomaly.divorce-repeated.explanation':
    '同一对夫妻 {firstDate} 已因{feed}结束婚姻，{secondDate} 又办理离婚登记，中间没有结婚或复婚登记。请核对日期，或补录中间的结婚登记。',
  'anomaly.marriage-repeated.title': '同一对夫妻两次结婚而中间没有离婚',
  'anomaly.marriage-repeated.explanation':
    '同一对夫妻 {firstDate} 和 {secondDate} 两次登记结婚，中间没有离婚、撤销或法院离婚的记录。可能是一份档案录了两次、补办，或遗漏了离婚档案。',
  'anomaly.after-death.title': '死亡之后办理登记',
  'anomaly.after-death.explanation':
    '{party}的死亡日期为 {deathDate}（{authority}提供），而登记日期是 {date}。请核对死亡信息是否为同一人，登记日期是否录错；都无误的，疑为冒名登记。',
  'anomaly.under-age.title': '未达法定婚龄',
  'anomaly.under-age.explanation':
    '{party}在 {date} 登记时未满 {minimumYears} 周岁（满龄日 {reachedOn}）。请核对出生日期和登记日期，注意虚岁和农历；少数民族变通规定、生日当天登记的，核实后保留。',
  'anomaly.kin-same-address.title': '同姓同址，疑有亲属关系',
  'anomaly.kin-same-address.explanation':
    '双方同姓，{date} 登记结婚时户籍地址相同，年龄相差 {years} 岁。仅为提示：请看档案中双方的父母和户口簿，排除直系血亲或三代以内旁系血亲。',
  'anomaly.kin-number-neighbours.title': '号码相邻，疑为同胞',
  'anomaly.kin-number-neighbours.explanation':
    '双方同姓，证件号码的地区、出生日期相同，顺序码只差 {distance}，{date} 登记结婚。仅为提示：请看档案，排除兄弟姐妹。',
  'anomaly.many-marriages.title': '短期内多次结婚',
  'anomaly.many-marriages.explanation':
    '同一人从 {firstDate} 到 {lastDate} 与 {spouses} 人登记结婚 {marriages} 次。请核对身份和每次离婚的依据，警惕骗婚、假结婚和冒名登记。',
  'anomaly.many-provinces.title': '短期内在多个省份登记',
  'anomaly.many-provinces.explanation':
    '同一人从 {firstDate} 到 {lastDate} 在 {provinces} 个省份（{codes}）办理登记。身份可能被他人冒用，请与本人核实。',
  'anomaly.shared-number.title': '一个号码，几个人',
  'anomaly.shared-number.explanation':
    '同一证件号码在 {firstDate} 和 {secondDate} 的登记里属于姓名不同的两个人（出生日期：{births}）。2010 年以前确有重号；也可能是改名、录错号码或冒用身份。',
  'anomaly.births.same': '相同',
  'anomaly.births.different': '不同',
  'anomaly.births.unknown': '无法比较',
  'anomaly.same-number-both-parties.title': '双方证件号码相同',
  'anomaly.same-number-both-parties.explanation': '{date} 的登记里男女双方的证件号码相同，至少一方有误。请按证件复印件分别核对。',
  'anomaly.parties-exchanged.title': '男女双方疑填反',
  'anomaly.parties-exchanged.explanation':
    '{date} 的登记里男方号码的性别位为女，女方号码的性别位为男。请核对两列是否整体填反，姓名、出生日期、户籍要一起对调。',
  'anomaly.sex-differs.title': '证件号码性别不符',
  'anomaly.sex-differs.explanation':
    '{date} 的登记里{party}号码的性别位与所在一方不符。请核对号码和填写位置；早年确有性别位编错的号码，核实后可保留。',
  'anomaly.cooling-off-violated.title': '离婚登记未满冷静期',
  'anomaly.cooling-off-violated.explanation':
    '{date} 的离婚登记不可能已满冷静期：最早可以发证的日期是 {earliest}。请核对登记日期是否误填为受理日期，结婚日期是否正确。',
  'anomaly.status-contradicts.title': '登记前婚姻状况与已有登记矛盾',
  'anomaly.status-contradicts.explanation':
    '{secondDate} 登记结婚时{party}填为未婚，而同一人 {firstDate} 已有结婚登记。请核对是否同一人、声明是否属实。',
  'anomaly.reissue-after-divorce.title': '离婚后补发结婚证',
  'anomaly.reissue-after-divorce.explanation':
    '这对夫妻 {endDate} 已因{feed}结束婚姻，{date} 却补发了结婚证，中间没有复婚登记。请核对补发日期和当时声明的婚姻状况。',
  'anomaly.reissue-without-original.title': '补发的证找不到原登记',
  'anomaly.reissue-without-original.explanation':
    '{date} 的补发写明原登记日期为 {originalDate}；后来的登记所提到的该地（{region}）同类登记有 {share}% 在本库，唯独没有这一对。请核对原登记日期，或补录遗漏的档案。',
} as const;
