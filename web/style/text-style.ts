/** Letters, headings, lists, links: what a text looks like. Sizes follow the browser's own. */
export const textStyle = `
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1.5rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.65 system-ui, -apple-system, 'Segoe UI', Roboto, 'Open Sans', 'Noto Sans', sans-serif; overflow-wrap: break-word; }
h1, h2, h3, h4 { margin: 0; line-height: 1.2; font-weight: 650; letter-spacing: -0.015em; text-wrap: balance; }
h1 { margin-bottom: 1rem; font-size: clamp(1.75rem, 1.35rem + 2vw, 2.5rem); letter-spacing: -0.025em; }
h2 { margin-bottom: 0.875rem; font-size: clamp(1.3125rem, 1.2rem + 0.6vw, 1.625rem); }
h3 { margin-bottom: 0.5rem; font-size: 1.125rem; line-height: 1.35; letter-spacing: -0.005em; }
h4 { margin-bottom: 0.375rem; font-size: 1rem; line-height: 1.4; letter-spacing: 0; }
p, ul, ol, dl, blockquote, table { margin: 0 0 1.125rem; }
p, li, dd { text-wrap: pretty; }
ul, ol { padding-left: 1.375rem; }
li + li { margin-top: 0.375rem; }
li::marker { color: var(--accent); }
.lead { max-width: 42rem; color: var(--soft); font-size: clamp(1.125rem, 1.05rem + 0.4vw, 1.3125rem); line-height: 1.55; }
.soft { color: var(--soft); }
small, .small { font-size: 0.9375rem; line-height: 1.55; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.22em; }
a:hover { text-decoration-thickness: 2px; }
strong { font-weight: 650; }
code, kbd, .code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-size: 0.9em; overflow-wrap: anywhere; }
pre { margin: 0 0 1.125rem; padding: 1rem 1.25rem; overflow-x: auto; background: var(--quiet-tint); border-radius: 0.625rem; font-size: 0.9375rem; line-height: 1.5; }
blockquote { padding: 1.125rem 1.375rem; background: var(--tint); border-radius: 0.625rem; }
hr { margin: 2rem 0; border: 0; border-top: 1px solid var(--line); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
[tabindex='-1']:focus { outline: none; }
.visually-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.print-only { display: none; }
`;
