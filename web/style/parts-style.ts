/** What pages are made of, beside text and forms: cards, figures, tables, badges, notices, facts, timelines. */
export const partsStyle = `
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: 1.125rem; margin: 0 0 1.125rem; padding: 0; list-style: none; }
.cards > li { margin: 0; }
.card { padding: clamp(1.25rem, 3vw, 1.75rem); background: var(--card); border: 1px solid var(--line); border-radius: 0.875rem; }
.card + .card { margin-top: 1.125rem; }
.cards > .card { margin: 0; }
.cards > .card > h2 { margin-bottom: 0.5rem; font-size: 1.1875rem; line-height: 1.3; }
.card a.whole { font-weight: 650; text-decoration-color: transparent; }
.card:hover a.whole { text-decoration-color: currentColor; }
.card:has(a.whole) { position: relative; }
.card a.whole::after { content: ''; position: absolute; inset: 0; border-radius: 0.875rem; }
.card:has(a.whole):hover { border-color: var(--accent); }
.card a.whole:focus-visible { outline: none; }
.card a.whole:focus-visible::after { outline: 3px solid var(--accent); outline-offset: 2px; }
.stats { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 11rem), 1fr)); gap: 1rem; margin: 0 0 1.5rem; padding: 0; list-style: none; }
.stat { margin: 0; padding: 1rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.875rem; color: var(--soft); font-size: 0.9375rem; line-height: 1.4; }
.stat strong { display: block; color: var(--ink); font-size: 2.125rem; line-height: 1.15; letter-spacing: -0.03em; font-variant-numeric: tabular-nums; }
.stat.late strong { color: var(--final); }
.stat.warn strong { color: var(--warn); }
.scroll { margin: 0 0 1.125rem; overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 0.875rem; }
.scroll > table { margin: 0; }
table.data { width: 100%; border-collapse: collapse; font-size: 0.9688rem; line-height: 1.45; font-variant-numeric: tabular-nums; }
table.data.broad { min-width: 58rem; }
table.data.broad thead th { white-space: normal; }
table.data td > ul { margin: 0; padding-left: 1.125rem; }
table.data caption { padding: 0.75rem 1.125rem; text-align: left; color: var(--soft); }
table.data :is(th, td) { padding: 0.75rem 1.125rem; text-align: left; vertical-align: top; }
table.data thead th { color: var(--soft); font-size: 0.875rem; font-weight: 600; white-space: nowrap; border-bottom: 1px solid var(--edge); }
table.data tbody th { font-weight: 600; }
table.data tbody th > code { overflow-wrap: break-word; }
table.data tbody tr + tr > * { border-top: 1px solid var(--line); }
table.data .number { text-align: right; }
.badge { display: inline-block; padding: 0.0625rem 0.625rem; background: var(--tint); color: var(--accent); border: 1px solid currentColor; border-radius: 1rem; font-size: 0.875rem; font-weight: 600; line-height: 1.5; white-space: nowrap; }
.badge.ok { background: var(--ok-tint); color: var(--ok); }
.badge.warn { background: var(--warn-tint); color: var(--warn); }
.badge.late { background: var(--final-tint); color: var(--final); }
.badge.quiet { background: var(--quiet-tint); color: var(--soft); }
.notice { margin: 0 0 1.5rem; padding: 1rem 1.25rem; background: var(--tint); border-left: 4px solid var(--accent); border-radius: 0.625rem; }
.notice.wrong { background: var(--final-tint); border-color: var(--final); }
.notice.warn { background: var(--warn-tint); border-color: var(--warn); }
.notice.ok { background: var(--ok-tint); border-color: var(--ok); }
.notice > :last-child { margin-bottom: 0; }
.notice :is(h2, h3) { margin-bottom: 0.375rem; font-size: 1.0625rem; line-height: 1.45; letter-spacing: 0; }
dl { margin: 0 0 1.5rem; }
dt { font-weight: 600; }
dd { margin: 0; }
main.note dl:not([class]) > div { padding-left: 1rem; border-left: 3px solid var(--accent); }
dl:not([class]) > div + div { margin-top: 1rem; }
.facts > div { display: grid; grid-template-columns: minmax(8rem, 1fr) minmax(0, 2.5fr); gap: 0.125rem 1.5rem; padding: 0.75rem 0; }
.facts.tight > div { grid-template-columns: minmax(0, 1fr); padding: 0.5rem 0; font-size: 0.9688rem; line-height: 1.5; }
.facts > div + div { border-top: 1px solid var(--line); }
.facts dt { color: var(--soft); font-weight: 400; }
.facts dd > :is(ul, p, form):last-child { margin-bottom: 0; }
@media (max-width: 34rem) { .facts > div { grid-template-columns: minmax(0, 1fr); } }
.before-after { display: grid; gap: 1rem; }
.before-after > div { padding: 1rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; }
.before-after dd { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr)); gap: 0.5rem 1rem; margin-top: 0.375rem; overflow-wrap: anywhere; }
.before-after ins { align-self: start; }
.before-after del + del { margin-top: 0.375rem; }
.before-after :is(del, ins) { display: block; padding: 0.375rem 0.75rem; border-radius: 0.5rem; text-decoration: none; }
.before-after del { background: var(--quiet-tint); color: var(--soft); text-decoration: line-through; }
.before-after ins { background: var(--ok-tint); color: var(--ok); font-weight: 600; }
:is(.timeline, .steps) { margin: 0 0 1.5rem; padding: 0; list-style: none; }
:is(.timeline, .steps) > li { position: relative; margin: 0; padding: 0 0 1.5rem 2.5rem; }
:is(.timeline, .steps) > li:last-child { padding-bottom: 0; }
:is(.timeline, .steps) > li:not(:last-child)::after { content: ''; position: absolute; top: 1.5rem; bottom: 0; left: 0.75rem; width: 1px; background: var(--edge); }
:is(.timeline, .steps) > li::before { content: ''; position: absolute; top: 0.1875rem; left: 0.125rem; width: 1.3125rem; height: 1.3125rem; background: var(--card); border: 2px solid var(--edge); border-radius: 50%; }
.timeline > .done::before { content: '✓'; background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-size: 0.75rem; font-weight: 700; line-height: 1.0625rem; text-align: center; }
.timeline > .now::before { border: 0.375rem solid var(--accent); }
.steps { counter-reset: step; }
.steps > li { counter-increment: step; }
.steps > li::before { content: counter(step); top: 0.0625rem; left: 0; width: 1.5625rem; height: 1.5625rem; border-color: var(--accent); color: var(--accent); font-size: 0.8125rem; font-weight: 700; line-height: 1.3125rem; text-align: center; }
.contents { margin: 0 0 2.5rem; }
.contents ul { display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 0; padding: 0; list-style: none; }
.contents li { margin: 0; }
.contents a { display: block; padding: 0.375rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 1.5rem; font-size: 0.9688rem; text-decoration: none; }
.contents a:hover { border-color: var(--accent); text-decoration: underline; }
.plain { display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 0 0 1.125rem; padding: 0; list-style: none; }
.plain > li { margin: 0; }
:is(.timeline, .steps) > li > :last-child { margin-bottom: 0; }
.desk { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2.25rem 3rem; margin-top: 2rem; }
.desk > div > section + section { margin-top: 2.25rem; }
@media (min-width: 62rem) { .desk { grid-template-columns: minmax(0, 1.4fr) minmax(0, 1fr); } }
details.card > summary { padding: 0; }
details.card[open] > summary { margin-bottom: 1rem; }
details { margin: 0 0 1.125rem; }
section > section { margin-top: 1.75rem; }
progress { width: 100%; max-width: 10rem; height: 0.625rem; accent-color: var(--accent); }
summary { padding: 0.375rem 0; cursor: pointer; font-weight: 600; }
`;
