export const officeAnomalyMessages = {
  'anomaly.certificate-serial-gap.title': '证件字号有缺号或跳号',
  'anomaly.certificate-serial-gap.explanation':
    '{series} 的字号从 {first} 到 {last}，库中有 {present} 个；缺 {missing} 个：{serials}；远离其他号码的：{strays}。请查找缺号的档案（作废的请注明），跳号的按证件核对是否录错。',
  'anomaly.certificate-serial-repeat.title': '证件字号重号',
  'anomaly.certificate-serial-repeat.explanation':
    '{series} 的第 {serial} 号在 {firstDate} 和 {secondDate} 的两条登记中使用，{serialCouples}。请调取两份档案核对字号；证件确有重号的，报上级处理。',
  'anomaly.serialCouples.different': '双方当事人都不同',
  'anomaly.serialCouples.one': '只有一方当事人相同',
  'anomaly.registrar-volume.title': '登记员业务量异常偏多',
  'anomaly.registrar-volume.explanation':
    '{office} {operator}：{volumeOf}（{date}）有登记 {count} 件，按同期其他人和本人平时的业务量预计为 {expected} 件，出现这么多的概率为 {chance}。请核对是否账号共用、登记员填错，或一人替多人录入（整次检测对正常数据误报的概率不超过 {rate}）。',
  'anomaly.office-volume.title': '登记机关业务量异常偏多',
  'anomaly.office-volume.explanation':
    '{office}：{volumeOf}（{date}）有登记 {count} 件，按全省同期和本机关平时的业务量预计为 {expected} 件，出现这么多的概率为 {chance}。请核对登记日期是否统一填写、是否重复导入或编造（整次检测对正常数据误报的概率不超过 {rate}）。',
  'anomaly.volumeOf.registrar-day': '单日',
  'anomaly.volumeOf.registrar-year': '全年',
  'anomaly.volumeOf.office-day': '单日',
  'anomaly.volumeOf.office-month': '单月',
  'anomaly.registrar-hours.title': '在非工作时间办理',
  'anomaly.registrar-hours.explanation':
    '{who}：{hoursOf} {count} 件（共 {total} 件，最早 {date}；同类一般占 {usual}%，概率 {chance}）。请核对日期是否录错、当天是否开门办理、账号是否被他人使用。',
  'anomaly.hoursOf.holiday': '登记日期在法定节假日（周末除外）的有',
  'anomaly.hoursOf.night': '深夜手工更正、修复、删除的有',
  'anomaly.office-error-rate.title': '差错率明显高于同类',
  'anomaly.office-error-rate.explanation':
    '{who}：{total} 行中有 {count} 行（{share}%）被隔离或带有警告，同类一般为 {usual}%，概率 {chance}。请查看原因，培训录入人员，必要时整批重新核对（整次检测对正常数据误报的概率不超过 {rate}）。',
  'anomaly.office-deletion-rate.title': '删除率明显高于同类',
  'anomaly.office-deletion-rate.explanation':
    '{who}：{total} 条登记中有 {count} 条（{share}%）被删除且没有重新录入，同类一般为 {usual}%，概率 {chance}。请对照第三十一条核对删除的批准手续（整次检测对正常数据误报的概率不超过 {rate}）。',
  'anomaly.placeholder-heap.title': '占位值成堆',
  'anomaly.placeholder-heap.explanation':
    '{office}：{heapOf}{date} 的有 {count} 个（共 {total} 个，一般占 {usual}%，概率 {chance}）。多半是不知道而随手填写，请按档案补录；档案没有的留空（整次检测对正常数据误报的概率不超过 {rate}）。',
  'anomaly.heapOf.birth-1900': '出生日期为 1900-01-01',
  'anomaly.heapOf.birth-new-year': '出生日期为 1 月 1 日',
  'anomaly.heapOf.birth-middle': '出生日期为 15 日',
  'anomaly.heapOf.registered-new-year': '登记日期为 1 月 1 日',
  'anomaly.heapOf.number-zeros': '证件号码全为 0 或同一数字',
  'anomaly.heapOf.name-words': '姓名为“不详”“无名氏”等字样',
  'anomaly.heapOf.birthday': '同为一天出生：',
  'anomaly.office-not-open.title': '登记机关当时不存在',
  'anomaly.office-not-open.explanation':
    '{office} {absence}{limit}，却有 {count} 条登记，日期从 {first} 到 {last}。请核对登记日期和机关代码；机关沿革有误的，请补正登记机关表。',
  'anomaly.absence.never': '的代码从来不是行政区划代码',
  'anomaly.absence.before': '设立于 ',
  'anomaly.absence.after': '已撤销，最后一天为 ',
  'anomaly.invented-backfill.title': '补录数据疑似编造',
  'anomaly.invented-backfill.explanation':
    '第 {batch} 批中 {who} 补录的 {rows} 条：{inventedBy}（{seen}，一般为 {usual}，概率 {chance}；共有 {signs} 项不正常）。请抽取原始档案逐条核对（第四十三条第七项）（整次检测对正常数据误报的概率不超过 {rate}）。',
  'anomaly.inventedBy.weekdays': '登记日期在一周各天的分布与其他补录不同，差异程度',
  'anomaly.inventedBy.birth-days': '出生日在一月各天的分布与其他补录不同，差异程度',
  'anomaly.inventedBy.sequence-digits': '号码顺序码的十位数字分布与其他补录不同，差异程度',
  'anomaly.inventedBy.steps': '相邻各行的男方出生日期等距递增，占百分之',
  'anomaly.inventedBy.men': '男方姓名重复出现，同名的对数',
  'anomaly.inventedBy.women': '女方姓名重复出现，同名的对数',
  'anomaly.inventedBy.couples': '同一对夫妻的姓名重复出现，同名的对数',
  'anomaly.correction-wave.title': '更正突然增多',
  'anomaly.correction-wave.explanation':
    '{who} 在 {date} 更正、删除 {count} 条，按其平时和他人的情况预计为 {expected} 条，概率 {chance}。请核对批准手续（第三十一条）（整次检测对正常数据误报的概率不超过 {rate}）。',
  'anomaly.query-wave.title': '查询突然增多',
  'anomaly.query-wave.explanation':
    '{who} 在 {date} 查询 {count} 人次，按其平时和他人的情况预计为 {expected} 人次，概率 {chance}。请核对查询用途，警惕泄露（第三十五条）（整次检测对正常数据误报的概率不超过 {rate}）。',
} as const;
