import type { QueueFilter, TaskKind } from '../protocol.js';
import { element } from './elements.js';
import { KEYS_SHOWN } from './keys.js';
import type { Pane, Say } from './pane.js';

/** The keys and what they do. */
export function helpDialog(say: Say, keys: Pane['keys']): HTMLDialogElement {
  const own = (['undo', 'next', 'previous', 'filter', 'help'] as const).map((action) => [say(`do-${action}`), KEYS_SHOWN[action]] as const);
  const rows = [...keys, ...own].map(([what, shown]) =>
    element('tr', {}, element('td', {}, ...shown.split(' / ').map((key) => element('kbd', {}, key))), element('td', {}, what)),
  );
  const close = element('button', { value: 'close' }, say('close'));
  return element(
    'dialog',
    { 'aria-label': say('do-help') },
    element('h2', {}, say('do-help')),
    element('table', { class: 'keys' }, element('tbody', {}, ...rows)),
    element('p', { class: 'quiet' }, say('help-marks')),
    element('p', { class: 'quiet' }, say('help-kept')),
    element('form', { method: 'dialog' }, close),
  );
}

/** Which tasks come; `apply` is called with what was chosen. */
export function filterDialog(
  filter: QueueFilter,
  kinds: readonly TaskKind[],
  say: Say,
  apply: (filter: QueueFilter) => void,
): HTMLDialogElement {
  const kind = select('kind', filter.kind, ['', ...kinds.flatMap((of) => FILTERS[of])], say);
  const severity = select('severity', filter.severity, ['', 'error', 'warning', 'hint'], say);
  const least = percentField('min-score', filter.minScore);
  const most = percentField('max-score', filter.maxScore);
  const cluster = element('input', { id: 'cluster', type: 'number', min: 1, step: 1, value: filter.cluster ?? '' });
  const form = element(
    'form',
    { method: 'dialog', class: 'filter' },
    ...(
      [
        ['kind', kind],
        ['severity', severity],
        ['min-score', least],
        ['max-score', most],
        ['cluster', cluster],
      ] as const
    ).flatMap(([name, field]) => [element('label', { for: name }, say(`filter-${name}`)), field]),
    element(
      'div',
      { class: 'buttons' },
      element('button', { value: 'apply', class: 'strong' }, say('apply')),
      element('button', { value: 'close' }, say('close')),
    ),
  );
  const dialog = element('dialog', { 'aria-label': say('do-filter') }, element('h2', {}, say('do-filter')), form);
  dialog.addEventListener('close', () => {
    if (dialog.returnValue !== 'apply') return;
    apply({
      kind: kind.value as QueueFilter['kind'],
      severity: severity.value as QueueFilter['severity'],
      minScore: fractionOf(least.value),
      maxScore: fractionOf(most.value),
      cluster: cluster.value === '' ? undefined : Number(cluster.value),
    });
  });
  return dialog;
}

/** What the filter calls the tasks of a kind. */
const FILTERS: Readonly<Record<TaskKind, readonly QueueFilter['kind'][]>> = {
  finding: ['duplicate', 'anomaly'],
  scan: ['scan'],
  check: ['check'],
  acceptance: ['acceptance'],
};

function select(name: string, chosen: string, values: readonly string[], say: Say): HTMLSelectElement {
  const options = values.map((value) =>
    element('option', { value, selected: value === chosen }, say(`${name}-${value === '' ? 'all' : value}`)),
  );
  return element('select', { id: name }, ...options);
}

function percentField(id: string, value: number | undefined): HTMLInputElement {
  const percent = value === undefined ? '' : Number((value * 100).toFixed(6));
  return element('input', { id, type: 'number', min: 0, max: 100, step: 'any', value: percent });
}

function fractionOf(percent: string): number | undefined {
  return percent === '' ? undefined : Number((Number(percent) / 100).toFixed(9));
}
