import type { CommandSpec, FamilySpec, OptionSpec } from '../command-spec.js';
import { failOnSeverityOption, reportOption } from './shared.js';

export const DETECT_MODEL_FAMILY: FamilySpec = {
  path: 'detect model',
  summary: { zh: '比对模型：每一项一致或不一致各说明多少', en: 'the model of linkage: what each agreement and difference is worth' },
};

const threshold: OptionSpec = {
  name: 'threshold',
  kind: 'text',
  value: 'P',
  text: {
    zh: '可能性达到此值才算疑似重复，0 到 1 之间（默认用模型的）',
    en: 'probability from which a pair is a finding (default: that of the model)',
  },
};

export const DETECT_DUPLICATE_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'detect duplicates',
    group: 'daily',
    summary: { zh: '查找同一件登记被录入两次的疑似重复', en: 'find registrations that were keyed twice' },
    access: 'detection.run',
    changes: 'data',
    effect: {
      zh: '登记不变；疑似重复存为待核实的事项，重复运行不会重复提出，也不改变已作的决定；记入账本。第一次运行时按本库估计比对模型并存下版本。补发、复婚、离婚不算重复。',
      en: 'Records do not change. Pairs are stored as findings to be decided; running again neither repeats them nor changes decisions. One ledger entry. The first run estimates the model from this registry and keeps it. Reissues, remarriages and divorces are no duplicates.',
    },
    arguments: [],
    options: [
      {
        name: 'since',
        kind: 'text',
        value: 'YYYY-MM-DD',
        text: { zh: '只把这一天起入库的登记与全库比对', en: 'compare only registrations loaded on this day or later, with all' },
      },
      {
        name: 'batch',
        kind: 'count',
        value: 'N',
        text: { zh: '只把这一批次与全库比对', en: 'compare only those of this batch, with all' },
      },
      threshold,
      {
        name: 'pairs',
        kind: 'file',
        value: 'FILE.csv',
        text: {
          zh: '另把各对写成 CSV：两条的编号和档案号、可能性、组号',
          en: 'also write the pairs as CSV: ids, volumes, probability, cluster',
        },
      },
      reportOption,
      failOnSeverityOption,
      {
        name: 'engine',
        kind: 'text',
        value: 'ENGINE',
        text: { zh: '比对引擎；本程序只有 embedded（默认）', en: 'what searches; this build has embedded only (default)' },
      },
      { name: 'dry-run', kind: 'switch', text: { zh: '只比对，什么也不存', en: 'compare only, store nothing' } },
    ],
    examples: [
      { command: 'mreg detect duplicates', text: { zh: '全库比对', en: 'the whole registry' } },
      {
        command: 'mreg detect duplicates --report 重复.html',
        text: { zh: '另做网页报告：得分分布、判定线、举例、编组', en: 'with a report: scores, threshold, examples, clusters' },
      },
      {
        command: 'mreg detect duplicates --batch 12 --pairs 疑似重复.csv',
        text: { zh: '新导入的一批与全库比对', en: 'the batch just loaded, with all' },
      },
      { command: 'mreg detect duplicates --since 2026-11-01 --fail-on error --json', text: { zh: '给定时任务用', en: 'for cron' } },
    ],
    exitCodes: [2, 4, 6, 7, 130],
    load: async () => (await import('../detect-duplicates.js')).runDetectDuplicates,
  },
  {
    path: 'detect model show',
    group: 'daily',
    summary: { zh: '显示比对模型', en: 'show the model of linkage' },
    access: 'detection.run',
    changes: 'nothing',
    effect: {
      zh: '只读。列出每一项比对、每一种相符程度在同一件登记和无关登记中的比例，及其得分。',
      en: 'Reads only. Each comparison and level with its share among pairs that are one registration and among unrelated ones, and its weight.',
    },
    arguments: [],
    options: [
      {
        name: 'model',
        kind: 'count',
        value: 'N',
        text: { zh: '看这个版本（默认：在用的）', en: 'this version (default: the one in use)' },
      },
    ],
    examples: [
      { command: 'mreg detect model show', text: { zh: '看在用的模型', en: 'the model in use' } },
      {
        command: 'mreg detect model show --model 1 --json',
        text: { zh: '第 1 版，连同姓名用字', en: 'version 1, with the characters of names' },
      },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../detect-model.js')).runDetectModelShow,
  },
  {
    path: 'detect model list',
    group: 'daily',
    summary: { zh: '列出比对模型的各版本', en: 'list the versions of the model' },
    access: 'detection.run',
    changes: 'nothing',
    effect: { zh: '只读。', en: 'Reads only.' },
    arguments: [],
    options: [],
    examples: [
      { command: 'mreg detect model list', text: { zh: '看有哪些版本', en: 'see the versions' } },
      { command: 'mreg detect model list --json', text: { zh: '给脚本用', en: 'for scripts' } },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../detect-model.js')).runDetectModelList,
  },
  {
    path: 'detect model estimate',
    group: 'daily',
    summary: { zh: '按现有登记和已作的决定重新估计比对模型', en: 'estimate the model anew from the registry and what was decided' },
    access: 'detection.run',
    changes: 'data',
    effect: {
      zh: '登记和已有的疑似重复不变；存下模型的新版本，以后的比对用它；记入账本。已确认的按重复、已排除的按不是重复计入。',
      en: 'Records and findings do not change. A new version of the model is kept and used from now on; one ledger entry. Confirmed pairs count as duplicates, dismissed ones as none.',
    },
    arguments: [],
    options: [threshold],
    examples: [
      { command: 'mreg detect model estimate', text: { zh: '核实一批以后重新估计', en: 'after a round of decisions' } },
      { command: 'mreg detect model estimate --threshold 0.95', text: { zh: '同时提高判定线', en: 'with a higher threshold' } },
    ],
    exitCodes: [2, 4, 6, 130],
    load: async () => (await import('../detect-model.js')).runDetectModelEstimate,
  },
];
