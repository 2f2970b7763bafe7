/**
 * The style sheet of the page. What differs is marked by colour, weight and an underline, so that a grey screen and a colour-blind
 * reader lose nothing. Contrast of text is at least 4.5 to 1 in both schemes (WCAG 2.1 AA).
 */
export const REVIEW_STYLE = `
:root { --paper: #f3f5f8; --panel: #ffffff; --ink: #1a2230; --quiet: #566173; --line: #d8dde5; --soft: #eef1f5; --accent: #1f5fa8; --on-accent: #ffffff;
  --mark: #ffe2bd; --mark-ink: #7a2e00; --mark-line: #d9660b; --good: #2f6fb0; --bad: #c8452d; --rare: #8fb9e2; --doubt: #8a5a08; --danger: #b3341d; --shade: rgb(20 30 50 / 8%); }
@media (prefers-color-scheme: dark) {
  :root { --paper: #12161c; --panel: #1b2028; --ink: #e6eaf0; --quiet: #a2adbb; --line: #333c49; --soft: #232a34; --accent: #7db4ee; --on-accent: #0d1520;
    --mark: #5a3510; --mark-ink: #ffd9a8; --mark-line: #f0974a; --good: #74aee8; --bad: #f28b74; --rare: #3d6c9c; --doubt: #e0b05a; --danger: #f28b74; --shade: rgb(0 0 0 / 35%); }
}
* { box-sizing: border-box; }
html { scrollbar-gutter: stable; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--paper); color: var(--ink);
  font: 15px/1.5 "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", system-ui, sans-serif; }
h1 { font-size: 20px; margin: 0; }
h2 { font-size: 15px; margin: 0 0 6px; }
p { margin: 4px 0; }
.quiet { color: var(--quiet); font-size: 13px; }
.number { font-variant-numeric: tabular-nums; color: var(--quiet); font-weight: 400; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
main:focus { outline: none; }

.top { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 14px; padding: 8px 20px; background: var(--panel); border-bottom: 1px solid var(--line); }
.top progress { width: 180px; height: 8px; accent-color: var(--accent); }
.brand { font-weight: 700; }
.counts { font-variant-numeric: tabular-nums; font-size: 13px; }
.spring { flex: 1; }
main { flex: 1; width: 100%; max-width: 1440px; margin: 0 auto; padding: 16px 20px 24px; }
.bottom { position: sticky; bottom: 0; display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding: 10px 20px; background: var(--panel);
  border-top: 1px solid var(--line); box-shadow: 0 -4px 16px var(--shade); }
.told { flex-basis: 100%; margin: 0; min-height: 1.5em; font-size: 14px; color: var(--quiet); }
.told.trouble { color: var(--danger); font-weight: 600; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; }

button { font: inherit; color: var(--ink); background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: 7px 14px; cursor: pointer; display: inline-flex; gap: 8px; align-items: center; }
button:hover { background: var(--soft); }
button:disabled { opacity: .45; cursor: default; }
button.small { padding: 4px 10px; font-size: 13px; }
button.choice { font-weight: 600; }
button.same { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
button.same:hover { background: var(--accent); filter: brightness(1.08); }
button.different { border-color: var(--quiet); }
button.strong { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
button.link { border: 0; padding: 0 2px; background: none; color: var(--accent); text-decoration: underline; }
button[aria-pressed="true"] { outline: 2px solid var(--mark-line); outline-offset: 1px; }
body.busy button.choice { opacity: .6; }
kbd { font: 12px/1 ui-monospace, Consolas, monospace; padding: 3px 6px; border: 1px solid currentcolor; border-radius: 4px; opacity: .75; }
input, select { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 6px 10px; }
#reason { flex: 1; min-width: 160px; }
label { font-size: 13px; color: var(--quiet); white-space: nowrap; }

.task { background: var(--panel); border: 1px solid var(--line); border-radius: 12px; padding: 16px 20px 20px; box-shadow: 0 2px 10px var(--shade); }
.task.empty { text-align: center; padding: 72px 20px; color: var(--quiet); }
.task.empty h1 { color: var(--ink); margin-bottom: 8px; }
.task-head { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 10px; margin-bottom: 12px; }
.chance { margin-left: auto; font-size: 17px; font-weight: 600; font-variant-numeric: tabular-nums; }
.badge { font-size: 12px; line-height: 1; padding: 5px 9px; border-radius: 999px; border: 1px solid var(--line); background: var(--soft); color: var(--quiet); }
.badge.error { border-color: var(--danger); color: var(--danger); }
.badge.warning, .badge.mode { border-color: var(--doubt); color: var(--doubt); }
.badge.own { border-color: var(--accent); color: var(--accent); }
.notice { border-left: 4px solid var(--doubt); background: var(--soft); padding: 8px 14px; margin: 0 0 12px; border-radius: 0 6px 6px 0; }
.explanation { font-size: 17px; line-height: 1.7; max-width: 60em; margin: 4px 0 16px; }

.columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(300px, 430px); gap: 20px; align-items: start; }
.aside { display: grid; gap: 14px; position: sticky; top: 16px; }
@media (max-width: 1080px) { .columns { grid-template-columns: minmax(0, 1fr); } .aside { position: static; } }
.panel { border: 1px solid var(--line); border-radius: 10px; padding: 12px 14px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
.compared { table-layout: fixed; }
.compared thead th { text-align: left; padding: 8px 12px 10px; border-bottom: 2px solid var(--line); vertical-align: top; }
.compared thead strong { display: block; }
.compared thead span { font-weight: 400; font-size: 13px; color: var(--quiet); }
.compared .corner { width: 8.5em; }
.compared .group th { text-align: left; font-size: 12px; letter-spacing: .08em; color: var(--quiet); padding: 8px 12px 2px; font-weight: 600; }
.compared tbody th[scope="row"] { text-align: left; font-weight: 400; font-size: 13px; color: var(--quiet); padding: 4px 12px; vertical-align: baseline; }
.compared td { padding: 4px 12px; overflow-wrap: anywhere; border-left: 1px solid var(--line); vertical-align: baseline; }
.compared .corner { border-left: 0; }
.compared tr.equal td, .compared tr.equal th { color: var(--quiet); font-size: 13px; line-height: 1.35; padding-top: 1.5px; padding-bottom: 1.5px; }
body.folded .compared tr.equal { display: none; }
.compared tr.differs { background: var(--soft); }
.compared tr.differs td { font-size: 16px; }
.compared tr.differs th[scope="row"] { color: var(--ink); font-weight: 600; }
mark { background: var(--mark); color: var(--mark-ink); font-weight: 700; border-bottom: 2px solid var(--mark-line); border-radius: 3px 3px 0 0; padding: 0 1px; }
.absent { color: var(--quiet); }
.note { display: block; color: var(--doubt); font-size: 12.5px; }

.records th { text-align: left; font-size: 13px; color: var(--quiet); background: var(--soft); white-space: nowrap; }
.records th, .records td { padding: 7px 12px; border-bottom: 1px solid var(--line); }
.records .elsewhere td { color: var(--quiet); font-style: italic; }
.waterfall { display: block; width: 100%; height: auto; max-width: 430px; margin: 6px 0; }
.waterfall text { fill: var(--ink); font-size: 12.5px; }
.waterfall .level { fill: var(--quiet); font-size: 11px; }
.waterfall .bits { font-variant-numeric: tabular-nums; }
.waterfall .total text, .waterfall .start text { font-weight: 600; }
.waterfall .zero { stroke: var(--line); stroke-width: 1; }
.waterfall rect.for { fill: var(--good); }
.waterfall rect.against { fill: var(--bad); }
.waterfall rect.rarity { fill: var(--rare); stroke: var(--good); stroke-width: .5; }
.waterfall rect.start, .waterfall rect.total { fill: var(--quiet); }
.verdict { margin: 8px 0 0; padding-left: 18px; font-size: 13px; color: var(--quiet); }
.cluster { list-style: none; margin: 0; padding: 0; font-size: 14px; }
.cluster li { display: flex; gap: 12px; align-items: baseline; padding: 3px 0; font-variant-numeric: tabular-nums; }
.cluster li span:last-child { margin-left: auto; color: var(--quiet); }

dialog { color: var(--ink); background: var(--panel); border: 1px solid var(--line); border-radius: 12px; padding: 20px 24px; max-width: 520px; box-shadow: 0 12px 40px var(--shade); }
dialog::backdrop { background: rgb(10 16 26 / 45%); }
dialog h2 { font-size: 18px; }
.keys td { padding: 4px 12px 4px 0; }
.keys kbd { margin-right: 6px; }
.filter { display: grid; grid-template-columns: auto 1fr; gap: 10px 14px; align-items: center; }
.buttons { grid-column: 1 / -1; display: flex; gap: 8px; justify-content: end; }
@media (prefers-reduced-motion: no-preference) { button { transition: background .12s; } }
`;
