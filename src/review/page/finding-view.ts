import type {
  AnomalyTask,
  FieldGroup,
  NeighbourPair,
  PairTask,
  ShownField,
  ShownRecord,
  Stretch,
  TaskName,
  Waterfall,
} from '../protocol.js';
import { element } from './elements.js';
import type { Say } from './pane.js';
import { waterfallChart } from './waterfall.js';

interface Opening {
  readonly say: Say;
  readonly open: (name: TaskName) => void;
}

/** A finding as elements. */
export function findingView(task: PairTask | AnomalyTask, opening: Opening): HTMLElement {
  const { say } = opening;
  const head = element(
    'header',
    { class: 'task-head' },
    element('h1', {}, task.title, ' ', element('span', { class: 'number' }, `#${task.finding}`)),
    element('span', { class: `badge ${task.severity}` }, task.severityText),
    element('span', { class: 'badge state' }, task.stateText),
    ...(task.ownText === '' ? [] : [element('span', { class: 'badge own' }, task.ownText)]),
    element('span', { class: 'chance' }, task.kind === 'pair' ? say('probability', { percent: task.probability }) : task.certainty),
  );
  const decided = task.decided === '' ? [] : [element('p', { class: 'notice', role: 'status' }, task.decided)];
  return element(
    'article',
    { class: `task ${task.kind}` },
    head,
    ...decided,
    ...(task.kind === 'pair' ? pair(task, opening) : anomaly(task, say)),
  );
}

function pair(task: PairTask, opening: Opening): readonly HTMLElement[] {
  const { say } = opening;
  const notice = task.hidden === '' ? [] : [element('p', { class: 'notice' }, task.hidden)];
  const aside = [
    ...(task.waterfall === undefined ? [] : [waterfall(task.waterfall, say)]),
    ...(task.cluster.length === 0 ? [] : [cluster(task.cluster, opening)]),
  ];
  return [
    element(
      'div',
      { class: 'columns' },
      element('div', { class: 'sides' }, ...notice, sides(task, say)),
      element('div', { class: 'aside' }, ...aside),
    ),
  ];
}

function sides({ records: [left, right], groups }: PairTask, say: Say): HTMLElement {
  const head = element('thead', {}, element('tr', {}, element('td', { class: 'corner' }), recordHead(left, say), recordHead(right, say)));
  return element('table', { class: 'compared' }, head, ...groups.map(groupRows));
}

function recordHead({ id, isOwn, isInForce, type, date, office, state }: ShownRecord, say: Say): HTMLElement {
  return element(
    'th',
    { scope: 'col' },
    element('strong', {}, isOwn ? `${say('registration')} ${id}` : say('elsewhere')),
    element('span', {}, [type, date, office, ...(isInForce ? [] : [state])].join(' · ')),
  );
}

function groupRows({ title, fields }: FieldGroup): HTMLElement {
  const head = element('tr', { class: 'group' }, element('th', { colspan: 3, scope: 'rowgroup' }, title));
  return element('tbody', {}, head, ...fields.map(fieldRow));
}

function fieldRow({ label, equal, left, right, note }: ShownField): HTMLElement {
  const row = element(
    'tr',
    { class: equal ? 'equal' : 'differs' },
    element('th', { scope: 'row' }, label),
    element('td', {}, ...marked(left)),
    element('td', {}, ...marked(right)),
  );
  if (note !== '') row.lastElementChild?.append(element('small', { class: 'note' }, note));
  return row;
}

function marked(stretches: readonly Stretch[]): readonly Node[] {
  if (stretches.length === 0) return [element('span', { class: 'absent' }, '—')];
  return stretches.map(({ text, differs }) => (differs ? element('mark', {}, text) : document.createTextNode(text)));
}

function waterfall(shown: Waterfall, say: Say): HTMLElement {
  const verdict = shown.verdict.map((line) => element('li', {}, line));
  return element(
    'section',
    { class: 'panel' },
    element('h2', {}, say('waterfall')),
    element('p', { class: 'quiet' }, say('waterfall-note')),
    waterfallChart(shown, say('waterfall')),
    ...(verdict.length === 0 ? [] : [element('ul', { class: 'verdict' }, ...verdict)]),
  );
}

function cluster(pairs: readonly NeighbourPair[], { say, open }: Opening): HTMLElement {
  const items = pairs.map(({ finding, left, right, probability, state }) => {
    const link = element('button', { type: 'button', class: 'link' }, `#${finding}`);
    link.addEventListener('click', () => open(`finding-${finding}`));
    return element(
      'li',
      {},
      link,
      element('span', {}, `${left} — ${right}`),
      element('span', { class: 'number' }, probability),
      element('span', {}, state),
    );
  });
  return element(
    'section',
    { class: 'panel' },
    element('h2', {}, say('cluster', { count: pairs.length })),
    element('ul', { class: 'cluster' }, ...items),
  );
}

const COLUMNS = ['type', 'date', 'certificate', 'office', 'man', 'woman', 'state'] as const;

function anomaly({ explanation, records }: AnomalyTask, say: Say): readonly HTMLElement[] {
  const told = element('p', { class: 'explanation' }, explanation);
  if (records.length === 0) return [told];
  const head = element('tr', {}, ...COLUMNS.map((column) => element('th', { scope: 'col' }, say(`column-${column}`))));
  const rows = records.map((record) =>
    element(
      'tr',
      record.isOwn ? {} : { class: 'elsewhere', title: say('elsewhere') },
      ...COLUMNS.map((column) => element('td', {}, record[column] === '' ? '—' : record[column])),
    ),
  );
  const table = element('table', { class: 'records' }, element('thead', {}, head), element('tbody', {}, ...rows));
  return [told, element('h2', {}, say('records', { count: records.length })), element('div', { class: 'scroll' }, table)];
}
