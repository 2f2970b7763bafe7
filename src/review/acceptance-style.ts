/** The style of samples. A field that is marked as wrong is told by a sign and a line through it beside its colour. */
export const ACCEPTANCE_STYLE = `
.judged { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 4px 18px; align-items: start; }
.judged section:nth-child(3) { order: 2; }
.judged section:nth-child(4) { order: 1; }
.paper-columns .judged { grid-template-columns: repeat(3, minmax(0, 1fr)); }
.paper-columns .judged section { order: 0; }
.judged section { display: grid; gap: 3px; }
.judged h2 { font-size: 12px; letter-spacing: .08em; color: var(--quiet); margin: 8px 0 0; }
button.judge { display: grid; grid-template-columns: 7.5em minmax(0, 1fr); gap: 2px 10px; align-items: baseline; width: 100%; text-align: left; padding: 4px 10px; border-radius: 6px; scroll-margin: 90px; }
button.judge:disabled { opacity: 1; }
button.judge .name { font-size: 13px; color: var(--quiet); }
button.judge .value { font-size: 16px; overflow-wrap: anywhere; }
button.judge .picture { grid-column: 1 / -1; min-height: 28px; overflow: hidden; }
/* Never wider than its stretch: beside it stands what the other party wrote. */
button.judge svg.crop { width: auto; height: auto; max-width: 100%; max-height: 44px; }
button.judge.current { box-shadow: 0 0 0 2px var(--accent); }
button.judge[aria-pressed="true"] { border-color: var(--danger); background: var(--mark); color: var(--mark-ink); }
button.judge[aria-pressed="true"] .name { color: var(--mark-ink); font-weight: 600; }
button.judge[aria-pressed="true"] .name::before { content: "✗ "; }
button.judge[aria-pressed="true"] .value { text-decoration: line-through; }
@media (max-width: 1180px) { .judged, .paper-columns .judged { grid-template-columns: 1fr; } }
`;
