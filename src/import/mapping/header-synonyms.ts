import type { FieldKey } from '../../domain/fields.js';

/**
 * Other names of the columns that belong to the registration, as county archives, paper ledgers and the export
 * functions of earlier systems spell them. Our own list, gathered from the forms' vocabulary; the header of
 * `FIELDS` need not be repeated. A word that can mean two columns is not here: it is left unmapped and reported.
 */
export const RECORD_SYNONYMS = {
  op_type: ['登记类型', '登记类别', '登记种类', '业务种类', '业务类别', '登记业务类型', '办理类型', '婚姻登记类型', '业务名称'],
  op_date: [
    '登记时间', '登记年月日', '婚姻登记日期', '结婚登记日期', '离婚登记日期', '结婚登记时间', '离婚登记时间', '结婚日期', '离婚日期',
    '结婚时间', '离婚时间', '办理日期', '办理时间', '业务日期', '发证日期', '发证时间', '领证日期', '领证时间', '补发日期', '补发时间', '补领日期',
  ],
  effective_date: ['婚姻关系生效日期', '婚姻生效日期', '效力起始日期', '婚姻效力起始日期', '婚姻关系确立日期', '生效时间'],
  cert_no: [
    '结婚证字号', '离婚证字号', '结婚证号', '离婚证号', '结婚证号码', '离婚证号码', '结婚证编号', '离婚证编号', '结婚证书号', '离婚证书号',
    '证书字号', '证书编号', '证书号', '证书号码', '证字号', '字号', '证号', '结婚字号', '离婚字号', '登记字号', '登记证字号', '登记证号',
    '婚姻证字号', '婚姻登记证字号', '婚姻登记证号', '登记证书字号',
  ],
  old_cert_no: [
    '原证字号', '原证号', '原字号', '原证书字号', '原证书号', '原证书编号', '原登记证字号', '原登记字号', '原结婚证字号', '原离婚证字号',
    '原结婚证号', '原离婚证号', '原结婚登记证字号',
  ],
  old_op_date: ['原登记时间', '原结婚登记日期', '原离婚登记日期', '原结婚日期', '原离婚日期', '原结婚登记时间', '原发证日期', '原领证日期', '初次登记日期'],
  dept_code: [
    '机关代码', '登记机关编码', '登记机关编号', '登记处代码', '登记处编码', '登记处编号', '婚姻登记机关代码', '机构代码', '机构编码', '机构编号', '登记机构代码',
    '单位代码', '单位编码', '部门代码', '机关编码',
  ],
  dept_name: [
    '登记机关名称', '婚姻登记机关', '婚姻登记机关名称', '登记处', '登记处名称', '婚姻登记处', '登记单位', '登记单位名称', '登记机构', '登记机构名称', '发证机关', '发证单位',
    '办理机关', '办理机构', '办理单位', '机关名称', '机构名称', '部门名称',
  ],
  operator: ['婚姻登记员', '登记人员', '登记员姓名', '经办人', '经办人员', '经办人姓名', '承办人', '承办人员', '办理人员', '操作员', '操作员姓名'],
  renew_flag: ['复婚', '是否复婚', '复婚标识', '复婚登记'],
  remedy_flag: ['补办', '是否补办', '补办标识', '补办登记', '是否补办登记', '补登标志', '补办结婚登记'],
  cohabit_date: ['同居时间', '同居起始日期', '同居开始日期', '同居起始时间', '开始同居日期', '以夫妻名义同居日期', '以夫妻名义同居时间', '以夫妻名义共同生活日期', '共同生活日期'],
  doc_code: ['全宗', '全宗编号', '全宗代码', '档案全宗号'],
  doc_year: ['归档年度', '年度', '档案年份', '归档年份', '立卷年度'],
  doc_no: ['档号', '档案编号', '档案号码', '案卷号', '案卷编号', '卷号', '卷宗号', '保管号'],
  doc_page_num: ['档案页数', '案卷页数', '卷内页数', '总页数', '页数合计', '张数'],
  scan_files: ['扫描文件', '扫描件名称', '扫描件文件名', '扫描件文件', '扫描图像', '扫描图片', '图像文件', '图像文件名', '影像文件', '影像文件名', '影像', '附件', '附件名称'],
  remark: ['备注信息', '备注说明', '附注', '备考', '其他说明', '备注栏', '说明'],
} as const satisfies Partial<Record<FieldKey, readonly string[]>>;

export const PARTY_BASES = [
  'name', 'id_type', 'cert_type', 'cert_num', 'birth', 'nation', 'folk', 'job', 'degree', 'marry_status', 'reg_detail', 'print_num',
] as const;
export type PartyBase = (typeof PARTY_BASES)[number];

/** Other names of what is recorded of each party, without the word for the party. */
export const PARTY_SYNONYMS = {
  name: ['姓名', '名字', '名', '姓名全称'],
  id_type: ['身份类别', '身份类型', '人员类别', '人员类型', '居民类别', '当事人类别', '当事人类型', '身份'],
  cert_type: ['证件类型', '证件种类', '证件类别', '证件名称', '身份证件类型', '身份证件种类', '身份证件类别', '身份证件名称', '有效证件类型', '有效证件种类'],
  cert_num: [
    '证件号码', '证件号', '证件编号', '身份证号', '身份证号码', '身份证', '身份证编号', '身份证件号', '身份证件号码', '居民身份证', '居民身份证号', '居民身份证号码',
    '公民身份号码', '公民身份证号', '公民身份证号码', '身份号码', '有效证件号', '有效证件号码', '有效身份证件号码',
  ],
  birth: ['出生日期', '出生年月日', '出生年月', '出生时间', '出生', '生日', '生年月日'],
  nation: ['国籍', '国籍地区', '国籍或地区', '国家', '国家地区', '国家或地区'],
  folk: ['民族', '民族名称', '族别'],
  job: ['职业', '工作', '职务', '职业类别', '从事职业', '现职业'],
  degree: ['文化程度', '学历', '最高学历', '教育程度', '受教育程度', '文化水平', '文化'],
  marry_status: ['婚姻状况', '婚姻状态', '婚况', '婚姻情况', '原婚姻状况', '原婚姻状态', '婚前状况', '婚前婚姻状况', '登记前婚姻状况', '申请时婚姻状况'],
  reg_detail: [
    '户籍地址', '户籍所在地', '户籍地', '户籍', '户籍住址', '户籍详细地址', '户口所在地', '户口地址', '户口地', '户口', '户口登记地', '户口所在地址',
    '常住户口所在地', '常住户口地址', '常住户口', '常住户口所在地址', '住址', '地址',
  ],
  print_num: ['印制号', '印制号码', '印制编号', '印刷号', '印刷编号', '印刷流水号', '证书印制号', '证件印制号', '结婚证印制号', '离婚证印制号'],
} as const satisfies Readonly<Record<PartyBase, readonly string[]>>;

/** The words for a party, longest first so that `男方当事人` is not read as `男方` and a rest. */
export const PARTY_WORDS = {
  man: ['男方当事人', '男当事人', '申请人男方', '男方', '男士', '男性', '新郎', '丈夫', '夫方', '男', '夫', "husband's", 'husband', 'groom', "man's", 'man'],
  woman: ['女方当事人', '女当事人', '申请人女方', '女方', '女士', '女性', '新娘', '妻子', '妻方', '女', '妻', "wife's", 'wife', 'bride', "woman's", 'woman'],
} as const;

/** Columns that number the rows of a list. They hold nothing to load, so they are ignored rather than reported as unknown. */
export const ROW_NUMBER_HEADERS: ReadonlySet<string> = new Set(['序号', '序', '行号', '行次', '顺序号', 'no', 'id', 'rownum', 'rowno', '编号']);

/**
 * Names that mean another column in files of one kind: in a list of divorces the marriage certificate is the earlier one.
 * Chosen with `--profile`; they come before every other reading.
 */
export const PROFILES = {
  divorce: {
    op_date: ['离婚登记日期', '离婚日期', '离婚时间', '离婚登记时间'],
    cert_no: ['离婚证字号', '离婚证号', '离婚字号'],
    old_op_date: ['结婚登记日期', '结婚日期', '结婚时间', '结婚登记时间'],
    old_cert_no: ['结婚证字号', '结婚证号', '结婚字号', '结婚证号码'],
  },
  reissue: {
    op_date: ['补发日期', '补发时间', '补领日期', '办理日期', '发证日期'],
    cert_no: ['补发证字号', '补发字号', '补发证号', '新证字号', '新证号'],
    old_op_date: ['登记日期', '结婚登记日期', '离婚登记日期', '结婚日期', '离婚日期'],
    old_cert_no: ['结婚证字号', '离婚证字号', '结婚证号', '离婚证号'],
  },
} as const satisfies Readonly<Record<string, Partial<Record<FieldKey, readonly string[]>>>>;

export type ProfileName = keyof typeof PROFILES;
