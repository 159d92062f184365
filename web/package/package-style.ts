import { colourStyle } from '../style/colours.ts';
import { textStyle } from '../style/text-style.ts';

/** The style of a package: our pages' colours and letters, and a sheet that can be kept and printed. */
export const packageStyle = `${colourStyle}${textStyle}
body { border-top: 4px solid var(--accent); }
.sheet { width: 100%; max-width: 60rem; margin: 0 auto; padding: clamp(1.75rem, 5vw, 4rem) clamp(1.125rem, 4vw, 2.5rem); }
.brand { margin-bottom: 2rem; color: var(--soft); font-weight: 650; }
.about { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 21rem), 1fr)); gap: 1rem 2rem; margin: 2rem 0 1.5rem; padding: 1.25rem 0; border-block: 1px solid var(--line); }
.safe { color: var(--soft); font-size: 0.9375rem; }
dt { color: var(--soft); font-size: 0.875rem; }
dd { margin: 0; overflow-wrap: anywhere; }
code { font-size: 0.8125rem; }
main > section, main > section > section { margin-top: clamp(2.5rem, 6vw, 4rem); }
main > section > section { margin-top: 2.25rem; }
main > section > h2 { padding-bottom: 0.5rem; border-bottom: 2px solid var(--accent); }
h2, h3 { scroll-margin-top: 1.5rem; }
section > p { max-width: 46rem; }
.contents ol { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr)); gap: 0 2rem; }
.contents li { margin: 0; padding: 0.1875rem 0; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); gap: 1rem; padding: 0; list-style: none; }
.figures li { margin: 0; padding: 1.125rem 1.375rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.875rem; }
.figures strong { display: block; font-size: 2.375rem; line-height: 1.1; letter-spacing: -0.03em; font-variant-numeric: tabular-nums; }
.figures span { font-weight: 600; }
.figures small { display: block; color: var(--soft); line-height: 1.4; }
.notice { padding: 1.25rem 1.5rem; background: var(--tint); border-left: 4px solid var(--accent); border-radius: 0.625rem; }
.notice > :last-child { margin-bottom: 0; }
.card { margin: 0 0 1.125rem; padding: clamp(1.125rem, 3vw, 1.625rem); background: var(--card); border: 1px solid var(--line); border-radius: 0.875rem; }
.card > header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0.25rem 1.5rem; margin-bottom: 1rem; }
.card h4 { margin: 0; font-size: 1.125rem; overflow-wrap: anywhere; }
.card > :last-child { margin-bottom: 0; }
.end { margin: 0; color: var(--soft); font-size: 0.9375rem; }
.end strong { color: var(--ink); font-weight: 600; }
h5 { margin: 1.25rem 0 0.625rem; font-size: 1rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); gap: 0.875rem 2rem; }
.facts.wide { grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); }
.facts > div:has(ul) { grid-column: 1 / -1; }
.facts ul { margin: 0; padding-left: 1.125rem; }
.number { margin: 1rem 0 0; padding-top: 0.75rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.875rem; }
.badge { display: inline-block; padding: 0.0625rem 0.625rem; background: var(--quiet-tint); color: var(--soft); border: 1px solid currentColor; border-radius: 1rem; font-size: 0.875rem; font-weight: 600; }
.badge.ok { background: var(--ok-tint); color: var(--ok); }
.badge.warn { background: var(--warn-tint); color: var(--warn); }
.acts { padding-left: 0; list-style: none; }
.acts li { padding: 0.75rem 0 0.75rem 1.125rem; border-left: 3px solid var(--accent); }
.acts li > :last-child { margin-bottom: 0; }
.acts p { margin-bottom: 0.5rem; }
time { color: var(--soft); white-space: nowrap; }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 0.875rem; }
table { width: 100%; margin: 0; border-collapse: collapse; font-size: 0.9688rem; line-height: 1.45; }
:is(th, td) { min-width: 9rem; padding: 0.75rem 1.125rem; text-align: left; vertical-align: top; }
thead th { color: var(--soft); font-size: 0.875rem; border-bottom: 1px solid var(--edge); }
tbody tr + tr > * { border-top: 1px solid var(--line); }
.log { padding: 0; list-style: none; columns: 20rem auto; column-gap: 2.5rem; }
.log li { margin: 0; padding: 0.25rem 0; break-inside: avoid; }
.log time { display: block; font-size: 0.875rem; }
.foot { margin-top: 4rem; padding-top: 1.25rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.9375rem; }
@media print {
  @page { margin: 16mm 15mm; }
  html { font-size: 10pt; }
  body { border: 0; background: #fff; font-size: 1rem; line-height: 1.4; }
  .sheet { max-width: none; padding: 0; }
  .contents, .safe { display: none; }
  main > section { margin-top: 9mm; }
  h2, h3, h4, .card > header { break-after: avoid; }
  .card, .figures li, tr { break-inside: avoid; }
  .card { margin-bottom: 4mm; padding: 4mm; }
  .scroll { overflow: visible; border: 0; }
  table { font-size: 8.5pt; }
  :is(th, td) { min-width: 0; padding: 1.5mm 3mm 1.5mm 0; }
  a { color: inherit; }
}
`;
