import { CHART_STYLE, COLOUR_STYLE } from '../svg/chart-style.js';

/**
 * The style sheet of every page. Series are told apart by lightness as well as hue, and bars carry their numbers, so that
 * a grey print and a colour-blind reader lose nothing. Contrast of text is at least 4.5 to 1 in both schemes (WCAG 2.1 AA).
 */
export const PAGE_STYLE = `${COLOUR_STYLE}* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.55 "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", system-ui, sans-serif; }
html[lang="en"] body { font-family: system-ui, "Segoe UI", "Liberation Sans", "DejaVu Sans", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", sans-serif; }
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
h3 { font-size: 15.5px; margin: 18px 0 6px; }
h4 { font-size: 14px; margin: 12px 0 4px; }
.wide { overflow-x: auto; }
.wide svg.chart { min-width: 620px; }
.comparison { margin: 10px 0; }
.pair { border-top: 2px solid var(--line); padding-top: 4px; margin-top: 18px; }
.beside { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 7fr); gap: 24px; align-items: start; }
.beside table { font-size: 13px; }
.beside th, .beside td { padding: 5px 7px; }
.beside ul { margin: 4px 0; padding-left: 20px; }
@media (max-width: 900px) { .beside { grid-template-columns: minmax(0, 1fr); } }
.example { border-left: 3px solid var(--line); padding-left: 12px; margin: 12px 0 18px; }
.example table { font-size: 13px; }
.example th { white-space: normal; }
.badge { font-size: 12.5px; font-weight: 600; border: 1px solid currentColor; border-radius: 4px; padding: 1px 7px; white-space: nowrap; }
.badge.bad { color: var(--bad); }
.badge.doubt { color: var(--doubt); }
mark { background: none; color: inherit; font-weight: 700; text-decoration: underline 2px var(--bad); text-underline-offset: 3px; }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(250px, 1fr)); gap: 12px; margin: 14px 0; }
figure { margin: 0; border: 1px solid var(--line); border-radius: 6px; padding: 8px; }
figcaption { text-align: center; font-size: 13px; color: var(--quiet); }
@media print {
  :root { --paper: #ffffff; --ink: #000000; --quiet: #444444; --line: #999999; --panel: #ffffff; --good: #4a7fb5; --bad: #8c1d0b; --doubt: #6b4a00; }
  @page { size: A4; margin: 14mm; }
  main { max-width: none; padding: 0; }
  body { font-size: 11px; }
  .figure b { font-size: 16px; }
  table, .beside table, .example table { font-size: 10px; }
  thead { display: table-header-group; }
  tr, svg.chart, .figure, figure, .comparison, .example { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
  .scroll, .wide { overflow: visible; }
  .wide svg.chart { min-width: 0; }
  .beside { grid-template-columns: minmax(0, 1fr); gap: 6px; }
  .beside svg.chart { max-width: 620px; }
  .pictures { grid-template-columns: repeat(3, 1fr); }
  * { print-color-adjust: exact; }
}
`;
