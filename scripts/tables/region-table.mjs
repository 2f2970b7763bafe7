import { sections } from './sections.mjs';

const FIRST_LIST_YEAR = '1980';
const YEAR_END_LISTS = 'Ministry of Civil Affairs code lists 1980-2019';

/** The rows of data/regions.json from region-histories.txt. */
export function regionTable(text) {
  const rows = sections(text).flatMap(({ note, lines }) =>
    lines.flatMap(({ text: line, number }) => history(line, number, note || YEAR_END_LISTS)),
  );
  return { rows: rows.toSorted((a, b) => (a.code + a.from < b.code + b.from ? -1 : 1)) };
}

function history(line, number, source) {
  const [steps, end] = line.split('>').map((part) => part.trim());
  const codes = steps.split('|').map((step) => codeStep(step.trim(), number));
  const last = end === undefined ? {} : endStep(end, number);
  return codes.map((step, index) => {
    const next = codes[index + 1];
    return regionRow(step, next ? { day: next.start, successors: [next.code] } : last, source);
  });
}

function codeStep(step, number) {
  const read = /^(\d{6}) (\S+) @([\d-]+)$/.exec(step);
  if (!read) throw new Error(`region-histories.txt:${number}: cannot read "${step}"`);
  return { code: read[1], name: read[2], start: read[3] };
}

function endStep(end, number) {
  const read = /^([\d,]*)\s*@([\d-]+)$/.exec(end);
  if (!read) throw new Error(`region-histories.txt:${number}: cannot read "${end}"`);
  return { day: read[2], successors: read[1].split(',').filter((code) => code !== '') };
}

function regionRow({ code, name, start }, { day: end, successors = [] }, source) {
  return {
    code,
    name,
    level: levelOf(code),
    parent: parentOf(code),
    from: firstDay(start),
    ...(end === undefined ? {} : { to: lastDayBefore(end) }),
    ...(successors.length > 0 ? { successors } : {}),
    source: `${source}; ${precision(start, end)}`,
  };
}

function levelOf(code) {
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'city' : 'county';
}

/** The county-level cities numbered 4490xx stood under the province itself. */
function parentOf(code) {
  if (levelOf(code) === 'province') return '000000';
  return levelOf(code) === 'city' || code.startsWith('4490') ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`;
}

const firstDay = (start) => [start, `${start}-01`, `${start}-01-01`].find((text) => text.length === 10);

/** The day before an exact change; the last day of a month or a year that is all that is known. */
function lastDayBefore(end) {
  const [year, month, day] = end.split('-').map(Number);
  const last = day !== undefined ? Date.UTC(year, month - 1, day - 1) : Date.UTC(month === undefined ? year + 1 : year, month ?? 0, 0);
  return new Date(last).toISOString().slice(0, 10);
}

/** How exactly the ends of a row are known, in words: the dates themselves are always whole days. */
function precision(start, end) {
  const known = start === FIRST_LIST_YEAR ? 'in the first list, start unknown' : `start known to the ${unitOf(start)}`;
  return end === undefined ? known : `${known}, end known to the ${unitOf(end)}`;
}

const unitOf = (text) => ({ 4: 'year', 7: 'month', 10: 'day' })[text.length];
