/** Colours by what they mean; whoever shows a chart outside a page of ours takes them along. */
export const COLOUR_STYLE = `
:root { --paper: #ffffff; --ink: #1c2430; --quiet: #56606e; --line: #d5dae1; --panel: #f4f6f9; --good: #2f6fb0; --bad: #c8452d; --doubt: #b7791f; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14181f; --ink: #e8ebf0; --quiet: #a3adba; --line: #343c48; --panel: #1d232c; --good: #74aee8; --bad: #f28b74; --doubt: #e0b05a; }
}
`;

/** What the classes within a chart look like. */
export const CHART_STYLE = `
svg.chart { display: block; width: 100%; height: auto; max-width: 1120px; }
svg.chart text { fill: var(--ink); font-size: 13px; }
svg.chart text.quiet { fill: var(--quiet); }
svg.chart text.small { font-size: 11.5px; }
svg.chart text.tiny { font-size: 11px; }
svg.chart text.strong { font-weight: 600; }
svg.chart .good { fill: var(--good); }
svg.chart .bad { fill: var(--bad); }
svg.chart .doubt { fill: var(--doubt); }
svg.chart .pale { fill: var(--quiet); fill-opacity: 0.35; }
svg.chart .plain { fill: var(--quiet); }
svg.chart .rare { fill-opacity: 0.35; stroke: var(--ink); stroke-width: 0.8; }
svg.chart .line { fill: none; stroke-width: 2.5; }
svg.chart .line.good { stroke: var(--good); }
svg.chart .line.bad { stroke: var(--bad); stroke-dasharray: 9 4; }
svg.chart .edge { stroke: var(--good); stroke-opacity: 0.75; }
svg.chart .edge.bridge { stroke: var(--bad); stroke-dasharray: 5 4; }
svg.chart .node { fill: var(--ink); }
svg.chart .hollow { fill: var(--paper); stroke: var(--ink); stroke-width: 1.5; }
svg.chart .axis { stroke: var(--line); stroke-width: 1; }
svg.chart .zero { stroke: var(--quiet); }
svg.chart .limit { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 5 4; }
`;
