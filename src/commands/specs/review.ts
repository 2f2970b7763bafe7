import type { CommandSpec } from '../command-spec.js';

export const REVIEW_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'review',
    group: 'daily',
    summary: { zh: '在本机网页上逐条核查重复和异常，全程可用键盘', en: 'review findings one by one in a local web page, by keyboard' },
    access: 'review.open',
    changes: 'data',
    effect: {
      zh: '打印一个只有本机能打开的网址，运行到按 Ctrl-C、长时间不用或登录失效为止。每次选择与 findings confirm、dismiss 同样记入数据库和账本，登记不变。',
      en: 'Prints an address that only this machine can open, and runs until Ctrl-C, disuse or the end of the login. Each choice is recorded as by findings confirm and dismiss, ledger included; registrations do not change.',
    },
    arguments: [],
    options: [
      {
        name: 'kind',
        kind: 'choice',
        value: 'KIND',
        choices: ['duplicates', 'anomalies'],
        text: { zh: '只看重复登记或只看异常', en: 'duplicates or anomalies only' },
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
        name: 'disagreements',
        kind: 'switch',
        text: { zh: '不开网页，列出两人意见不一的发现', en: 'list findings on which two persons disagree, and open no page' },
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
      { command: 'mreg review --two-person', text: { zh: '双人核查', en: 'with two persons' } },
      { command: 'mreg review --disagreements', text: { zh: '看哪些发现两人意见不一', en: 'see where two persons disagree' } },
    ],
    exitCodes: [2, 4, 6],
    load: async () => (await import('../review.js')).runReview,
  },
];
