/** The style of every page. It stands in the page itself; its hash is the only one the browser accepts. */
export const style = `
:root { color-scheme: light dark; --ink: #14213a; --soft: #45526b; --paper: #f6f7fa; --card: #fff; --line: #d5dbe6; --accent: #0b5cad; --on-accent: #fff; --tint: #eef4fb; --final: #a4262c; --wrong-tint: #fcf0f0; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eef2f9; --soft: #b6c1d4; --paper: #0f1624; --card: #182234; --line: #2d3a52; --accent: #8dc2ff; --on-accent: #0f1624; --tint: #1f2d45; --final: #ffb3b0; --wrong-tint: #3a2230; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: clamp(0.75rem, 4vw, 1.5rem); background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 system-ui, sans-serif; }
main { width: 100%; max-width: 36rem; padding: clamp(1.5rem, 5vw, 3rem); background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; overflow-wrap: anywhere; }
header { margin-bottom: 1.5rem; color: var(--soft); font-size: 0.875rem; font-weight: 600; letter-spacing: 0.02em; }
h1 { margin: 0 0 1rem; font-size: clamp(1.5rem, 5vw, 2rem); line-height: 1.2; text-wrap: balance; }
h2 { margin: 0 0 0.75rem; font-size: 1.25rem; line-height: 1.3; text-wrap: balance; }
p { margin: 0 0 1rem; }
section { margin-top: 1.75rem; padding-top: 1.75rem; border-top: 1px solid var(--line); }
blockquote { margin: 0 0 1.5rem; padding: 1rem 1.25rem; background: var(--tint); border-radius: 0.5rem; }
dl { margin: 1.5rem 0; }
dl > div { padding: 0.125rem 0 0.125rem 1rem; border-left: 3px solid var(--accent); }
dl > div + div { margin-top: 1rem; }
dt { font-weight: 600; }
dd { margin: 0; }
form { margin: 0 0 1.5rem; }
section > form { margin-bottom: 0; }
button { margin: 0.25rem 0.5rem 0.25rem 0; padding: 0.625rem 1.25rem; background: var(--accent); color: var(--on-accent); border: 2px solid var(--accent); border-radius: 0.5rem; font: inherit; font-weight: 600; cursor: pointer; }
button + button { background: transparent; color: var(--accent); }
button.final { background: transparent; color: var(--final); border-color: var(--final); }
label { display: flex; gap: 0.75rem; margin-bottom: 1rem; cursor: pointer; }
input[type='checkbox'] { flex: none; width: 1.5rem; height: 1.5rem; margin: 0.125rem 0 0; accent-color: var(--accent); }
.notice { padding: 0.875rem 1.25rem; background: var(--tint); border-left: 4px solid var(--accent); border-radius: 0.5rem; }
.notice.wrong { background: var(--wrong-tint); border-color: var(--final); }
footer { margin-top: 2rem; padding-top: 1.25rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.9375rem; }
a { color: var(--accent); text-underline-offset: 0.2em; }
:is(a, button, input):focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
.notice:focus { outline: none; }
button:focus-visible { border-radius: 0.5rem; }
button.final:focus-visible { outline-color: var(--final); }
`;
