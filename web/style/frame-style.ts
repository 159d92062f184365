/** Where things stand: the top of a page with its navigation, the page itself in one of three widths, and the foot. */
export const frameStyle = `
body { min-height: 100vh; min-height: 100dvh; display: flex; flex-direction: column; border-top: 4px solid var(--accent); }
.skip { position: absolute; top: 0.5rem; left: 0.5rem; z-index: 1; padding: 0.625rem 1rem; background: var(--accent); color: var(--on-accent); border-radius: 0.5rem; font-weight: 600; }
.skip:not(:focus) { transform: translateY(-200%); }
.inner { width: 100%; max-width: 78rem; margin: 0 auto; padding-inline: clamp(1.125rem, 4vw, 2.5rem); }
body > header { background: var(--card); border-bottom: 1px solid var(--line); }
body > header .inner { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 2rem; padding-block: 0.625rem; }
.brand { display: inline-block; padding: 0.375rem 0; color: var(--ink); font-weight: 650; letter-spacing: -0.01em; text-decoration: none; }
.brand:hover { text-decoration: underline; }
.brand span { color: var(--soft); font-weight: 400; }
.brand span::before { content: '/'; margin: 0 0.5rem 0 0.25rem; color: var(--edge); }
:is(nav.site, nav.ops, nav.languages) ul { display: flex; flex-wrap: wrap; gap: 0 0.25rem; margin: 0; padding: 0; list-style: none; }
:is(nav.site, nav.ops, nav.languages) li { margin: 0; }
:is(nav.site, nav.ops, nav.languages) a { display: block; padding: 0.5rem 0.75rem; border-radius: 0.5rem; color: var(--soft); font-size: 0.9688rem; line-height: 1.5; text-decoration: none; }
:is(nav.site, nav.ops, nav.languages) a:hover { background: var(--quiet-tint); color: var(--ink); }
:is(nav.site, nav.ops, nav.languages) a[aria-current] { color: var(--accent); font-weight: 650; box-shadow: inset 0 -2px var(--accent); border-radius: 0.5rem 0.5rem 0 0; }
:is(nav.site, nav.ops) { margin-left: -0.75rem; }
main nav.ops { margin-bottom: 0.75rem; }
nav.languages { margin-left: auto; margin-right: -0.75rem; }
@media (max-width: 66rem) { body > header .inner { column-gap: 0.5rem; } :is(nav.site, nav.ops) { order: 1; flex-basis: 100%; } }
@media (max-width: 30rem) { :is(nav.site, nav.ops, nav.languages) a { padding-inline: 0.5rem; } nav.languages { margin-right: -0.5rem; } body > header:has(nav) .brand span { display: none; } :is(nav.site, nav.ops) { margin-left: -0.5rem; } }
main { width: 100%; max-width: 51rem; flex: 1; margin: 0 auto; padding: clamp(2rem, 6vw, 4rem) clamp(1.125rem, 4vw, 2.5rem); }
main.wide { max-width: 78rem; }
main.wide > :is(p, ul:not([class])), main.wide > section > :is(p, ul:not([class])) { max-width: 46rem; }
main.note { max-width: 39rem; flex: none; margin-block: clamp(1.125rem, 6vh, 4.5rem); padding: clamp(1.5rem, 5vw, 3rem); background: var(--card); border: 1px solid var(--line); border-radius: 1rem; }
@media (max-width: 41rem) { main.wide > :is(p, ul:not([class])), main.wide > section > :is(p, ul:not([class])) { max-width: 46rem; }
main.note { width: auto; margin-inline: 1.125rem; } }
main > :last-child, .card > :last-child, section > :last-child { margin-bottom: 0; }
main > section { margin-top: clamp(2.5rem, 6vw, 4rem); }
main.note > section { margin-top: 1.75rem; padding-top: 1.75rem; border-top: 1px solid var(--line); }
main :is(h2, h3)[id], section[id] { scroll-margin-top: 1.5rem; }
body > footer { margin-top: auto; padding-block: 1.75rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.9375rem; }
body > footer p { margin: 0 0 0.25rem; }
body > footer .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); gap: 1.25rem 2rem; margin: 0 0 1.25rem; }
body > footer dt { color: var(--ink); font-weight: 600; }
body > footer dd { margin: 0; }
body > footer dd a, body > footer p a { display: inline-block; min-height: 1.5rem; }
body.dense { font-size: 0.9688rem; line-height: 1.55; }
body.dense main { padding-block: clamp(1.25rem, 3vw, 2.25rem); }
body.dense h1 { font-size: clamp(1.5rem, 1.3rem + 0.8vw, 1.875rem); }
body.dense h2 { font-size: 1.25rem; }
body.dense main > section { margin-top: 2.25rem; }
body.dense .card { padding: 1.125rem 1.25rem; }
body.dense .stat strong { font-size: 1.75rem; }
`;
