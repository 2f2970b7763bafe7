import type { CommandSpec } from '../command-spec.js';

export const REVIEW_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'review',
    group: 'daily',
    summary: {
      zh: '在本机网页上逐条核查重复和异常、核对扫描页，全程可用键盘',
      en: 'review findings and pages of scans one by one in a local web page, by keyboard',
    },
    access: 'review.open',
    changes: 'data',
    effect: {
      zh: '打印一个只有本机能打开的网址，运行到按 Ctrl-C、长时间不用或登录失效为止。对重复和异常的选择与 findings confirm、dismiss 同样记入数据库和账本，登记不变；核对完的扫描页按导入的规则装入登记库。',
      en: 'Prints an address that only this machine can open, and runs until Ctrl-C, disuse or the end of the login. A choice about a finding is recorded as by findings confirm and dismiss, ledger included, and changes no registration; a page of a scan that was checked is loaded by the rules of an import.',
    },
    arguments: [],
    options: [
      {
        name: 'kind',
        kind: 'choice',
        value: 'KIND',
        choices: ['duplicates', 'anomalies', 'scans', 'checks', 'acceptance'],
        text: {
          zh: '只看一种：重复登记、异常、扫描页、登记与扫描件不一致、抽样验收',
          en: 'one kind only: duplicates, anomalies, scanned pages, records that differ from their scans, samples of batches',
        },
      },
      { name: 'min-score', kind: 'text', value: 'P', text: { zh: '概率不低于', en: 'of this probability or more' } },
      { name: 'max-score', kind: 'text', value: 'P', text: { zh: '概率不高于', en: 'of this probability or less' } },
      { name: 'cluster', kind: 'count', value: 'ID', text: { zh: '只看一个群', en: 'one cluster only' } },
      {
        name: 'two-person',
        kind: 'switch',
        text: { zh: '双人核查：两人各自选择一致才算数，互不看到', en: 'a choice counts when a second person chooses the same, unseen' },
      },
      {
        name: 'two-pass',
        kind: 'switch',
        text: { zh: '扫描页两次录入比对：两人各录一遍，互不看到', en: 'pages of scans are keyed by two persons, unseen, and compared' },
      },
      {
        name: 'all-fields',
        kind: 'switch',
        text: { zh: '两次录入时录全部栏目，不只存疑的', en: 'in two passes all fields are keyed, not only the doubtful ones' },
      },
      {
        name: 'disagreements',
        kind: 'switch',
        text: {
          zh: '不开网页，列出两人意见不一的发现和扫描页',
          en: 'list findings and pages on which two persons disagree, and open no page',
        },
      },
      {
        name: 'unmasked',
        kind: 'switch',
        text: { zh: '显示本地区登记的完整号码（记入账本）', en: "show whole numbers of the area's own records; the ledger says so" },
      },
      { name: 'port', kind: 'count', value: 'N', text: { zh: '端口；不写则任选一个空闲的', en: 'the port; any free one by default' } },
    ],
    examples: [
      { command: 'mreg review', text: { zh: '核查全部待核查的发现', en: 'review all open findings' } },
      {
        command: 'mreg review --kind duplicates --max-score 99%',
        text: { zh: '只看把握不大的重复登记', en: 'only the doubtful duplicates' },
      },
      { command: 'mreg review --kind scans', text: { zh: '核对机器读过的扫描页', en: 'check what was read from scans' } },
      { command: 'mreg review --kind scans --two-pass', text: { zh: '两次录入比对', en: 'key pages in two passes' } },
      { command: 'mreg review --two-person', text: { zh: '双人核查', en: 'with two persons' } },
      { command: 'mreg review --disagreements', text: { zh: '看哪些发现两人意见不一', en: 'see where two persons disagree' } },
    ],
    exitCodes: [2, 4, 6],
    load: async () => (await import('../review.js')).runReview,
  },
];
