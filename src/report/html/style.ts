import { CHART_STYLE, COLOUR_STYLE } from '../svg/chart-style.js';

/**
 * The style sheet of every page. Series are told apart by lightness as well as hue, and bars carry their numbers, so that
 * a grey print and a colour-blind reader lose nothing. Contrast of text is at least 4.5 to 1 in both schemes (WCAG 2.1 AA).
 */
export const PAGE_STYLE = `${COLOUR_STYLE}* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.55 "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", system-ui, sans-serif; }
main { max-width: 1160px; margin: 0 auto; padding: 28px 20px 60px; }
h1 { font-size: 26px; margin: 0 0 4px; }
h2 { font-size: 19px; margin: 36px 0 10px; }
p { margin: 6px 0; }
.quiet { color: var(--quiet); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 10px; margin: 18px 0; }
.figure { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: 10px 14px; }
.figure b { display: block; font-size: 24px; font-variant-numeric: tabular-nums; }
.figure.bad b { color: var(--bad); }
.figure.doubt b { color: var(--doubt); }
.notice { border-left: 4px solid var(--doubt); background: var(--panel); padding: 8px 14px; margin: 12px 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { border-bottom: 1px solid var(--line); padding: 6px 10px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: var(--panel); white-space: nowrap; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
td.code { font-family: ui-monospace, Consolas, monospace; font-size: 12.5px; }
td ul { margin: 0; padding-left: 18px; }
.whole { white-space: nowrap; }
.advice { color: var(--quiet); }
details { margin: 8px 0; }
summary { cursor: pointer; color: var(--quiet); }${CHART_STYLE}.key { display: flex; gap: 18px; margin: 4px 0 8px; color: var(--quiet); }
.key span::before { content: ""; display: inline-block; width: 12px; height: 12px; margin-right: 6px; border-radius: 2px; vertical-align: -1px; }
.key .good::before { background: var(--good); }
.key .bad::before { background: var(--bad); }
.key .doubt::before { background: var(--doubt); }
@media print {
  :root { --paper: #ffffff; --ink: #000000; --quiet: #444444; --line: #999999; --panel: #ffffff; --good: #4a7fb5; --bad: #8c1d0b; --doubt: #6b4a00; }
  @page { size: A4; margin: 14mm; }
  main { max-width: none; padding: 0; }
  body { font-size: 11px; }
  .figure b { font-size: 16px; }
  table { font-size: 10px; }
  thead { display: table-header-group; }
  tr, svg.chart, .figure { break-inside: avoid; }
  .scroll { overflow: visible; }
  * { print-color-adjust: exact; }
}
`;
