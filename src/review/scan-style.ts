/** The style of pages of scans. States are told by words and signs beside their colours. */
export const SCAN_STYLE = `
.scan-columns { display: grid; grid-template-columns: minmax(280px, 5fr) 8fr; gap: 20px; align-items: start; }
.page-frame { position: sticky; top: 12px; height: calc(100vh - 250px); min-height: 320px; border: 1px solid var(--line); border-radius: 8px; background: var(--soft); overflow: hidden; cursor: grab; }
.page-frame svg.whole { display: block; width: 100%; height: 100%; touch-action: none; }
.page-frame .mark { fill: none; stroke: var(--mark-line); stroke-width: 8; }
.page-frame .mark.nowhere { display: none; }
body.viewing .scan-columns { grid-template-columns: 1fr; }
body.viewing .scan-columns .fields { display: none; }
@media (max-width: 980px) { .scan-columns { grid-template-columns: 1fr; } .page-frame { position: static; height: 46vh; } }
.fields { display: grid; gap: 10px; min-width: 0; }
.field { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 4px 14px; border: 1px solid var(--line); border-left: 5px solid var(--line); border-radius: 8px; padding: 8px 12px; scroll-margin: 90px; }
.field.must { border-left-color: var(--doubt); }
.field.accepted { border-left-color: var(--good); }
.field.wrong { border-left-color: var(--danger); }
.field.current { box-shadow: 0 0 0 2px var(--accent); }
.field-head { grid-column: 1 / -1; display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
.field-head label, .field-head strong { font-size: 14px; font-weight: 600; color: var(--ink); }
.field-head .state { margin-left: auto; }
.field.accepted .field-head .state { color: var(--good); border-color: var(--good); }
.badge.doubtful { border-color: var(--doubt); color: var(--doubt); }
.picture { background: #fff; border: 1px solid var(--line); border-radius: 6px; min-height: 40px; align-self: start; overflow: hidden; }
.actions .counts { align-self: center; }
.field.absent { grid-template-columns: 14em minmax(0, 1fr); align-items: center; padding: 4px 12px; }
.field.absent .field-head { grid-column: 1; }
.field.absent .picture { display: none; }
.field.absent .entry input { font-size: 15px; padding: 5px 10px; }
svg.crop { display: block; width: 100%; max-height: 120px; }
.entry { min-width: 0; }
.entry input { width: 100%; font-size: 18px; padding: 8px 10px; }
.field.unreadable .entry input { font-style: italic; color: var(--quiet); }
.field.wrong .entry input { border-color: var(--danger); }
.said, .why { list-style: none; margin: 4px 0 0; padding: 0; font-size: 13px; }
.said .error { color: var(--danger); font-weight: 600; }
.said .error::before { content: "✗ "; }
.said .warning { color: var(--doubt); }
.said .warning::before { content: "! "; }
.said small { font-weight: 400; color: var(--quiet); }
.written:empty { display: none; }
.opinions { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 6px; }
button.opinion { font-size: 16px; }
button.opinion[aria-pressed="true"] { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
.fold { justify-self: start; }
.others { display: grid; gap: 10px; }
.others:not(.open) .field:not(.raised) { display: none; }
button.finish:focus { outline: 3px solid var(--mark-line); outline-offset: 2px; }
@media (max-width: 640px) { .field { grid-template-columns: 1fr; } }
`;
