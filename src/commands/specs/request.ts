import { flagOf, hasFlag, type FormField, type ValueKind } from '../../access/requests/form-field.js';
import { allFields, type SharedField } from '../../access/requests/forms.js';
import { REQUEST_KINDS, REQUEST_STATES } from '../../domain/request.js';
import type { ArgumentSpec, CommandSpec, FamilySpec, OptionSpec } from '../command-spec.js';
import { numberArgument, REQUEST_DECISION_COMMANDS, scansArgument } from './request-decisions.js';

export const REQUEST_FAMILY: FamilySpec = {
  path: 'request',
  summary: { zh: '业务问题：申请、逐级意见、办理', en: 'requests: apply, give opinions level by level, carry out' },
};

const kindArgument: ArgumentSpec = {
  name: 'KIND',
  required: true,
  completes: REQUEST_KINDS,
  text: { zh: `事项：${REQUEST_KINDS.join(' ')}`, en: `what is applied for: ${REQUEST_KINDS.join(' ')}` },
};
const fromOption: OptionSpec = {
  name: 'from',
  kind: 'file',
  value: 'FILE',
  text: {
    zh: '从 JSON 文件读表单（模板：mreg request form KIND --json 的 template）',
    en: 'read the form from a JSON file (template: mreg request form KIND --json)',
  },
};

/** What stands for the value in help. */
const VALUE_NAMES: Readonly<Record<ValueKind, string>> = {
  text: 'TEXT',
  count: 'N',
  day: 'YYYY-MM-DD',
  region: 'CODE',
  'any-region': 'CODE',
  regions: 'CODE,…',
  office: 'CODE',
  offices: 'CODE,…',
  successors: 'PLAN',
  'new-office': 'CODE',
  username: 'USERNAME',
  holder: 'NUMBER',
  role: 'ROLE',
  designations: 'NAME,…',
  phone: 'NUMBER',
  sha256: 'HASH',
  years: 'YEARS',
  records: 'ID,…',
  'op-types': 'CODE,…',
  services: 'NAME,…',
  fields: 'KEY,…',
  masking: 'KEY=HOW,…',
  formats: 'NAME,…',
};

/** Blanks of many kinds need not name them all. */
const MOST_KINDS_NAMED = 3;

/** The blanks of all forms as flags; a key means the same in all forms, so one flag serves it. */
const FORM_OPTIONS: readonly OptionSpec[] = allFields()
  .filter(({ field }) => hasFlag(field))
  .map(optionOf);

function optionOf({ field, kinds }: SharedField): OptionSpec {
  return { name: flagOf(field.key).slice(2), kind: 'text', value: VALUE_NAMES[field.value], text: optionText(field, kinds) };
}

function optionText({ label }: FormField, kinds: SharedField['kinds']): OptionSpec['text'] {
  if (kinds.length > MOST_KINDS_NAMED) return label;
  return { zh: `${label.zh}〔${kinds.join(' ')}〕`, en: `${label.en} [${kinds.join(' ')}]` };
}

export const REQUEST_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'request submit',
    group: 'access',
    summary: { zh: '提交申请', en: 'hand in a request' },
    access: 'request.submit',
    changes: 'data',
    effect: {
      zh: '登记申请和扫描件，记入账本，转上一级提意见；申请的事项要到省级同意后才办理。在终端上会逐项询问没有给出的栏目。',
      en: 'Records the request and its scans, writes them to the ledger and passes them to the level above; nothing asked for is done before the province consents. On a terminal it asks for the blanks that were not given.',
    },
    arguments: [kindArgument, scansArgument],
    options: [fromOption, ...FORM_OPTIONS],
    examples: [
      {
        command: 'mreg request submit user-close --username yuexiu02 --departed-on 2026-11-20 --reason "调离"',
        text: { zh: '申请注销离岗人员的用户', en: 'apply for closing the account of someone who left' },
      },
      {
        command: 'mreg request submit export 申请书.pdf --from export.json',
        text: { zh: '按文件申请导出', en: 'apply for an export from a file' },
      },
      { command: 'mreg request submit org-rename 申请.pdf', text: { zh: '在终端上逐项填写', en: 'fill in the form on a terminal' } },
    ],
    exitCodes: [2, 3, 4, 6, 130],
    load: async () => (await import('../request.js')).runRequestSubmit,
  },
  {
    path: 'request list',
    group: 'access',
    summary: { zh: '列出申请，看等谁办、是否超期', en: 'list requests, whom they wait for and since when too long' },
    access: 'request.read',
    changes: 'nothing',
    effect: {
      zh: '只读。只列本辖区的申请、本人的申请和由本人执行的申请。',
      en: "Reads only: the requests of one's area, one's own, and those one is to carry out.",
    },
    arguments: [],
    options: [
      { name: 'mine', kind: 'switch', text: { zh: '只看本人提交的', en: 'only my own' } },
      { name: 'waiting-for-me', kind: 'switch', text: { zh: '只看等我办的', en: 'only those that wait for me' } },
      { name: 'kind', kind: 'choice', value: 'KIND', choices: REQUEST_KINDS, text: { zh: '只看这一事项', en: 'only this kind' } },
      { name: 'state', kind: 'choice', value: 'STATE', choices: REQUEST_STATES, text: { zh: '只看这一状态', en: 'only in this state' } },
      {
        name: 'region',
        kind: 'text',
        value: 'CODE',
        text: { zh: '只看这一区划（含下级）', en: 'only of this region and what lies under it' },
      },
      {
        name: 'fail-on',
        kind: 'choice',
        value: 'overdue',
        choices: ['overdue'],
        text: { zh: '列出的申请有超期的就以 7 退出', en: 'exit with 7 when one of those listed is overdue' },
      },
    ],
    examples: [
      { command: 'mreg request list --waiting-for-me', text: { zh: '看等我办的申请', en: 'see what waits for me' } },
      { command: 'mreg request list --fail-on overdue --quiet', text: { zh: '定时检查有没有超期', en: 'look for overdue ones from cron' } },
      { command: 'mreg request list --region 440100 --state submitted --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 4, 7],
    load: async () => (await import('../request-inspect.js')).runRequestList,
  },
  {
    path: 'request show',
    group: 'access',
    summary: { zh: '查看一份申请：表单、扫描件、经过', en: 'show a request: form, scans, timeline' },
    access: 'request.read',
    changes: 'nothing',
    effect: {
      zh: '只读。扫描件逐个核对散列，被改动的会指出来。',
      en: 'Reads only. Every scan is checked against its hash; a changed one is named.',
    },
    arguments: [numberArgument],
    options: [],
    examples: [
      { command: 'mreg request show 440104-20261125-001', text: { zh: '查看经过', en: 'see what happened' } },
      { command: 'mreg request show 440104-20261125-001 --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 4, 5],
    load: async () => (await import('../request-inspect.js')).runRequestShow,
  },
  {
    path: 'request form',
    group: 'access',
    summary: { zh: '查看一个事项要填的表单', en: 'show the form of a kind of request' },
    access: 'open',
    changes: 'nothing',
    effect: { zh: '只读，不需要数据目录。', en: 'Reads only and needs no home.' },
    arguments: [kindArgument],
    options: [],
    examples: [
      { command: 'mreg request form export', text: { zh: '看导出申请要填什么', en: 'see what an export application asks for' } },
      { command: 'mreg request form user-open --json', text: { zh: '取得 JSON 模板', en: 'get the JSON template' } },
    ],
    exitCodes: [2],
    load: async () => (await import('../request-inspect.js')).runRequestForm,
  },
  {
    path: 'request attach',
    group: 'access',
    summary: { zh: '给未办结的申请补充扫描件', en: 'add scans to a request that is not over' },
    access: 'request.submit',
    changes: 'data',
    effect: {
      zh: '扫描件按散列存入数据目录，记入账本；原文件不动。只能补充本人的申请。',
      en: "Stores the scans by their hashes in the home and writes them to the ledger; the files are not touched. Only one's own requests.",
    },
    arguments: [numberArgument, { ...scansArgument, required: true }],
    options: [],
    examples: [
      { command: 'mreg request attach 440104-20261125-001 盖章.pdf', text: { zh: '补一份扫描件', en: 'add a scan' } },
      { command: 'mreg request attach 440104-20261125-001 1.png 2.png', text: { zh: '补两份', en: 'add two' } },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../request.js')).runRequestAttach,
  },
  ...REQUEST_DECISION_COMMANDS,
  {
    path: 'request resubmit',
    group: 'access',
    summary: { zh: '修改被退回的申请并重新提交', en: 'change a returned request and hand it in again' },
    access: 'request.submit',
    changes: 'data',
    effect: {
      zh: '给出的栏目替换上一版，其余不变；旧版本保留。扫描件只需补新的。',
      en: 'The blanks given replace those of the last version, the others stay; earlier versions are kept. Only new scans are needed.',
    },
    arguments: [numberArgument, scansArgument],
    options: [fromOption, ...FORM_OPTIONS],
    examples: [
      {
        command: 'mreg request resubmit 440104-20261125-001 --reason "按批文更名"',
        text: { zh: '改理由后重新提交', en: 'hand in with another reason' },
      },
      {
        command: 'mreg request resubmit 440104-20261125-001 批文.pdf',
        text: { zh: '补一份扫描件后重新提交', en: 'hand in with another scan' },
      },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../request.js')).runRequestResubmit,
  },
  {
    path: 'request withdraw',
    group: 'access',
    summary: { zh: '撤回本人未办结的申请', en: "take back one's own request" },
    access: 'request.submit',
    changes: 'data',
    effect: { zh: '申请办结，历史保留，记入账本。', en: 'The request is over; its history stays and the withdrawal is in the ledger.' },
    arguments: [numberArgument],
    options: [{ name: 'reason', kind: 'text', value: 'TEXT', text: { zh: '撤回的原因，记入账本', en: 'why; written to the ledger' } }],
    examples: [
      { command: 'mreg request withdraw 440104-20261125-001', text: { zh: '撤回', en: 'take it back' } },
      { command: 'mreg request withdraw 440104-20261125-001 --reason "填错了"', text: { zh: '写明原因', en: 'say why' } },
    ],
    exitCodes: [2, 4, 6],
    load: async () => (await import('../request.js')).runRequestWithdraw,
  },
];
