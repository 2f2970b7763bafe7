import type { Lang } from '../../i18n/lang.js';
import { translate } from '../../i18n/translate.js';
import type { Sheet, SheetCell, SheetRow } from '../../report/xlsx/sheet-xml.js';
import type { ReasonCount } from '../../store/quarantine-repository.js';
import { describeFinding } from '../../validators/message.js';
import type { CommentBudget } from './repair-rows.js';

const STEPS = ['one', 'two', 'three', 'four', 'five'] as const;

/** The second sheet: what to do, what the colours mean, and each reason with its advice. */
export function explanationSheet(reasons: readonly ReasonCount[], budget: CommentBudget, lang: Lang): Sheet {
  return { name: translate(lang, 'quarantine.explanation.sheet'), widths: [26, 12, 60, 70], rows: explanationRows(reasons, budget, lang) };
}

/** Lazy, because how many comments were left out is known only after the first sheet is written. */
function* explanationRows(reasons: readonly ReasonCount[], budget: CommentBudget, lang: Lang): Generator<SheetRow> {
  yield row({ text: translate(lang, 'quarantine.explanation.title'), style: 'title' });
  for (const step of STEPS) yield row({ text: translate(lang, `quarantine.explanation.step.${step}`) });
  if (budget.leftOut > 0) yield row({ text: translate(lang, 'quarantine.explanation.comments-left-out', { count: budget.leftOut }) });
  yield row({ text: '' });
  yield row({ text: translate(lang, 'quarantine.explanation.bad'), style: 'bad' });
  yield row({ text: translate(lang, 'quarantine.explanation.doubtful'), style: 'doubtful' });
  yield row({ text: translate(lang, 'quarantine.explanation.locked'), style: 'locked' });
  yield row({ text: '' });
  yield row(
    ...(['reason', 'rows', 'code', 'advice'] as const).map((name): SheetCell => ({
      text: translate(lang, `quarantine.explanation.${name}`),
      style: 'header',
    })),
  );
  for (const { code, count } of reasons) yield reasonRow(code, count, lang);
}

function reasonRow(code: string, count: number, lang: Lang): SheetRow {
  const { title, advice } = describeFinding({ code, severity: 'error', fields: [] }, lang);
  return row({ text: title, style: 'wrapped' }, { text: String(count) }, { text: code }, { text: advice, style: 'wrapped' });
}

function row(...cells: readonly SheetCell[]): SheetRow {
  return { cells };
}
