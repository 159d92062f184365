/** What only the operations pages have: the chart, whose bars are drawn in the colour of the text. */
export const opsStyle = `
.chart { padding: 0.75rem; color: var(--accent); }
.chart svg { display: block; min-width: 56rem; width: 100%; height: auto; }
.chart svg text { fill: var(--soft); font-size: 0.75rem; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin: 0 0 0.75rem; padding: 0; list-style: none; }
.legend li { display: flex; align-items: center; gap: 0.5rem; margin: 0; }
.legend svg { flex: none; color: var(--accent); }
body.dense .stats { grid-template-columns: repeat(auto-fill, minmax(min(100%, 9rem), 1fr)); }
body.dense .stat { padding: 0.75rem 1rem; }
body.dense table.data { min-width: 42rem; }
body.dense .desk table.data { min-width: 34rem; }
body.dense :is(th, td) .code { overflow-wrap: normal; }
table.data :is(td, th) > form { margin: 0; }
table.data :is(td, th) > form > button { margin: 0; padding: 0.375rem 0.875rem; font-size: 0.9375rem; }
table.data th > form { display: inline-block; margin-left: 0.5rem; }
body.dense > footer .inner { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1.5rem; }
body.dense > footer .inner > * { margin: 0; }
`;
